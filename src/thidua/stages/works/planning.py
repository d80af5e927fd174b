"""The dry run of an office's list of works: what each of its rows would register, and what is wrong in which cell."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Unreadable
from thidua.foundation.core.tables import Draft, DraftRow, Problem, read, remembered_headings
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, WorkKind
from thidua.stages.works import rules
from thidua.stages.works.content import Content, Known, checked
from thidua.stages.works.details import read_details
from thidua.stages.works.kinds import sources, unit_of
from thidua.stages.works.naming import Names
from thidua.stages.works.places import reach_of
from thidua.stages.works.sheets import SHEET_KEY, WORKS_SHEET

PLAIN = ("name", "floor_area", "people_served", "labour", "land", "planned_start", "planned_finish")
# So many names are offered for one that is not known: all kinds of works.
MOST_NAMED = 20
# The sheet's column that a field of the content came from, where it bears another name.
COLUMNS = {"occasions": "occasion", "campaigns": "unit"}


@dataclass(slots=True)
class Plan:
    """A dry run: the file as read, with every problem, and the works its sound rows would become."""

    draft: Draft
    contents: list[tuple[DraftRow, Content]] = field(default_factory=list)


class Lookups:
    """What the words of a sheet are looked up in, for one unit's lists; prepared once for any number of rows."""

    def __init__(self, *, by: By, unit: Unit, campaign: Campaign, on: datetime.date) -> None:
        reach = reach_of(unit)
        self.by, self.unit, self.campaign = by, unit, campaign
        leads, around = Names(reach.places, on=on), Names((reach.root,), on=on)
        self.kinds = tuple(WorkKind.objects.order_by("position", "id"))
        occasions = tuple(campaign.occasions.order_by("id"))
        self.finding: dict[str, tuple[Callable[[Any], Any], Any]] = {
            "kind": (lambda text: _named(text, self.kinds, "label"), None),
            "unit": (leads.find, unit),
            "places": (leads.find_all, ()),
            "mobiliser": (around.find, None),
            "partners": (around.find_all, ()),
            "occasion": (lambda text: _all_named(text, occasions, "name"), ()),
        }
        self.money = tuple((f"money-{key}", key) for key in sources())
        self.found: dict[tuple[Any, ...], Any] = {}
        # The sheet reads its texts tidied.
        self.known = Known(are_tidy=True)

    def find(self, column: str, cell: Any, wrong: dict[str, str]) -> Any:
        """What a cell's word stands for; a word that stands for nothing is put among what is wrong."""
        look, otherwise = self.finding[column]
        return otherwise if cell in (None, "") else self._once((column, cell), look, otherwise, wrong)

    def quantity(self, kind: WorkKind | None, cell: Any, wrong: dict[str, str]) -> int:
        """How much, in the kind's smallest unit."""
        if kind is None or cell in (None, ""):
            return 1
        found: int = self._once(
            (kind.id, cell.__class__, cell), lambda: unit_of(kind).parse(cell), 1, wrong, "quantity"
        )
        return found

    def details(self, kind: WorkKind | None, cell: Any, wrong: dict[str, str]) -> dict[str, Any]:
        """What the kind asks besides, as one cell says it."""
        if kind is None or cell in (None, ""):
            return {}
        found: dict[str, Any] = self._once(
            (kind.id, "details", cell), lambda: read_details(kind, cell), {}, wrong, "details"
        )
        return found

    def own_place(self, unit: Unit) -> tuple[Unit, ...]:
        """Where a unit's works lie if nothing is said."""
        reach = self.known.once(("reach", unit.id), lambda: reach_of(unit))
        return self.known.once(("own", unit.id), lambda: (unit,) if reach.serves(unit) else ())

    def refusal(self, unit: Unit) -> str:
        """Why the actor may not enter works of a unit, or nothing."""
        return self.known.once(
            ("enters", unit.id), lambda: "" if rules.may_enter_for(self.by, unit) else rules.who_enters(unit)
        )

    def _once(
        self,
        question: tuple[Any, ...],
        look: Callable[..., Any],
        otherwise: Any,
        wrong: dict[str, str],
        column: str = "",
    ) -> Any:
        if question not in self.found:
            try:
                self.found[question] = look() if column else look(question[-1])
            except Unreadable as error:
                self.found[question] = error
        answer = self.found[question]
        if isinstance(answer, Unreadable):
            wrong[column or question[0]] = str(answer)
            return otherwise
        return answer


def plan_import(*, upload: File, by: By, unit: Unit, campaign: Campaign, on: datetime.date) -> Plan:
    """Reads a list for a unit and says what it would register; nothing is written. Problems name sheet, row, column."""
    draft = read(WORKS_SHEET, upload, remembered=remembered_headings(SHEET_KEY))
    return planned(draft, Lookups(by=by, unit=unit, campaign=campaign, on=on))


