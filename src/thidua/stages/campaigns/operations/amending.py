"""A campaign that runs amended by a document of its body: numbers, windows, due dates follow, and so does the board."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.documents.model import OfficialDocument, Signature, paragraph
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns import papers, rules
from thidua.stages.campaigns.allocations import require_covered
from thidua.stages.campaigns.amendable import MILESTONE, TARGET, Amendable, amendable
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, MilestoneKind, Plan, PlanAmendment, Target, TargetMinimum
from thidua.stages.campaigns.operations.asking import HIGHEST_PERCENT
from thidua.stages.campaigns.operations.plans import recipients, sent_on

Value = int | datetime.date


@dataclass(frozen=True, slots=True)
class AmendingPaper:
    """The document that amends the plan, as it was signed."""

    number: int
    symbol: str
    date: datetime.date
    capacity: str
    title: str
    signer: str


@operation
def amend_campaign(
    *,
    by: By,
    now: datetime.datetime,
    plan: Plan,
    paper: AmendingPaper,
    what: str,
    values: Mapping[str, Value],
    version: int | None = None,
) -> Plan:
    """Enters the document that amends a campaign's own plan, sent as the plan was, and moves what it says.

    `values` by the names of `amendable`; equal ones change nothing. The ledger of each target that moved is made anew
    in the same transaction. Refused with `NotAllowed` unless the actor leads or administers the body; `NotNow` for
    another plan than the campaign's own, or without its document; `Stale`; `Invalid`: a value at its name, `what`
    where nothing is said or moved, `date` before the plan's or still to come, `number` where the register has given it.
    """
    plan = lock(plan)
    if why_not := rules.why_not_open(by, plan.unit):
        raise NotAllowed(why_not)
    if plan.parent_id is not None or plan.document is None or plan.document.date is None:
        raise NotNow(_("Chỉ kế hoạch gốc đã ban hành của đợt thi đua được sửa đổi ở đây."))
    check_version(plan, version)
    if paper.date < plan.document.date:
        raise Invalid({"date": _("Văn bản sửa đổi không thể ký trước kế hoạch.")})
    moved = [
        (one, values[one.name]) for one in amendable(plan.campaign) if values.get(one.name, one.value) != one.value
    ]
    if not what.strip() or not moved:
        raise Invalid({"what": _("Xin ghi văn bản sửa điều gì, và sửa ít nhất một số hoặc một ngày.")})
    _require_sound(moved)
    changes = [_told(one, value) for one, value in moved]
    document = _document(plan, paper, what, now)
    targets = _written(plan.campaign, moved)
    number = PlanAmendment.objects.filter(plan=plan).count() + 2
    PlanAmendment.objects.create(
        plan=plan, number=number, document=document, what=what.strip(), changes=changes, made_at=now,
        made_by_label=by.label[:200],
    )  # fmt: skip
    touch(plan, now=now)
    plan.changed_by_id = person_of(by)
    plan.save()
    audit.record(
        by=by, act=gettext_noop("sửa đổi đợt thi đua theo văn bản"), obj=plan,
        before={f"{row['sort']}/{row['key']}/{row['part']}": row["before"] for row in changes},
        after={f"{row['sort']}/{row['key']}/{row['part']}": row["after"] for row in changes},
        reason=document.notation,
    )  # fmt: skip
    if targets:
        asked_anew.send(sender=Campaign, campaign=plan.campaign, now=now, targets=targets)
    return plan


def _require_sound(moved: list[tuple[Amendable, Value]]) -> None:
    faults: dict[str, str] = {}
    spans: dict[tuple[str, str], dict[str, Any]] = {}
    for one, value in moved:
        if one.part == "minimum" and isinstance(one.row, Target) and isinstance(value, int):
            faults[one.name] = _why_not_minimum(one.row, value)
        elif one.part.startswith("window"):
            span = spans.setdefault((one.sort, one.key), {"of": one.row})
            span |= {one.part: value, "name": one.name}
    for span in spans.values():
        first, before = (span.get(part, getattr(span["of"], part)) for part in ("window_from", "window_before"))
        if before and before <= (first or span["of"].campaign.starts_on):
            faults[span["name"]] = _("Khoảng thời gian kết thúc trước khi bắt đầu.")
    if found := {name: told for name, told in faults.items() if told}:
        raise Invalid(found)


def _why_not_minimum(target: Target, minimum: int) -> str:
    """A number of everybody's may not pass what single units were asked more strictly."""
    if minimum < 0 or (target.measure_unit == "percent" and minimum > HIGHEST_PERCENT):
        return _("Số phải đạt không được nhỏ hơn 0; tính bằng phần trăm thì không quá 100.")
    weaker = {"minimum__gt": minimum} if target.operator == Target.Operator.AT_MOST else {"minimum__lt": minimum}
    rows = TargetMinimum.objects.filter(target=target, **weaker).select_related("unit").order_by("id")
    count, first = rows.count(), rows.first()
    if first is None:
        return ""
    return _("%(count)d đơn vị (trước hết là %(unit)s) có mức riêng nhẹ hơn số này. Xin sửa mức riêng của họ trước.") % {
        "count": count, "unit": first.unit.name,
    }  # fmt: skip


def _written(campaign: Campaign, moved: list[tuple[Amendable, Value]]) -> list[Target]:
    """Saves what moved; the targets whose numbers are to be made anew: their own, companions, those of a milestone."""
    changed: dict[int, Target] = {}
    for one, value in moved:
        before = one.value
        rows: list[Any] = [one.row]
        if isinstance(one.row, Target):
            rows += [row for row in one.row.companions.order_by("id") if getattr(row, one.part) == before]
        for row in rows:
            held = changed.get(row.pk, row) if one.sort == TARGET else row
            setattr(held, one.part, value)
            if isinstance(held, Target):
                changed[held.pk] = held
            else:
                held.save(update_fields=[one.part])
    for target in changed.values():
        target.version += 1
        target.save()
        require_covered(target, "what")
    kinds = {one.key for one, _value in moved if one.sort == MILESTONE and isinstance(one.row, MilestoneKind)}
    for target in campaign.targets.filter(measure="milestone").order_by("id") if kinds else ():
        if target.measure_params.get("milestone") in kinds:
            changed.setdefault(target.pk, target)
    return list(changed.values())


def _told(one: Amendable, value: Value) -> dict[str, Any]:
    before, after = (part.isoformat() if isinstance(part, datetime.date) else part for part in (one.value, value))
    return {"sort": one.sort, "key": one.key, "part": one.part, "before": before, "after": after}


def _document(plan: Plan, paper: AmendingPaper, what: str, now: datetime.datetime) -> Any:
    """The amending document in the body's register, sent to whom the plan was sent."""
    standing = plan.document
    assert standing is not None
    units, outside = recipients(plan)
    printed = OfficialDocument(
        kind=standing.kind,
        family=papers.family_of(plan.unit),
        letterhead=papers.letterhead(plan.unit, paper.date, standing.body),
        symbol=paper.symbol,
        number=paper.number,
        date=paper.date,
        subject=_("Sửa đổi, bổ sung văn bản số %(notation)s") % {"notation": standing.notation},
        blocks=tuple(paragraph(line) for line in what.splitlines() if line.strip()),
        signature=Signature(paper.title, paper.signer, (paper.capacity,) if paper.capacity else ()),
        recipients=papers.recipient_lines(plan),
    )
    return record_issued(
        by=System(), now=now, unit=plan.unit, body=standing.body, document=printed, units=units, outside=outside,
        sent_at=sent_on(paper.date),
    )  # fmt: skip
