"""Scans of a dossier's papers belong to the dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.stages.nominations.visibility import may_read_files

OWNER = "submission"

OWNERS.register(OWNER, OwnerKind(label=_("hồ sơ khen thưởng"), may_read=may_read_files, address_name="desk:submission"))
