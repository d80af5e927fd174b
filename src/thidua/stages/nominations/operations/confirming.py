"""The achievement report confirmed by the head of the unit, with what replaces signature and seal here (VI.4)."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.documents.letters import require_printable_texts
from thidua.stages.nominations import rules
from thidua.stages.nominations.headings import required
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations.records import changed, held

N = Nomination.Status
CONFIRMABLE = frozenset({N.DRAFT, N.PROPOSED, N.RETURNED, N.RESERVE, N.SELECTED})


@operation
def confirm_report(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """The nominee's own head confirms the achievement report; a working board's the commune, a department's and a
    head's the level above. From then on the report's words stand; changing them takes the confirmation away.

    Refused with `Missing`, `NotAllowed` (names who confirms; nobody his or her own), `NotNow` once it is chosen,
    answered or confirmed already, `Stale`, `Invalid` while a heading of the report is empty (`report`) or a letter
    of it cannot be printed (`letters`).
    """
    nomination = held(nomination, by=by)
    if why_not := rules.confirmer_acts(by, nomination):
        raise NotAllowed(why_not)
    if nomination.status not in CONFIRMABLE or nomination.confirmed_at is not None:
        raise NotNow(_("Báo cáo thành tích này đã được xác nhận, hoặc đề nghị không còn chờ xác nhận."))
    check_version(nomination, version)
    if missing := [heading.title for heading in required(nomination) if not nomination.report.get(heading.key)]:
        raise Invalid({"report": _("Báo cáo thành tích còn trống phần: %(parts)s.") % {"parts": "; ".join(missing)}})
    require_printable_texts(str(nomination), nomination.achievement, *nomination.report.values())
    before = audit.snapshot(nomination)
    nomination.confirmed_at, nomination.confirmed_by_id = now, person_of(by)
    changed(nomination, by=by, now=now)
    nomination.save()
    audit.record(by=by, act=gettext_noop("xác nhận báo cáo thành tích"), obj=nomination, before=before)
    return nomination


@operation
def take_back_confirmation(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Takes a confirmation back with the reason. Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, `Invalid`."""
    nomination = held(nomination, by=by)
    if why_not := rules.confirmer_acts(by, nomination):
        raise NotAllowed(why_not)
    if nomination.status not in CONFIRMABLE or nomination.confirmed_at is None:
        raise NotNow(_("Không có xác nhận nào để rút lại lúc này."))
    check_version(nomination, version)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi rõ lý do để đơn vị biết cần làm gì.")})
    before = audit.snapshot(nomination)
    nomination.confirmed_at, nomination.confirmed_by = None, None
    changed(nomination, by=by, now=now)
    nomination.save()
    audit.record(
        by=by, act=gettext_noop("rút xác nhận báo cáo thành tích"), obj=nomination, before=before, reason=reason
    )
    return nomination
