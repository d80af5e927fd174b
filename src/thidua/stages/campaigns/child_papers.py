"""The draft of a lower unit's plan, made from the plan above and from what the campaign asks of that unit (H.3)."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.roles import Leader
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.core.quantities import UNITS
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.letterheads import LetterheadForm
from thidua.foundation.documents.model import Block, Heading, HeadingLevel, OfficialDocument, item, paragraph
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, full_number, short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import (
    Campaign,
    CampaignTask,
    Participation,
    Phase,
    Plan,
    PlanBlock,
    Target,
    TargetMinimum,
)

PURPOSES_CLAUSE = "I"


def paper_of(campaign: Campaign, code: str, on: datetime.date) -> OfficialDocument:
    """The plan a unit of the campaign's frame prints: its own if it has one, the root plan, or a draft of its own.

    Refused with `Missing` for a code the frame has not, with `Invalid` (`unit`) for a unit that issues no documents.
    """
    places = Participation.objects.standing().filter(campaign=campaign, code=code)
    place = places.select_related("unit__kind", "unit__parent").order_by("id").first()
    if place is None:
        raise Missing(_("Đợt thi đua này không có đơn vị mang mã %(code)s.") % {"code": code})
    own = (
        Plan.objects.select_related("unit__kind", "document")
        .filter(campaign=campaign, unit=place.unit)
        .order_by("id")
        .first()
    )
    if own is not None:
        return papers.plan_document(own)
    return child_plan(root_plan(campaign), place, on)


def root_plan(campaign: Campaign) -> Plan:
    """The plan that orders the campaign. Raises `Missing` where it was not loaded."""
    plan = (
        campaign.plans.select_related("unit__kind", "unit__parent", "document")
        .filter(parent__isnull=True)
        .order_by("id")
        .first()
    )
    if plan is None:
        raise Missing(_("Đợt thi đua này chưa có kế hoạch."))
    return plan


def child_plan(plan: Plan, place: Participation, on: datetime.date) -> OfficialDocument:
    """The draft of one unit's plan under `plan`: its targets and those of its branch, phases, tasks, recipients."""
    unit = place.unit
    form = papers.letterhead_form(unit, on)
    if form is None or unit.kind.is_area:
        raise Invalid({"unit": _("%(unit)s không ban hành kế hoạch riêng.") % {"unit": unit.name}})
    above = papers.plan_document(plan)
    say = wording("plan/child", unit, plan.campaign.key)
    writer = _Writer(plan, above, place, form, on, say)
    return OfficialDocument(
        kind=papers.KIND,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol=build_symbol(papers.KIND, form.symbol),
        subject=writer.subject(),
        blocks=writer.blocks(),
        signature=form.sign(title=form.head, name=leader_of(unit, on)),
        recipients=writer.recipients(),
    )


def leader_of(unit: Unit, on: datetime.date) -> str:
    """The unit's leader, if it has exactly one; else the name is left to be written."""
    rows = Membership.objects.on(on).filter(unit=unit, role=Leader.key).select_related("person").order_by("id")[:2]
    return rows[0].person.full_name if len(rows) == 1 else ""