def planned(draft: Draft, look: Lookups) -> Plan:
    """The works that the sound rows of a file would become; what is wrong with the others is put to the draft."""
    plan, seen = Plan(draft), dict[tuple[Any, ...], DraftRow]()
    wrong = {(problem.sheet, problem.row) for problem in draft.problems}
    for row in draft.rows:
        if wrong and (row.sheet, row.row) in wrong:
            draft.problems += _also_wrong(row, look, draft)
            continue
        try:
            content = checked(_content(row.values, look), known=look.known)
            if why_not := look.refusal(content.unit):
                raise Invalid({"unit": why_not})
        except Invalid as error:
            draft.problems += [row.problem(_column(name, row), str(why)) for name, why in error.fields.items()]
            continue
        same = seen.setdefault(tuple(row.values.values()), row)
        if same is not row:
            draft.problems.append(row.problem("name", _twice(same)))
            continue
        plan.contents.append((row, content))
    draft.problems.sort(key=lambda problem: (problem.sheet, problem.row))
    return plan


def _also_wrong(row: DraftRow, look: Lookups, draft: Draft) -> list[Problem]:
    """What else is wrong in a row of which a cell could not be read: all of it is told at once."""
    told = {problem.column for problem in draft.problems if (problem.sheet, problem.row) == (row.sheet, row.row)}
    _found, wrong = _looked_up(row.values, look)
    return [row.problem(name, why) for name, why in wrong.items() if row.letters.get(name, "") not in told]


def _looked_up(cells: Mapping[str, Any], look: Lookups) -> tuple[dict[str, Any], dict[str, str]]:
    """What the words of a row stand for, and by column what stands for nothing."""
    wrong: dict[str, str] = {}
    kind = look.find("kind", cells.get("kind"), wrong)
    found: dict[str, Any] = {
        "kind": kind,
        "quantity": look.quantity(kind, cells.get("quantity"), wrong),
        "unit": look.find("unit", cells.get("unit"), wrong),
        "places": look.find("places", cells.get("places"), wrong),
        "mobiliser": look.find("mobiliser", cells.get("mobiliser"), wrong),
        "partners": look.find("partners", cells.get("partners"), wrong),
        "occasions": look.find("occasion", cells.get("occasion"), wrong),
        "details": look.details(kind, cells.get("details"), wrong),
    }
    return found, wrong


def _content(cells: Mapping[str, Any], look: Lookups) -> Content:
    """What one row says. Raises `Invalid` by column for what cannot be understood."""
    found, wrong = _looked_up(cells, look)
    if wrong:
        raise Invalid(wrong)
    # What `checked` would fill in is filled in here: nothing is built twice.
    found["mobiliser"] = found["mobiliser"] or found["unit"]
    found["places"] = found["places"] or look.own_place(found["unit"])
    for name in PLAIN:
        found[name] = cells[name]
    return Content(
        campaigns=(look.campaign,),
        money={key: cells[column] for column, key in look.money if cells[column]},
        description=cells["description"] or "",
        household=cells["household"] or "",
        **found,
    )


def _named(text: str, rows: tuple[Any, ...], attribute: str) -> Any:
    """The one row that bears the name, or whose name holds all its words."""
    asked = fold(text)
    exact = [row for row in rows if fold(getattr(row, attribute)) == asked]
    words = asked.split()
    found = exact or [row for row in rows if all(word in fold(getattr(row, attribute)).split() for word in words)]
    if len(found) == 1:
        return found[0]
    offered = found or rows
    names = "; ".join(getattr(row, attribute) for row in offered[:MOST_NAMED]) + (
        "; …" if len(offered) > MOST_NAMED else ""
    )
    raise Unreadable(_("Không rõ «%(text)s» là gì. Xin ghi một trong: %(names)s.") % {"text": text, "names": names})


def _all_named(text: str, rows: tuple[Any, ...], attribute: str) -> tuple[Any, ...]:
    """Those of a list written with «;»."""
    return tuple(_named(part.strip(), rows, attribute) for part in text.split(";") if part.strip())


def _column(name: str, row: DraftRow) -> str:
    """The sheet's column that a field of the content came from; of money the first that the row has."""
    if name == "money":
        columns = [f"money-{key}" for key in sources()]
        return next((column for column in columns if row.values.get(column)), columns[0])
    return "details" if name.startswith("detail-") else COLUMNS.get(name, name)


def _twice(same: DraftRow) -> str:
    return _(
        "Giống hệt dòng %(row)d. Nếu là hai công trình, xin ghi tên hoặc địa điểm khác nhau; nếu ghi lặp, xin xóa một dòng."
    ) % {"row": same.row}
