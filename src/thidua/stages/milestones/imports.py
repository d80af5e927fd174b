"""An office's list of milestones, row by row turned into reports: what can be taken over, and what is wrong where."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.tables import DraftRow, Problem
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import Campaign, MilestoneKind, Participation
from thidua.stages.milestones.frame import campaign_end
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.opening import require_asked
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.reports import Report, problems
from thidua.stages.milestones.rules import why_not_enter

# A row reports something when it fills one of these.
TOLD = (
    "done_date",
    "way",
    "document_number",
    "document_date",
    "answer",
    "answered_by",
    "partners",
    "new_head_name",
    "note",
)


# As lists of this site name what comes every year.
YEAR = re.compile(r"[\s,(]*(?:nam )?(20\d\d)\)?$")


@dataclass(frozen=True, slots=True)
class Ready:
    """One row that can be taken over."""

    row: DraftRow
    unit: Unit
    kind: MilestoneKind
    year: int | None
    report: Report


class Reading:
    """Reads the rows of one file against the campaign; `ready` and `problems` are what came of it."""

    def __init__(self, actor: Actor, campaign: Campaign, *, today: datetime.date) -> None:
        self.actor, self.campaign, self.today = actor, campaign, today
        self.ends = campaign_end(campaign)
        kinds = MilestoneKind.objects.filter(campaign=campaign).select_related("campaign").order_by("position", "id")
        self.kinds = {fold(kind.name): kind for kind in kinds}
        self.by_code: dict[str, Participation] = {}
        self.by_name: dict[str, list[Participation]] = defaultdict(list)
        rows = Participation.objects.standing().filter(within("unit", actor.intervals), campaign=campaign)
        for place in rows.select_related("unit__kind", "parent").order_by("lft", "id"):
            self.by_code[place.code.lower()] = place
            for name in {fold(place.unit.name), fold(place.unit.short_name)}:
                self.by_name[name].append(place)
        assigned = Milestone.objects.filter(campaign=campaign, prescribed_date__isnull=False)
        self.assigned = set(assigned.values_list("unit_id", "kind_id"))
        self.ready: list[Ready] = []
        self.problems: list[Problem] = []
        # Rows that only name what is owed, as the template and an exported list have them.
        self.passed_over: list[Problem] = []
        self.seen: set[tuple[int, int, int | None]] = set()

    def read(self, rows: Sequence[DraftRow]) -> Reading:
        """Every row, in order."""
        for row in rows:
            # What could not be read is not in the row.
            if not any(row.values.get(key, True) for key in TOLD):
                self.passed_over.append(row.problem("", _("Dòng chưa ghi gì đã làm")))
                continue
            try:
                self.ready.append(self._one(row))
            except Invalid as refused:
                self.problems += [row.problem(name, str(sentence)) for name, sentence in refused.fields.items()]
        return self

    def _one(self, row: DraftRow) -> Ready:
        values = row.values
        (kind, said_year), place = self._kind(values), self._place(values)
        if why := why_not_enter(self.actor, place.unit, place.parent_id):
            raise Invalid({"unit": why})
        year = values.get("year") or said_year or self._only_year(kind)
        require_asked(kind, place.unit, year, place)
        if particulars(kind).is_assigned and (place.unit_id, kind.pk) not in self.assigned:
            raise Invalid({"unit": _("Đơn vị chưa được cấp trên giao mốc việc này.")})
        report = self._report(values, kind, place)
        if found := problems(report, kind=kind, campaign=self.campaign, ends=self.ends, today=self.today):
            raise Invalid(found)
        if (place.unit_id, kind.pk, year) in self.seen:
            raise Invalid({"unit": _("Đơn vị và mốc việc này đã có ở một dòng trên. Xin giữ một dòng.")})
        self.seen.add((place.unit_id, kind.pk, year))
        return Ready(row, place.unit, kind, year, report)

    def _kind(self, values: dict[str, Any]) -> tuple[MilestoneKind, int | None]:
        """The kind that is named, and the year that stands behind its name."""
        wanted, year = fold(values.get("kind") or ""), None
        if wanted not in self.kinds and (behind := YEAR.search(wanted)):
            wanted, year = wanted[: behind.start()], int(behind[1])
        near = [kind for name, kind in self.kinds.items() if wanted and wanted in name]
        kind = self.kinds.get(wanted) or (near[0] if len(near) == 1 else None)
        if kind is None:
            raise Invalid({"kind": _("Không có mốc việc tên này. Xin chọn tên trong tệp mẫu.")})
        return kind, year

    def _place(self, values: dict[str, Any]) -> Participation:
        if code := values.get("code"):
            if found := self.by_code.get(str(code).lower()):
                return found
            raise Invalid({"code": _("Không có đơn vị mang mã này trong phạm vi của bạn.")})
        return self._named(values.get("unit") or "", values.get("above") or "", "unit")

    def _named(self, name: str, above: str, column: str) -> Participation:
        found = self.by_name.get(fold(name), [])
        if above:
            found = [
                place
                for place in found
                if place.parent and fold(above) in fold(f"{place.parent.name} {place.parent.short_name}")
            ]
        if not found:
            raise Invalid({column: _("Không có đơn vị «%(name)s» trong phạm vi của bạn.") % {"name": name}})
        if len(found) > 1:
            sentence = _("Có %(count)s đơn vị tên «%(name)s». Xin ghi thêm cột «Thuộc» hoặc «Mã đơn vị».")
            raise Invalid({column: sentence % {"count": len(found), "name": name}})
        return found[0]

    def _only_year(self, kind: MilestoneKind) -> int | None:
        years = particulars(kind).years
        return years[0] if len(years) == 1 else None

    def _report(self, values: dict[str, Any], kind: MilestoneKind, place: Participation) -> Report:
        asked = particulars(kind)
        names = [name.strip() for name in (values.get("partners") or "").split(";") if name.strip()]
        above = place.parent.short_name if place.parent else ""
        answers = {fold(answer.label): answer.key for answer in asked.answers}
        answer = values.get("answer") or ""
        return Report(
            done_date=values.get("done_date"),
            way=values.get("way") or (asked.ways[0] if len(asked.ways) == 1 else ""),
            document_number=values.get("document_number") or "",
            document_date=values.get("document_date"),
            answer=answers.get(fold(answer), answer),
            answered_by=values.get("answered_by") or "",
            new_head_name=values.get("new_head_name") or "",
            new_head_phone=values.get("new_head_phone") or "",
            note=values.get("note") or "",
            partners=tuple(self._named(name, above, "partners").unit for name in names),
            was_held_well=values.get("held_well"),
        )
