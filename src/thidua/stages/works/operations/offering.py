"""A verified work is offered to whoever keeps the portal; publishing it, or saying no, settles the offer."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, operation
from thidua.stages.works import rules
from thidua.stages.works.models import Work
from thidua.stages.works.operations.records import held, tell
from thidua.stages.works.states import VERIFIED

LONGEST = 500


@operation
def offer_work(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    note: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """The lead or the level above offers a verified work for the portal, with a word why.

    Refused with `Missing`, `NotAllowed`, `NotNow` unless verified or while an offer waits, `Stale`, `Invalid` for too
    long a word.
    """
    work = held(work, by=by)
    if why_not := rules.offers_work(by, work):
        raise NotAllowed(why_not)
    if work.status != VERIFIED:
        raise NotNow(_("Công trình được xác nhận rồi mới đề nghị đăng cổng được."))
    if work.offered_at is not None and work.offer_settled_at is None:
        raise NotNow(_("Công trình này đã được đề nghị đăng cổng, đang chờ xem."))
    check_version(work, version)
    if len(note.strip()) > LONGEST:
        raise Invalid({"note": _("Dài quá %(most)d chữ. Xin viết gọn.") % {"most": LONGEST}})
    work.offered_at, work.offered_by_id, work.offer_settled_at = now, person_of(by), None
    work.offer_note = note.strip()
    tell(work, by=by, now=now, act=gettext_noop("đề nghị đăng cổng"), reason=work.offer_note)
    return work


def settle_offer(work: Work, *, by: By, now: datetime.datetime, act: str, reason: str = "") -> None:
    """Called by whoever keeps the portal, with the work locked: what was offered is answered."""
    if work.offered_at is None or work.offer_settled_at is not None:
        return
    work.offer_settled_at = now
    tell(work, by=by, now=now, act=act, reason=reason)
