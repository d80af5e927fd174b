"""What a kind of work asks for: its steps with their photos and papers, the unit of its quantity, sources of money."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Container
from dataclasses import dataclass
from importlib import resources

from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import PLAIN, UNITS, QuantityUnit
from thidua.stages.campaigns.models import WorkKind

# Kinds of these groups are models, good ways, initiatives.
MODEL_GROUPS = ("model", "initiative")
# The step that registering is itself; the roles photos have besides the keys of steps.
REGISTER = "register"
BEFORE, ACCEPTANCE = "before", "acceptance"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a kind's way. `photos`: how many it must show; `paper`: what document belongs to it, if any.

    `document`: a paper drawn up and signed here (`support-decision`, `hand-over`) by the unit, or by its `body`.
    `needs`: what the work must say by then (`money`, `household`, `floor_area`, or a field of the kind).
    """

    key: str
    label: str
    photos: int = 0
    paper: str = ""
    paper_needed: bool = False
    needs: tuple[str, ...] = ()
    document: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money; `is_labour`: days of work reckoned in money."""

    key: str
    label: str
    is_labour: bool = False


def steps_of(kind: WorkKind) -> list[Step]:
    """The steps that are reported, in order; the last one makes the work done. Registering is no step of these.

    The last step shows at least `photos_needed` pictures where it shows any.
    """
    rows = [row for row in kind.steps if row["key"] != REGISTER]
    found = []
    for place, row in enumerate(rows, start=1):
        photos = int(row.get("photos", row.get("needs_photo", False)))
        if photos and place == len(rows):
            photos = max(photos, kind.photos_needed)
        paper = str(row.get("paper") or (_("Giấy tờ kèm theo") if row.get("needs_document") else ""))
        step = Step(
            row["key"], row["label"], photos, paper, bool(row.get("paper_needed", False)), tuple(row.get("needs", ())),
            row.get("document", ""), row.get("body", ""),
        )  # fmt: skip
        found.append(step)
    return found or [Step("done", _("Hoàn thành"), kind.photos_needed)]


def needed_by(kind: WorkKind, step: Step) -> tuple[str, ...]:
    """What a work of the kind must say by a step: what this and the earlier ones need, money at the end in any case."""
    rows = steps_of(kind)
    needs = [name for row in rows[: rows.index(step) + 1] for name in row.needs]
    if kind.has_money and step == rows[-1]:
        needs.append("money")
    return tuple(dict.fromkeys(needs))


def step_with(kind: WorkKind, document: str) -> Step | None:
    """The step at which a paper is signed; None for a kind that has no such paper."""
    return next((step for step in steps_of(kind) if step.document == document), None)


def is_idea(kind: WorkKind) -> bool:
    """Whether its works are ways of doing, not things: an initiative, a good way has neither quantity nor money."""
    return kind.group in MODEL_GROUPS and not kind.has_money


def last_step(kind: WorkKind) -> Step:
    """The step that makes a work of this kind done."""
    return steps_of(kind)[-1]


def steps_between(kind: WorkKind) -> list[Step]:
    """The steps between being noted and being done."""
    return steps_of(kind)[:-1]


def next_step(kind: WorkKind, done: Container[str]) -> Step:
    """The step a work of the kind waits for, those done named by their keys; the last one once all others are done."""
    return next((step for step in steps_between(kind) if step.key not in done), None) or last_step(kind)


def paper_role(step_key: str) -> str:
    """The role of the paper that belongs to a step: the acceptance of the last one is asked for by that name."""
    return f"paper-{step_key}"


def unit_of(kind: WorkKind) -> QuantityUnit:
    """How quantities of this kind are shown and typed."""
    is_known = kind.measure_unit in UNITS
    return UNITS[kind.measure_unit] if is_known else PLAIN


@functools.cache
def sources() -> dict[str, Source]:
    """Sources of money by key, in the order of the catalogue's list."""
    text = resources.files("thidua.catalogue").joinpath("lists/money_sources.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["source"]
    return {row["key"]: Source(row["key"], row["label"], bool(row.get("labour", False))) for row in rows}
