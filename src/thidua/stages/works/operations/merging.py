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

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.stages.campaigns.models import Participation
from thidua.stages.works import rules
from thidua.stages.works.finding import double_of, taken_in
from thidua.stages.works.models import Double, Work
from thidua.stages.works.operations.records import person_of, post_work, write_money
from thidua.stages.works.states import MERGEABLE, WORK
from thidua.stages.works.visibility import require_seen

# Whose money the kept record tells: its own, the other's, or both together.
OWN, OTHERS, BOTH = "own", "others", "both"
LISTS = ("places", "partners", "campaigns", "occasions")
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
    if pair.status == Double.Status.MERGED:
        raise NotNow(_("Hai bản này đã được gộp. Xin tải lại trang."))
    lent = _lend(kept, other, money)
    pair.before = {
        "status": other.status, "verified_by": other.verified_by_id,
        "verified_at": other.verified_at.isoformat() if other.verified_at else None,
    }  # fmt: skip
    WORK.step(other, "merge", by=by, now=now, reason=reason, changes={"verified_at": None, "verified_by_id": None})
    pair.kept, pair.lent = kept, lent
    _decide(pair, Double.Status.MERGED, by=by, now=now, reason=reason)
    _tell(kept, by=by, now=now, act=gettext_noop("nhận bản gộp"), other=other, reason=reason)
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
    _take_back(kept, pair)
    pair.kept, pair.lent, pair.before = None, {}, {}
    _decide(pair, Double.Status.OPEN, by=by, now=now, reason=reason)
    _tell(kept, by=by, now=now, act=gettext_noop("trả lại bản gộp"), other=other, reason=reason)
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
    return _decide(pair, Double.Status.APART, by=by, now=now, reason=reason)


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
    return _decide(pair, Double.Status.OPEN, by=by, now=now, reason=reason)


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


def _given(work: Work, kept: Work) -> dict[str, set[int]]:
    """What a record gives to the one it is merged into."""
    partners = {work.unit_id, *work.partners.values_list("unit_id", flat=True)} - {kept.unit_id}
    return {
        "places": set(work.places.values_list("unit_id", flat=True)),
        "partners": partners,
        "campaigns": set(work.campaigns.values_list("pk", flat=True)),
        "occasions": set(work.occasions.values_list("pk", flat=True)),
    }


def _has(work: Work) -> dict[str, set[int]]:
    return {
        "places": set(work.places.values_list("unit_id", flat=True)),
        "partners": set(work.partners.values_list("unit_id", flat=True)),
        "campaigns": set(work.campaigns.values_list("pk", flat=True)),
        "occasions": set(work.occasions.values_list("pk", flat=True)),
    }


def _lend(kept: Work, other: Work, money: str) -> dict[str, Any]:
    """Adds to the kept record what the other has and it has not; says what that was."""
    given, has = _given(other, kept), _has(kept)
    lent: dict[str, Any] = {name: sorted(given[name] - has[name]) for name in LISTS}
    _add(kept, lent)
    own, others = _money(kept), _money(other)
    told = {OWN: own, OTHERS: others, BOTH: {key: own.get(key, 0) + others.get(key, 0) for key in own | others}}[money]
    lent["money"] = {
        key: told.get(key, 0) - own.get(key, 0) for key in own | told if told.get(key, 0) != own.get(key, 0)
    }
    write_money(kept, told)
    return lent


def _take_back(kept: Work, pair: Double) -> None:
    """Takes off what was lent; what another merged record gives too passes to that one."""
    lent = {name: set(pair.lent.get(name, ())) for name in LISTS}
    for row in Double.objects.filter(kept=kept, status=Double.Status.MERGED).exclude(pk=pair.pk).order_by("id"):
        if row.given_up is None:
            continue
        given = _given(row.given_up, kept)
        shared = {name: lent[name] & given[name] for name in LISTS}
        if any(shared.values()):
            row.lent |= {name: sorted({*row.lent.get(name, ()), *shared[name]}) for name in LISTS}
            row.save(update_fields=["lent"])
            lent = {name: lent[name] - shared[name] for name in LISTS}
    kept.places.filter(unit__in=lent["places"]).delete()
    kept.partners.filter(unit__in=lent["partners"]).delete()
    kept.campaigns.remove(*lent["campaigns"])
    kept.occasions.remove(*lent["occasions"])
    money, delta = _money(kept), pair.lent.get("money", {})
    left = {key: money.get(key, 0) - delta.get(key, 0) for key in money | delta}
    write_money(kept, {key: amount for key, amount in left.items() if amount > 0})


def _add(kept: Work, lent: dict[str, Iterable[int]]) -> None:
    for unit in lent["places"]:
        kept.places.create(unit_id=unit)
    for unit in lent["partners"]:
        kept.partners.create(unit_id=unit)
    kept.campaigns.add(*lent["campaigns"])
    kept.occasions.add(*lent["occasions"])


def _money(work: Work) -> dict[str, int]:
    return dict(work.money.order_by("id").values_list("source", "amount"))


def _decide(pair: Double, status: str, *, by: By, now: datetime.datetime, reason: str) -> Double:
    before = audit.snapshot(pair)
    pair.status, pair.reason = Double.Status(status), reason.strip()[:LONGEST]
    is_open = pair.status == Double.Status.OPEN
    pair.decided_at, pair.decided_by_id = (None, None) if is_open else (now, person_of(by))
    pair.changed_by_id = person_of(by)
    touch(pair, now=now)
    pair.save()
    words = {
        Double.Status.MERGED: gettext_noop("gộp hai bản"), Double.Status.APART: gettext_noop("giữ riêng hai bản"),
        Double.Status.OPEN: gettext_noop("bỏ quyết định về hai bản"),
    }  # fmt: skip
    audit.record(by=by, act=words[pair.status], obj=pair, before=before, reason=reason.strip())
    return pair


def _tell(kept: Work, *, by: By, now: datetime.datetime, act: str, other: Work, reason: str) -> None:
    kept.changed_by_id = person_of(by)
    touch(kept, now=now)
    kept.save()
    audit.record(
        by=by,
        act=act,
        obj=kept,
        before={},
        after={"merged": f"{other.name} ({other.unit.name})"},
        reason=reason.strip(),
    )


def _post(kept: Work, other: Work, *, now: datetime.datetime, campaigns: Iterable[int] = ()) -> None:
    for work in sorted((kept, other), key=lambda work: work.pk):
        post_work(work, now=now, campaigns=campaigns)
