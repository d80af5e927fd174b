"""A campaign that runs amended by a document of its body: what it asks follows, and so does the board."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.documents.model import OfficialDocument, Signature, paragraph
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns import papers, rules
from thidua.stages.campaigns.allocations import require_covered
from thidua.stages.campaigns.amendable import (
    CAMPAIGN,
    MILESTONE,
    MINIMUM,
    SORTS,
    TARGET,
    TASK,
    UNCOUNTED,
    Amendable,
    Value,
)
from thidua.stages.campaigns.amended import Changes
from thidua.stages.campaigns.amending_papers import plan_words
from thidua.stages.campaigns.amendment_checks import Checked, by_row, checked
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import (
    Campaign,
    CampaignTask,
    MilestoneKind,
    Participation,
    Plan,
    PlanAmendment,
    PlanTarget,
    Target,
)
from thidua.stages.campaigns.operations.plans import recipients, sent_on
from thidua.stages.campaigns.operations.recipient_lines import put_lines
from thidua.stages.campaigns.plan_writing.applying import settle
from thidua.stages.campaigns.plan_writing.new_recipients import new_lines

OF_MILESTONES = ("milestone", "rated_years", "pilot_congresses")


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
    changes: Changes,
    version: int | None = None,
) -> Plan:
    """Enters the document that amends a campaign's own plan, signed outside, and carries out what it says.

    It goes to whom the plan goes from now on. The ledger of each target that moved is made anew in this transaction.
    Refused with `NotAllowed` unless the actor leads or administers the body; `NotNow` for another plan than the
    campaign's own, or without its document; `Stale`; `Invalid`: what `checked` names, `what` where nothing is said or
    changed, `date` before the plan's or still to come, `number` where the register has given it.
    """
    plan = lock(plan)
    if why_not := rules.why_not_open(by, plan.unit):
        raise NotAllowed(why_not)
    standing = require_amendable(plan)
    check_version(plan, version)
    if standing.date is not None and paper.date < standing.date:
        raise Invalid({"date": _("Văn bản sửa đổi không thể ký trước kế hoạch.")})
    if not what.strip():
        raise Invalid({"what": _("Xin ghi văn bản sửa điều gì.")})
    found = checked(plan, changes, on=paper.date)
    if found.recipients is not None:
        put_lines(plan, new_lines(plan, found.recipients))
    document = _document(by, plan, paper, what, now)
    carry_out(plan, document, found, what, by=by, now=now)
    return plan


def require_amendable(plan: Plan) -> IssuedDocument:
    """The plan's document. Raises `NotNow` unless it is the campaign's own plan, issued."""
    if plan.parent_id is not None or plan.document is None or plan.document.date is None:
        raise NotNow(_("Chỉ kế hoạch gốc đã ban hành của đợt thi đua được sửa đổi ở đây."))
    if plan.document.status != IssuedDocument.Status.ISSUED:
        raise NotNow(_("Kế hoạch này đã được thu hồi hoặc thay thế nên không sửa đổi nữa."))
    return plan.document


def carry_out(
    plan: Plan, document: IssuedDocument, found: Checked, what: str, *, by: By, now: datetime.datetime
) -> PlanAmendment:
    """Makes the campaign as the issued document says; the caller holds the plan and has put its recipients."""
    campaign, today = plan.campaign, clock.day_of(now)
    number = PlanAmendment.objects.filter(plan=plan).count() + 2
    counted = _put_values(found.moved, document.notation)
    made = []
    for target, beside in found.targets:
        target.save()
        for one in beside:
            one.companion_of = target
            one.save()
        made += [target, *beside]
    for place, task in enumerate(found.tasks, 1):
        CampaignTask.objects.create(
            campaign=campaign, key=f"sua-doi-{number}-{place}", clause="", text=task.text,
            unit_kinds=list(task.unit_kinds), due_before=task.due_before,
        )  # fmt: skip
    for _sort, row in found.ended:
        _end(row, today)
    _end_milestones(campaign, [row for sort, row in found.ended if sort in (TARGET, TASK)], today)
    amendment = PlanAmendment.objects.create(
        plan=plan, number=number, document=document, what=what.strip(), changes=list(found.told), made_at=now,
        made_by_label=by.label[:200],
    )  # fmt: skip
    touch(plan, now=now)
    plan.changed_by_id = person_of(by)
    plan.save()
    audit.record(
        by=by, act=gettext_noop("sửa đổi đợt thi đua theo văn bản"), obj=plan,
        before={_named(row): row["before"] for row in found.told},
        after={_named(row): row["after"] for row in found.told},
        reason=document.notation,
    )  # fmt: skip
    if any(one.sort == CAMPAIGN for one, _value in found.moved):
        asked_anew.send(sender=Campaign, campaign=campaign, now=now)
    elif counted or made:
        asked_anew.send(sender=Campaign, campaign=campaign, now=now, targets=[*counted, *made])
    return amendment


def _put_values(moved: Sequence[tuple[Amendable, Value]], source: str) -> list[Target]:
    """Saves what moved; the targets whose numbers are to be made anew: their own, companions, those of a milestone."""
    changed: dict[int, Target] = {}
    milestones: dict[int, list[MilestoneKind]] = defaultdict(list)
    for (sort, _key), (row, values) in by_row(moved).items():
        for one, fields in SORTS[sort].put(row, values, source):
            one.save(update_fields=fields)
        if MINIMUM in values and PlanTarget.objects.filter(target=row).exists():
            # Of each unit the strictest again: a plan of its own that asks less than everybody's number counts no more.
            asked = Participation.objects.standing().filter(campaign=row.campaign_id, kind__in=row.unit_kinds)
            settle(row, list(asked.order_by("lft", "id")))
        if sort == TARGET:
            require_covered(row, "what")  # the total of what was shared out
        if sort == TARGET and not values.keys() <= set(UNCOUNTED):
            changed |= {one.pk: one for one in (row, *row.companions.order_by("id"))}
        elif sort == MILESTONE:
            milestones[row.campaign_id].append(row)
    for campaign_id, kinds in milestones.items():
        keys = {kind.key for kind in kinds}
        for target in Target.objects.filter(campaign=campaign_id, measure__in=OF_MILESTONES).order_by("id"):
            if target.measure_params.get("milestone") in keys:
                changed.setdefault(target.pk, target)
    return list(changed.values())


def _end(row: Target | CampaignTask, today: datetime.date) -> None:
    """From today on nobody is asked for it; what was counted and done stays."""
    rows: list[Any] = [row, *(row.companions.order_by("id") if isinstance(row, Target) else ())]
    for one in rows:
        one.ended_on = today
        one.save(update_fields=["ended_on"])


def _end_milestones(campaign: Campaign, gone: Sequence[Any], today: datetime.date) -> None:
    """A milestone goes with the last target or task that asks for it; one that only the plan's words ask for stays."""
    named = {
        row.measure_params.get("milestone", "") if isinstance(row, Target) else row.milestone_key for row in gone
    } - {""}
    for kind in campaign.milestone_kinds.filter(key__in=named, ended_on=None).order_by("id"):
        targets = campaign.targets.filter(measure__in=OF_MILESTONES, companion_of=None, ended_on=None).order_by("id")
        asked = any(target.measure_params.get("milestone") == kind.key for target in targets)
        if not asked and not campaign.tasks.filter(milestone_key=kind.key, ended_on=None).exists():
            kind.ended_on = today
            kind.save(update_fields=["ended_on"])


def _named(change: dict[str, Any]) -> str:
    """The change's name in the trail; what came without a key goes by its first words."""
    return f"{change['sort']}/{change['key'] or str(change['after'])[:40]}/{change['part']}"


def _document(by: By, plan: Plan, paper: AmendingPaper, what: str, now: datetime.datetime) -> IssuedDocument:
    """The amending document in the body's register, sent to whom the plan goes; entered by whoever enters it."""
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
        subject=_("Sửa đổi, bổ sung %(plan)s") % {"plan": plan_words(standing)},
        blocks=tuple(paragraph(line) for line in what.splitlines() if line.strip()),
        signature=Signature(paper.title, paper.signer, (paper.capacity,) if paper.capacity else ()),
        recipients=papers.recipient_lines(plan),
    )
    return record_issued(
        by=by, now=now, unit=plan.unit, body=standing.body, document=printed, units=units, outside=outside,
        sent_at=sent_on(paper.date), settled=True,
    )  # fmt: skip
