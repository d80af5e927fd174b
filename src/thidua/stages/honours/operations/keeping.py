"""What happens to an honour later: it is handed over; rarely it is revoked."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import tidy
from thidua.stages.honours import rules
from thidua.stages.honours.after import WHEN_REVOKED
from thidua.stages.honours.models import Honour


@operation
def hand_over_honour(
    *,
    by: By,
    now: datetime.datetime,
    honour: Honour,
    on: datetime.date,
    to: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Honour:
    """Notes the day the award was handed over and who took it.

    Refused with `Missing`, `NotAllowed`; `NotNow` once it is handed over or revoked; `Stale`; `Invalid` without the
    name of who took it, for a day before the decision and for a day to come.
    """
    honour = _held(honour, by=by)
    if why := rules.may_hand_over(by, honour):
        raise NotAllowed(why)
    if honour.revoked_on:
        raise NotNow(_("Khen thưởng này đã bị hủy nên không trao nữa."))
    if honour.handed_over_on:
        raise NotNow(
            _("Đã trao ngày %(day)s cho %(to)s.")
            % {"day": f"{honour.handed_over_on:%d/%m/%Y}", "to": honour.handed_over_to}
        )
    check_version(honour, version)
    wrong: dict[str, str] = {}
    if not tidy(to):
        wrong["to"] = _("Xin ghi họ tên người nhận.")
    if on < honour.decided_on or on > clock.day_of(now):
        wrong["on"] = _("Ngày trao phải từ ngày quyết định đến hôm nay.")
    if wrong:
        raise Invalid(wrong)
    before = audit.snapshot(honour)
    honour.handed_over_on, honour.handed_over_to = on, tidy(to)
    _save(honour, by=by, now=now)
    audit.record(by=by, act=gettext_noop("trao"), obj=honour, before=before)
    return honour


@operation
def revoke_honour(
    *,
    by: By,
    now: datetime.datetime,
    honour: Honour,
    on: datetime.date,
    decision: str,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Honour:
    """Marks the honour as revoked by a decision; the row stays and says so, the portal takes it down at once.

    Refused with `Missing`, `NotAllowed`; `NotNow` once it is revoked; `Stale`; `Invalid` without the number of the
    decision, for a day before the honour was given and for a day to come.
    """
    honour = _held(honour, by=by)
    if why := rules.may_revoke(by, honour):
        raise NotAllowed(why)
    if honour.revoked_on:
        raise NotNow(_("Khen thưởng này đã bị hủy theo %(decision)s.") % {"decision": honour.revoked_by})
    check_version(honour, version)
    wrong: dict[str, str] = {}
    if not tidy(decision):
        wrong["decision"] = _("Xin ghi số, ký hiệu, ngày của quyết định hủy.")
    if on < honour.decided_on or on > clock.day_of(now):
        wrong["on"] = _("Ngày hủy phải từ ngày quyết định khen thưởng đến hôm nay.")
    if wrong:
        raise Invalid(wrong)
    before = audit.snapshot(honour)
    honour.revoked_on, honour.revoked_by = on, tidy(decision)
    _save(honour, by=by, now=now)
    for follows in WHEN_REVOKED:
        follows(by, now, honour)
    audit.record(by=by, act=gettext_noop("hủy khen thưởng"), obj=honour, before=before, reason=reason)
    return honour


def strike_honour(*, by: By, now: datetime.datetime, honour: Honour, reason: str) -> Honour:
    """Marks a line that should not have been written: its paper gave nothing. The row stays and says why.

    Within the caller's transaction, whose rules have let the actor in. Refused with `NotNow` once it is handed over.
    """
    honour = lock(honour)
    _require_not_handed_over(honour)
    before = audit.snapshot(honour)
    honour.revoked_on = max(clock.day_of(now), honour.decided_on)
    honour.revoked_by = (_("đính chính: %(reason)s") % {"reason": reason})[:300]
    _save(honour, by=by, now=now)
    for follows in WHEN_REVOKED:
        follows(by, now, honour)
    audit.record(by=by, act=gettext_noop("đính chính, xóa hiệu lực"), obj=honour, before=before, reason=reason)
    return honour


def correct_honour(
    *, by: By, now: datetime.datetime, honour: Honour, form_key: str, form_name: str, reason: str
) -> Honour:
    """Puts the given form right; a line struck by mistake stands again.

    Within the caller's transaction, whose rules have let the actor in. Refused with `NotNow` once it is handed over.
    """
    honour = lock(honour)
    _require_not_handed_over(honour)
    before = audit.snapshot(honour)
    honour.form_key, honour.form_name = form_key, form_name
    honour.fold_words()
    honour.revoked_on, honour.revoked_by = None, ""
    _save(honour, by=by, now=now)
    audit.record(by=by, act=gettext_noop("đính chính"), obj=honour, before=before, reason=reason)
    return honour


def _require_not_handed_over(honour: Honour) -> None:
    if honour.handed_over_on:
        raise NotNow(_("Đã trao cho %(to)s nên không đính chính được nữa.") % {"to": honour.handed_over_to})


def _held(honour: Honour, *, by: By) -> Honour:
    """The row, locked, for an actor who may know of it; raises `Missing` otherwise."""
    if isinstance(by, Actor) and not by.sees(honour.unit):
        raise Missing(_("Không tìm thấy khen thưởng này, hoặc khen thưởng thuộc đơn vị khác."))
    return lock(honour)


def _save(honour: Honour, *, by: By, now: datetime.datetime) -> None:
    honour.changed_by_id = person_of(by)
    touch(honour, now=now)
    honour.save()
