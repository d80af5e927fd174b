"""The scan of an outside decision: read by who reads the decision."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.stages.decisions.queries import readable

OWNER = "decision"


def may_read(actor: Actor, uid: uuid.UUID) -> bool:
    """Who may open the decision may open its scan."""
    return readable(actor).filter(uid=uid).exists()


OWNERS.register(OWNER, OwnerKind(label=_("quyết định khen thưởng"), may_read=may_read, address_name="desk:decision"))
