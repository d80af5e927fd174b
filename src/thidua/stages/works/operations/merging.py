"""Two records of one work: merged into the one that counts, kept apart as two works; both taken back.

The lead of the kept record stays credited; the other's lead and partners become its partners, its places are served
too. What was lent is written down, so that undoing takes back exactly that, whatever else was merged meanwhile.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation
from thidua.stages.campaigns.models import Participation
from thidua.stages.works import rules
from thidua.stages.works.finding import taken_in
from thidua.stages.works.models import Double, Work
from thidua.stages.works.operations.lending import BOTH, OTHERS, OWN, lend, take_back
from thidua.stages.works.operations.looking import double_of
from thidua.stages.works.operations.records import money_of, post_work, tell
from thidua.stages.works.states import DOUBLE, MERGEABLE, WORK
from thidua.stages.works.visibility import require_seen

LONGEST = 500


@operation
def merge_works(
    *,
    by: By,
    now: datetime.datetime,
    kept: Work,
    other: Work,
    money: str = OWN,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Double:
    """Says that two records are one work: `kept` counts from now on, `other` stays in its unit's list, uncounted.

    `version` is the kept record's. Refused with `Missing`, `NotAllowed` unless the actor stands above both leads,
    `NotNow` for a record that is a draft, withdrawn or merged, or into which others were merged; `Stale`; `Invalid` for
    records of different kinds, for a campaign in which the kept one's lead takes no part, an unknown `money`.
    """
    kept, other = _both(kept, other, by=by)
    check_version(kept, version)
    _require_mergeable(kept, other, money)
    pair = lock(double_of(kept, other, now=now))
    DOUBLE.check(pair, "merge", by=by)
    had, lent = money_of(kept), lend(kept, other, money)
    pair.before = {
        "status": other.status, "verified_by": other.verified_by_id,
        "verified_at": other.verified_at.isoformat() if other.verified_at else None,
    }  # fmt: skip
    WORK.step(other, "merge", by=by, now=now, reason=reason, changes={"verified_at": None, "verified_by_id": None})
    pair.kept, pair.lent = kept, lent
    _decide(pair, "merge", by=by, now=now, reason=reason)
    _tell_kept(kept, other, had, by=by, now=now, act=gettext_noop("nhận bản gộp"), reason=reason)
    _post(kept, other, now=now)
    return pair


@operation
def split_works(
    *,
    by: By,
    now: datetime.datetime,
    double: Double,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Double:
    """Undoes a merge: the other record is again what it was, and the kept one gives back what it was lent.

    Refused with `Missing`, `NotAllowed`, `NotNow` unless the two are merged, `Stale`, without a reason `Invalid`.
    """
    pair = _held(double, by=by, version=version)
    if pair.status != Double.Status.MERGED or pair.given_up is None or pair.kept is None:
        raise NotNow(_("Hai bản này không còn được gộp. Xin tải lại trang."))
    kept, other = _both(pair.kept, pair.given_up, by=by)
    before, left = pair.before, list(kept.campaigns.values_list("id", flat=True))
    at = before["verified_at"]
    changes = {
        "verified_at": datetime.datetime.fromisoformat(at) if at else None, "verified_by_id": before["verified_by"],
    }  # fmt: skip
    WORK.step(other, f"split_{before['status']}", by=by, now=now, reason=reason, changes=changes)
    had = money_of(kept)
    take_back(kept, pair)
    pair.kept, pair.lent, pair.before = None, {}, {}
    _decide(pair, "split", by=by, now=now, reason=reason)
    _tell_kept(kept, other, had, by=by, now=now, act=gettext_noop("trả lại bản gộp"), reason=reason)
    _post(kept, other, now=now, campaigns=left)
    return pair


@operation
def keep_apart(
    *,
    by: By,
    now: datetime.datetime,
    one: Work,
    other: Work,
    reason: str,
    receipt: uuid.UUID | None = None,
) -> Double:
    """Says that two records are two works: nobody is asked about them again.

    Refused with `Missing`, `NotAllowed`, `NotNow` while they are merged or apart already, without a reason `Invalid`.
    """
    one, other = _both(one, other, by=by)
    pair = lock(double_of(one, other, now=now))
    if pair.status != Double.Status.OPEN:
        raise NotNow(_("Hai bản này đã có người quyết định. Xin tải lại trang."))
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi vì sao đây là hai công trình khác nhau.")})
    return _decide(pair, "apart", by=by, now=now, reason=reason)


@operation
def reopen_double(
    *,
    by: By,
    now: datetime.datetime,
    double: Double,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Double:
    """Takes «two works» back: the pair is shown again. Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`."""
    pair = _held(double, by=by, version=version)
    _both(pair.one, pair.other, by=by)
    if pair.status != Double.Status.APART:
        raise NotNow(_("Hai bản này không còn được ghi là hai công trình. Xin tải lại trang."))
    return _decide(pair, "reopen", by=by, now=now, reason=reason)


def require_alone(work: Work) -> None:
    """Raises `NotNow` for a work that counts for records merged into it: it may not vanish under them."""
    if taken_in(work):
        raise NotNow(_("Đã có bản đăng ký khác gộp vào công trình này. Xin nhờ cấp trên bỏ gộp trước."))


def _both(one: Work, other: Work, *, by: By) -> tuple[Work, Work]:
    """Both records locked in one order, for an actor who decides on both."""
    if one.pk == other.pk:
        raise Invalid({"kept": _("Đây là một bản, không phải hai. Xin chọn lại.")})
    require_seen(by, one)
    require_seen(by, other)
    held = {work.pk: lock(work) for work in sorted((one, other), key=lambda work: work.pk)}
    one, other = held[one.pk], held[other.pk]
    for work in (one, other):
        if why_not := rules.decides_doubles(by, work):
            raise NotAllowed(why_not)
    return one, other


def _held(double: Double, *, by: By, version: int | None) -> Double:
    """The row for an actor who may know of both works; they are locked before it, as everywhere."""
    for work in (double.one, double.other):
        require_seen(by, work)
    for pk in sorted((double.one_id, double.other_id)):
        lock(Work(pk=pk))
    pair = lock(double)
    check_version(pair, version)
    return pair


def _require_mergeable(kept: Work, other: Work, money: str) -> None:
    for work in (kept, other):
        if work.status not in MERGEABLE:
            raise NotNow(
                _("«%(work)s» đang «%(status)s» nên không gộp được.")
                % {"work": work.name, "status": work.get_status_display()}
            )
    require_alone(other)
    wrong: dict[str, str] = {}
    if kept.kind_id != other.kind_id:
        wrong["kept"] = _("Hai bản khác loại nên không phải một công trình. Xin trả lại bản ghi sai loại để sửa trước.")
    if money not in (OWN, OTHERS, BOTH):
        wrong["money"] = _("Xin chọn lấy kinh phí của bản nào.")
    missing = other.campaigns.exclude(pk__in=_campaigns_of(kept)).order_by("id").first()
    if missing is not None:
        wrong["kept"] = _("%(unit)s không tham gia «%(campaign)s». Xin giữ bản kia, hoặc bỏ đợt thi đua này ở bản kia trước.") % {
            "unit": kept.unit.name, "campaign": missing.short_name,
        }  # fmt: skip
    if wrong:
        raise Invalid(wrong)


def _campaigns_of(work: Work) -> Any:
    return Participation.objects.standing().filter(unit=work.unit_id).values("campaign_id")


def _decide(pair: Double, act: str, *, by: By, now: datetime.datetime, reason: str) -> Double:
    """The one door of a pair's status: who decided, when and why stand on the row while it is not open."""
    is_open = DOUBLE.transitions[act].target == Double.Status.OPEN
    changes = {
        "reason": "" if is_open else reason.strip()[:LONGEST], "decided_at": None if is_open else now,
        "decided_by_id": None if is_open else person_of(by), "changed_by_id": person_of(by),
    }  # fmt: skip
    DOUBLE.step(pair, act, by=by, now=now, reason=reason, changes=changes)
    return pair


def _tell_kept(
    kept: Work, other: Work, had: dict[str, int], *, by: By, now: datetime.datetime, act: str, reason: str
) -> None:
    """`had` is the kept record's money before the act."""
    after = {"merged": f"{other.name} ({other.unit.name})", "money": money_of(kept)}
    tell(kept, by=by, now=now, act=act, before={"money": had}, after=after, reason=reason)


def _post(kept: Work, other: Work, *, now: datetime.datetime, campaigns: Iterable[int] = ()) -> None:
    for work in sorted((kept, other), key=lambda work: work.pk):
        post_work(work, now=now, campaigns=campaigns)