@dataclass(slots=True)
class _Writer:
    """Writes one draft; `say` fills the catalogue's sentences."""

    plan: Plan
    above_paper: OfficialDocument
    place: Participation
    form: LetterheadForm
    on: datetime.date
    say: Wording

    @property
    def unit(self) -> Unit:
        return self.place.unit

    @property
    def issuer(self) -> str:
        return f"{self.form.body} {self.unit.name}"

    @property
    def above_issuer(self) -> str:
        document = self.plan.document
        return f"{document.body} {self.plan.unit.name}" if document and document.body else self.plan.unit.name

    @property
    def above(self) -> str:
        paper = self.above_paper
        if paper.number is None or paper.date is None:
            return _("Kế hoạch")
        rules = format_near(paper.family, paper.date).writing
        return _("Kế hoạch số %(number)s") % {"number": full_number(paper.number, paper.symbol, rules)}

    def subject(self) -> str:
        if self.unit.kind.is_committee:
            return self.say.line("subject_of_committee", title=self.plan.title, area=_lower(self.unit.short_name))
        return self.say.line("subject_of_organization", campaign=_lower(self.plan.campaign.name))

    def blocks(self) -> tuple[Block, ...]:
        say, terms = self.say, {"above": self.above, "above_issuer": self.above_issuer, "issuer": self.issuer}
        on = self.above_paper.date
        date = short_date(on, format_near(self.above_paper.family, on).writing) if on else ""
        return (
            paragraph(say.line("preamble", date=date, title=_lower(self.plan.title), **terms)),
            _section("I.", say.line("purposes")),
            *self._purposes(),
            _section("II.", say.line("contents")),
            paragraph(say.line("contents_text", unit=self.unit.name, **terms)),
            _section("III.", say.line("targets")),
            *self._targets(),
            _section("IV.", say.line("schedule")),
            *(item("-", say.line("phase", name=(row.text or row.name).rstrip("."))) for row in self._phases()),
            _section("V.", say.line("awards")),
            paragraph(say.line("awards_text", **terms)),
            _section("VI.", say.line("work")),
            *self._tasks(),
            paragraph(say.line("closing", **terms)),
        )

    def recipients(self) -> tuple[str, ...]:
        lines = [self.say.line("recipient_above", above_issuer=self.above_issuer)]
        below = Participation.objects.standing().filter(campaign=self.plan.campaign, parent=self.unit)
        kinds = below.select_related("kind").order_by("kind__rank", "kind_id", "id")
        named = dict.fromkeys(row.kind.label for row in kinds)
        lines += [self.say.line("recipient_beneath", units=label[:1].upper() + label[1:]) for label in named]
        return (*(f"- {line}" for line in lines), f"- {self.say.line('recipient_archive')}")

    def _purposes(self) -> list[Block]:
        rows = self.plan.blocks.filter(clause__startswith=f"{PURPOSES_CLAUSE}.", kind=PlanBlock.Kind.ITEM)
        return [item(row.number or "-", row.text) for row in rows.order_by("position")]

    def _targets(self) -> list[Block]:
        targets = list(self.plan.campaign.targets.filter(companion_of__isnull=True).order_by("position", "id"))
        own = [item("-", self._own(row)) for row in targets if self.place.kind_id in row.unit_kinds]
        counts = self._kinds_beneath()
        beneath = [item("-", line) for row in targets if (line := self._beneath(row, counts))]
        blocks: list[Block] = []
        for number, (key, lines) in enumerate(
            (row for row in (("own_targets", own), ("targets_beneath", beneath)) if row[1]), 1
        ):
            blocks += [Heading(HeadingLevel.ITEM, f"{number}.", self.say.line(key, unit=self.unit.name)), *lines]
        return blocks

    def _own(self, target: Target) -> str:
        raised = TargetMinimum.objects.filter(target=target, unit=self.unit).first()
        text = target.text.rstrip(".")
        if raised is None:
            return self.say.line("target", text=text)
        amount = UNITS[target.measure_unit].format(raised.minimum, with_unit=True)
        operator = target.get_operator_display()
        return self.say.line("target_with_minimum", text=text, unit=self.unit.name, operator=operator, minimum=amount)

    def _beneath(self, target: Target, counts: Counter[tuple[str, str]]) -> str:
        named = [f"{count} {label}" for (kind, label), count in counts.items() if kind in target.unit_kinds]
        return self.say.line("target_beneath", text=target.text.rstrip("."), units=", ".join(named)) if named else ""

    def _kinds_beneath(self) -> Counter[tuple[str, str]]:
        rows = Participation.objects.standing().beneath(self.place).exclude(pk=self.place.pk)
        kinds = rows.order_by("kind__rank", "kind_id", "id").values_list("kind_id", "kind__short_label")
        return Counter(kinds)

    def _phases(self) -> list[Phase]:
        return list(self.plan.campaign.phases.order_by("number"))

    def _tasks(self) -> list[Block]:
        kinds = {self.place.kind_id: self.issuer} | {
            kind: label for kind, label in self._labels_beneath() if kind != self.place.kind_id
        }
        blocks: list[Block] = []
        tasks = list(self.plan.campaign.tasks.order_by("id"))
        for kind, heading in kinds.items():
            lines = [item("-", self._task(row)) for row in tasks if kind in row.unit_kinds]
            if lines:
                number = sum(isinstance(block, Heading) for block in blocks) + 1
                blocks += [Heading(HeadingLevel.ITEM, f"{number}.", heading[:1].upper() + heading[1:]), *lines]
        return blocks

    def _labels_beneath(self) -> list[tuple[str, str]]:
        rows = Participation.objects.standing().beneath(self.place).order_by("kind__rank", "kind_id", "id")
        return list(dict.fromkeys(rows.values_list("kind_id", "kind__label")))

    def _task(self, task: CampaignTask) -> str:
        text = task.text.rstrip(".")
        if task.due_before is None:
            return self.say.line("task", text=text)
        rules = format_near(papers.family_of(self.unit), self.on).writing
        return self.say.line("task_due", text=text, date=short_date(task.due_before, rules))


def _section(number: str, title: str) -> Heading:
    return Heading(HeadingLevel.SECTION, number, title)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
