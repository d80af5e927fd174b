"""The amending document as it is printed: «… sửa «…» thành «…»», sentence by sentence from the catalogue."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import UNITS
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.formats import Writing, format_near
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.model import (
    Block,
    Heading,
    HeadingLevel,
    OfficialDocument,
    Signature,
    item,
    paragraph,
)
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import roman, short_date
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.amendable import LABELS, MINIMUM, SHARE, SORTS, TARGET, TASK, TEXT
from thidua.stages.campaigns.amended import ADDED, ENDED, LINES
from thidua.stages.campaigns.models import Plan

WORDING = "plan/amend"
Change = Mapping[str, Any]


def amending_paper(
    plan: Plan, changes: Sequence[Change], *, on: datetime.date, what: str = "", recipients: tuple[str, ...] | None = None,
    signature: Signature | None = None,
) -> OfficialDocument:  # fmt: skip
    """What the body prints to change so much of its plan today; the same kind of document as the plan itself."""
    standing = plan.document
    assert standing is not None
    say = wording(WORDING, plan.unit, plan.campaign.key)
    form = format_near(papers.family_of(plan.unit), on).writing
    named = plan_words(standing, form)
    return OfficialDocument(
        kind=standing.kind,
        family=papers.family_of(plan.unit),
        letterhead=papers.letterhead(plan.unit, on, standing.body),
        symbol=standing.symbol,
        subject=say.line("subject", plan=named),
        blocks=_blocks(plan, changes, say, form, what, named),
        signature=signature,
        recipients=recipient_texts(recipients) if recipients is not None else papers.recipient_lines(plan),
    )


def plan_words(document: IssuedDocument, form: Writing | None = None) -> str:
    """The plan with its number and day, as the sentences name it; on paper in the writing that is in force."""
    told = {"kind": kind(document.kind).label.capitalize(), "number": document.notation}
    if document.date is None:
        return _("%(kind)s số %(number)s") % told
    day = short_date(document.date, form) if form else day_words(document.date)
    return _("%(kind)s số %(number)s ngày %(day)s") % {**told, "day": day}


def recipient_texts(lines: Sequence[str]) -> tuple[str, ...]:
    """«Nơi nhận» as printed."""
    return tuple(f"- {line}{'.' if place == len(lines) else ';'}" for place, line in enumerate(lines, 1))


def label_of(change: Change) -> str:
    """What a change is of: «Chỉ tiêu III.3a: Số phải đạt»."""
    if change["part"] == LINES:
        return _("Nơi nhận")
    sort, called = str(SORTS[change["sort"]].label), str(change.get("called") or change["key"])
    # «Báo cáo tổng kết» says already what it is.
    called = called if called.startswith(sort) else f"{sort} {called}".strip()
    label = LABELS.get(change["part"])
    return f"{called}: {label}" if label else called


def shown(change: Change, side: str, form: Writing | None = None) -> str:
    """The value before or after, as people write it, on paper in the writing in force; empty for none."""
    value, part = change[side], change["part"]
    if value is None:
        return ""
    if part == MINIMUM:
        unit = UNITS[change["unit"]] if change.get("unit") in UNITS else None
        return unit.format(value, with_unit=True) if unit else str(value)
    if part == SHARE:
        return f"{value}%"
    if part in (TEXT, ADDED, ENDED, LINES):
        return str(value)
    day = datetime.date.fromisoformat(value)
    return short_date(day, form) if form else day_words(day)


def _blocks(
    plan: Plan, changes: Sequence[Change], say: Wording, form: Writing, what: str, named: str
) -> tuple[Block, ...]:
    standing = plan.document
    assert standing is not None
    issuer = f"{standing.body} {plan.unit.name}" if standing.body else plan.unit.name
    title = plan.title[:1].lower() + plan.title[1:]
    sections = (
        ("changed", [_changed(row, say, form) for row in changes if row["part"] not in (ADDED, ENDED)]),
        ("added", [_added(row, say, form) for row in changes if row["part"] == ADDED]),
        ("ended", [_ended(row, say) for row in changes if row["part"] == ENDED]),
    )
    blocks: list[Block] = [paragraph(say.line("preamble", issuer=issuer, plan=named, title=title))]
    blocks += [paragraph(line.strip()) for line in what.splitlines() if line.strip()]
    filled = [(key, lines) for key, lines in sections if lines]
    for number, (key, lines) in enumerate(filled, 1):
        blocks.append(Heading(HeadingLevel.SECTION, f"{roman(number)}.", say.line(key)))
        blocks += [item(f"{place}.", line) for place, line in enumerate(lines, 1)]
    blocks.append(Heading(HeadingLevel.SECTION, f"{roman(len(filled) + 1)}.", say.line("work")))
    blocks.append(paragraph(say.line("closing", plan=named)))
    return tuple(blocks)


def _changed(change: Change, say: Wording, form: Writing) -> str:
    if change["part"] == LINES:
        return say.line("recipients")
    return say.line(
        "change", part=say.line(f"part_{change['part']}"), label=_thing(change), before=shown(change, "before", form),
        after=shown(change, "after", form),
    )  # fmt: skip


def _thing(change: Change) -> str:
    """«chỉ tiêu III.3a», «việc Rà soát …»; of what is taken out, its words follow by themselves."""
    label = str(SORTS[change["sort"]].label).lower()
    called = change.get("called") or (change["key"] if change["sort"] != TASK else "")
    return f"{label} {called}".strip()


def _added(change: Change, say: Wording, form: Writing) -> str:
    labels = dict(UnitKind.objects.filter(key__in=change["unit_kinds"]).order_by("key").values_list("key", "label"))
    units = ", ".join(labels.get(key, key) for key in change["unit_kinds"])
    due = ""
    if change.get("due_before"):
        due = say.line("due", date=short_date(datetime.date.fromisoformat(change["due_before"]), form))
    text = str(change["after"]).rstrip(". ")
    if change["sort"] == TARGET:
        return say.line("add_target", number=change["key"], units=units, text=text, due=due)
    return say.line("add_task", units=units, text=text, due=due)


def _ended(change: Change, say: Wording) -> str:
    return say.line("end", label=_thing(change), text=str(change["before"]).rstrip(". "))
