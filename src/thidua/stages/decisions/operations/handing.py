"""Handing certificates over: who took which, on what day (F99)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations.records import held
from thidua.stages.decisions.queries import names_of
from thidua.stages.honours.operations import hand_over_honour


@operation
def hand_over(
    *,
    by: By,
    now: datetime.datetime,
    decision: Decision,
    on: datetime.date,
    takers: Mapping[uuid.UUID, str],
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Notes who took the certificates of these names (by the entry's uid) on a day; the other names go on waiting.

    Refused with `Missing`, `NotAllowed`; `NotNow` for one handed over before or revoked; `Invalid`: `on` for a day
    before the decision or to come, without any name of who took.
    """
    row = held(decision, by=by)
    if row.status != Decision.Status.ISSUED:
        raise NotNow(_("Quyết định chưa ban hành nên chưa có bằng để trao."))
    chosen = {uid: taker for uid, taker in takers.items() if taker.strip()}
    if not chosen:
        raise Invalid({"takers": _("Xin ghi người nhận của ít nhất một tên.")})
    honours = {name.entry.uid: name.honour for name in names_of(row)}
    for uid, taker in chosen.items():
        honour = honours.get(uid)
        if honour is None:
            raise Invalid({"takers": _("Có tên không được tặng trong quyết định này. Xin tải lại trang.")})
        hand_over_honour(by=by, now=now, honour=honour, on=on, to=taker)
    return row
