"""Revoking an award by a decision of who gave it (Luật Thi đua, khen thưởng, Điều 93): the row stays and says so."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.decisions import rules
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations.records import held
from thidua.stages.decisions.queries import names_of
from thidua.stages.honours.operations import revoke_honour


@operation
def revoke_award(
    *,
    by: By,
    now: datetime.datetime,
    decision: Decision,
    entry: uuid.UUID,
    by_decision: str,
    on: datetime.date,
    reason: str,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Marks one name's honour as revoked by a decision, with its number, day and reason. Nothing is deleted.

    Refused with `Missing`, `NotAllowed` (names who signs); `NotNow` for a name that was given nothing or was revoked;
    `Invalid` without the decision's number or the reason, for a day before the award or to come.
    """
    row = held(decision, by=by)
    if why_not := rules.leader_decides(by, row):
        raise NotAllowed(why_not)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi lý do hủy.")})
    honour = next((name.honour for name in names_of(row) if name.entry.uid == entry), None)
    if honour is None:
        raise NotNow(_("Tên này không được tặng trong quyết định nên không có gì để hủy."))
    revoke_honour(by=by, now=now, honour=honour, on=on, decision=by_decision, reason=reason)
    after = {"name": honour.subject_name, "decision": by_decision}
    audit.record(by=by, act=gettext_noop("hủy khen thưởng"), obj=row, after=after, reason=reason)
    return row
