"""The accountant's sheets that stand beside a month."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from thidua.foundation.core import files
from thidua.foundation.core.actors import By
from thidua.stages.funds.models import FundMonth
from thidua.stages.funds.visibility import may_read_sheet

OWNER, ROLE = "fund-month", "sheet"

files.OWNERS.register(OWNER, files.OwnerKind(gettext_lazy("Sổ quỹ tháng"), may_read_sheet, "desk:fund-month"))


def keep_sheets(month: FundMonth, uploads: Sequence[File], *, by: By, now: datetime.datetime) -> None:
    """Keeps uploads as sheets of a month. Raises `Invalid` (field `sheets`) naming one that cannot be kept."""
    for upload in uploads:
        files.store(upload=upload, owner_kind=OWNER, owner_uid=month.uid, role=ROLE, field="sheets", by=by, now=now)
