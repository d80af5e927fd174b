"""The words of a unit's own plan, sentence by sentence from the catalogue, from the plan above and its own content."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import UNITS
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.letterheads import LetterheadForm
from thidua.foundation.documents.model import Block, Heading, HeadingLevel, OfficialDocument, item, paragraph
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import full_number, short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import (
    CampaignTask,
    Participation,
    Phase,
    Plan,
    PlanBlock,
    Target,
)
from thidua.stages.campaigns.plan_writing.content import Content, TaskLine
from thidua.stages.campaigns.plan_writing.numbers import above_own, root_of
from thidua.stages.campaigns.plan_writing.recipients import tidied

PURPOSES_CLAUSE = "I"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(slots=True)
class Writer:
    """Writes one draft; `say` fills the sentences as the unit words them."""

    name: ClassVar[str] = "plan/child"
    plan: Plan
    above_paper: OfficialDocument
    place: Participation
    form: LetterheadForm
    on: datetime.date
    content: Content | None = None
    # The other body of a joint paper, as sentences name it; empty for a paper of one body.
    partner: str = ""
    say: Wording = field(init=False)

    def __post_init__(self) -> None:
        self.say = wording(self.name, self.unit, self.plan.campaign.key)

    @property
    def unit(self) -> Unit:
        return self.place.unit

    @property
    def issuer(self) -> str:
        return f"{self.form.body} {self.unit.name}"

    @property
    def issuers(self) -> str:
        """Who issues the paper: of a joint one both bodies, the leading one first."""
        return self.say.line("both", issuer=self.issuer, partner=self.partner) if self.partner else self.issuer

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

    @property
    def terms(self) -> dict[str, str]:
        """What the sentences name: the plan above, its body, the body or bodies of this paper."""
        return {"above": self.above, "above_issuer": self.above_issuer, "issuer": self.issuers}

    def subject(self) -> str:
        if self.content is not None:
            return self.content.subject
        if self.unit.kind.is_committee:
            return self.say.line("subject_of_committee", title=self.plan.title, area=_lower(self.unit.short_name))
        return self.say.line("subject_of_organization", campaign=_lower(self.plan.campaign.name))

    def blocks(self) -> tuple[Block, ...]:
        """The whole text, section by section."""
        sections: list[tuple[str, list[Block]]] = [
            ("purposes", self._purposes()),
            ("contents", [paragraph(line) for line in self.contents_lines()]),
            ("targets", self._targets()),
            ("schedule", [item("-", self._phase(row)) for row in self._phases()]),
            ("awards", self._awards()),
            ("work", self._tasks()),
        ]
        if self.content is not None and self.content.budget:
            sections.append(("budget", [paragraph(self.content.budget)]))
        numbered = zip(ROMAN, sections, strict=False)
        found = [
            block for number, (key, rows) in numbered for block in (_section(f"{number}.", self.say.line(key)), *rows)
        ]
        preamble = [paragraph(line) for line in self.preamble_text().split("\n") if line.strip()]
        return (*preamble, *found, paragraph(self.say.line("closing", **self.terms)))

    def preamble_text(self) -> str:
        """How the plan begins: what it carries out."""
        if self.content is not None:
            return self.content.preamble
        on = self.above_paper.date
        date = short_date(on, format_near(self.above_paper.family, on).writing) if on else ""
        return self.say.line("preamble", date=date, title=_lower(self.plan.title), **self.terms)

    def contents_lines(self) -> tuple[str, ...]:
        """What is to be done."""
        if self.content is not None:
            return self.content.contents
        return (self.say.line("contents_text", unit=self.unit.name, **self.terms),)

    def recipients(self) -> tuple[str, ...]:
        """«Nơi nhận» as printed."""
        lines = self.recipient_texts()
        return tuple(f"- {line}{'.' if line is lines[-1] else ';'}" for line in lines)

    def recipient_texts(self) -> list[str]:
        """Who gets it, without dashes: the body above, the units right beneath by their kinds, the archive."""
        if self.content is not None:
            return [tidied(line) for line in self.content.recipients]
        lines = [self.say.line("recipient_above", above_issuer=self.above_issuer)]
        below = Participation.objects.standing().filter(campaign=self.plan.campaign, parent=self.unit)
        kinds = below.select_related("kind").order_by("kind__rank", "kind_id", "id")
        named = dict.fromkeys(row.kind.label for row in kinds)
        lines += [self.say.line("recipient_beneath", units=label[:1].upper() + label[1:]) for label in named]
        return [tidied(line) for line in (*lines, self.say.line("recipient_archive"))]

    def purpose_lines(self) -> list[tuple[str, str]]:
        """Mark and words of each purpose."""
        if self.content is not None:
            return [("-", line) for line in self.content.purposes]
        rows = self.plan.blocks.filter(clause__startswith=f"{PURPOSES_CLAUSE}.", kind=PlanBlock.Kind.ITEM)
        return [(row.number or "-", row.text) for row in rows.order_by("position")]

    def _purposes(self) -> list[Block]:
        return [item(mark, text) for mark, text in self.purpose_lines()]

    def _awards(self) -> list[Block]:
        """By the plan above; then the unit's own criteria and what it gives itself."""
        blocks: list[Block] = [paragraph(self.say.line("awards_text", **self.terms))]
        if self.content is None:
            return blocks
        if self.content.criteria:
            blocks.append(Heading(HeadingLevel.ITEM, "1.", self.say.line("own_criteria")))
            blocks += [item("-", line) for line in self.content.criteria]
        if self.content.awards:
            number = "2." if self.content.criteria else "1."
            blocks.append(Heading(HeadingLevel.ITEM, number, self.say.line("own_awards")))
            blocks += [item("-", line) for line in self._award_lines(self.content)]
        return blocks

    def _award_lines(self, content: Content) -> list[str]:
        say = self.say
        lines = []
        for form in dict.fromkeys(row.form for row in content.awards):
            quotas = [
                say.line("own_quota", count=f"{row.count:02d}", subject=_lower(row.subject))
                for row in content.awards
                if row.form == form
            ]
            lines.append(say.line("own_award", form=form, quotas=", ".join(quotas)))
        return lines

    def _targets(self) -> list[Block]:
        targets = list(
            self.plan.campaign.targets.filter(companion_of__isnull=True, ended_on=None).order_by("position", "id")
        )
        root = root_of(targets[0]) if targets else None
        own = [item("-", self._own(row, root)) for row in targets if self.place.kind_id in row.unit_kinds]
        counts = self._kinds_beneath()
        beneath = [item("-", line) for row in targets if (line := self._beneath(row, counts))]
        blocks: list[Block] = []
        for number, (key, lines) in enumerate(
            (row for row in (("own_targets", own), ("targets_beneath", beneath)) if row[1]), 1
        ):
            blocks += [Heading(HeadingLevel.ITEM, f"{number}.", self.say.line(key, unit=self.unit.name)), *lines]
        return blocks

    def _own(self, target: Target, root: Plan | None) -> str:
        minimum = self._own_number(target, root)
        text = target.text.rstrip(".")
        if minimum is None:
            return self.say.line("target", text=text)
        told = {"text": text, "unit": self.unit.name, **_amount(target, minimum)}
        return self.say.line("target_with_minimum", **told)

    def _own_number(self, target: Target, root: Plan | None) -> int | None:
        """The unit's own number, else what is asked of it beyond the common one, which stands in the target's words."""
        own = self.content.number(target.code).own if self.content is not None else None
        if own is not None:
            return own
        asked = above_own(target, self.place, root)
        return None if asked is None or asked.value == target.minimum else asked.value

    def _beneath(self, target: Target, counts: Counter[tuple[str, str]]) -> str:
        named = [f"{count} {label}" for (kind, label), count in counts.items() if kind in target.unit_kinds]
        if not named:
            return ""
        told = {"text": target.text.rstrip("."), "units": ", ".join(named)}
        minimum = self.content.number(target.code).beneath if self.content is not None else None
        if minimum is None:
            return self.say.line("target_beneath", **told)
        return self.say.line("target_beneath_with_minimum", **told, **_amount(target, minimum))

    def _kinds_beneath(self) -> Counter[tuple[str, str]]:
        rows = Participation.objects.standing().beneath(self.place).exclude(pk=self.place.pk)
        kinds = rows.order_by("kind__rank", "kind_id", "id").values_list("kind_id", "kind__short_label")
        return Counter(kinds)

    def _phases(self) -> list[Phase]:
        return list(self.plan.campaign.phases.order_by("number"))

    def _phase(self, row: Phase) -> str:
        name = (row.text or row.name).rstrip(".")
        ends = {one.number: one.ends_before for one in self.content.phases} if self.content is not None else {}
        if row.number not in ends:
            return self.say.line("phase", name=name)
        return self.say.line("phase_ends", name=name, unit=self.unit.name, date=self._day(ends[row.number]))

    def _tasks(self) -> list[Block]:
        kinds = {self.place.kind_id: self.issuer} | {
            kind: label for kind, label in self._labels_beneath() if kind != self.place.kind_id
        }
        groups: list[tuple[str, list[Block]]] = []
        tasks = list(self.plan.campaign.tasks.filter(plan=None, ended_on=None).order_by("id"))
        for kind, heading in kinds.items():
            lines: list[Block] = [item("-", self._task(row)) for row in tasks if kind in row.unit_kinds]
            groups.append((heading[:1].upper() + heading[1:], lines))
        own = self.content.tasks if self.content is not None else ()
        groups.append((self.say.line("own_tasks"), [item("-", self._own_task(row)) for row in own]))
        blocks: list[Block] = []
        for number, (heading, lines) in enumerate((row for row in groups if row[1]), 1):
            blocks += [Heading(HeadingLevel.ITEM, f"{number}.", heading), *lines]
        return blocks

    def _own_task(self, row: TaskLine) -> str:
        say = self.say
        return say.line(
            "own_task",
            text=row.text.rstrip("."),
            owner=say.line("own_task_owner", owner=row.owner) if row.owner else "",
            due=say.line("own_task_due", date=self._day(row.due_before)) if row.due_before else "",
            proof=say.line("own_task_proof", proof=row.proof) if row.proof else "",
        )

    def _day(self, on: datetime.date) -> str:
        return short_date(on, format_near(papers.family_of(self.unit), self.on).writing)

    def _labels_beneath(self) -> list[tuple[str, str]]:
        rows = Participation.objects.standing().beneath(self.place).order_by("kind__rank", "kind_id", "id")
        return list(dict.fromkeys(rows.values_list("kind_id", "kind__label")))

    def _task(self, task: CampaignTask) -> str:
        text = task.text.rstrip(".")
        if task.due_before is None:
            return self.say.line("task", text=text)
        return self.say.line("task_due", text=text, date=self._day(task.due_before))


def _section(number: str, title: str) -> Heading:
    return Heading(HeadingLevel.SECTION, number, title)


def _amount(target: Target, minimum: int) -> dict[str, str]:
    amount = UNITS[target.measure_unit].format(minimum, with_unit=True)
    return {"operator": target.get_operator_display(), "minimum": amount}


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
