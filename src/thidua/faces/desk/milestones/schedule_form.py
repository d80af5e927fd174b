"""The schedule of congresses as a form: communes down; a refused row keeps what was typed and says why."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.urls import reverse

from thidua.faces.kit import figures
from thidua.faces.kit.fields import DayField, short_day
from thidua.faces.kit.forms import typed_in
from thidua.foundation.units.models import Unit
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import ScheduleRow
from thidua.stages.milestones.schedules import ScheduleLine

FIELDS = ("ngay", "diem", "han", "vb")
SENT = re.compile(rf"(?:{'|'.join(FIELDS)})-([0-9]{{1,18}})")
KNOWN = re.compile(r"([0-9]{1,18}):([0-9]{1,9}):([0-9]{1,9})")


@dataclass(slots=True)
class Line:
    """One unit of the schedule with what stands in its inputs."""

    known: ScheduleLine
    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        return self.known.place.unit

    @property
    def key(self) -> str:
        return str(self.unit.pk)

    @property
    def error(self) -> str:
        return " ".join(self.errors.values())

    @property
    def versions(self) -> tuple[int, int]:
        rows = (self.known.general, self.known.pilot)
        return rows[0].version if rows[0] else 0, rows[1].version if rows[1] else 0

    @property
    def done(self) -> Milestone | None:
        """Which of the two was reported: the pilot before the other."""
        rows = (self.known.pilot, self.known.general)
        return next((row for row in rows if row is not None and row.done_date is not None), None)

    @property
    def href(self) -> str:
        return reverse("desk:milestones-unit", args=[self.unit.uid])


class ScheduleForm:
    """The schedule with what is known, after a sending with what was typed. `rows()` is what the operation takes."""

    def __init__(
        self, name: str, lines: Sequence[ScheduleLine], data: Mapping[str, str] | None = None, *, today: datetime.date
    ) -> None:
        # What the schedule is of.
        self.name = name
        self.data, self.today = data, today
        self.lines = [Line(line, _known(line) if data is None else _sent(line, data)) for line in lines]
        sent = (KNOWN.fullmatch(part) for part in str((data or {}).get("version", "")).split(","))
        self.known = {int(found[1]): (int(found[2]), int(found[3])) for found in sent if found}
        self.tells_versions = data is not None and "version" in data

    @property
    def version(self) -> str:
        """What each unit stood at when the page was made: `unit:own:pilot`, with commas between."""
        return self.version_after(self, ())

    def version_after(self, sent: ScheduleForm, stale: Collection[int]) -> str:
        """The version for the next draft: a row that somebody else saved first stays what the page knew of it."""
        known = {line.unit.pk: line.versions for line in self.lines}
        known |= {unit: sent.known.get(unit, (0, 0)) for unit in stale}
        return ",".join(f"{unit}:{own}:{pilot}" for unit, (own, pilot) in known.items())

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.errors]

    @property
    def strangers(self) -> list[str]:
        """What was typed for units that are not (or no longer) directly below: nothing is saved of it."""
        own = {line.unit.pk for line in self.lines}
        sent = ((SENT.fullmatch(name), str(value).strip()) for name, value in (self.data or {}).items())
        return [value for found, value in sent if found and value and int(found[1]) not in own]

    def rows(self) -> list[ScheduleRow]:
        """Every row that could be read; notes the errors of the others."""
        return [row for line in self.lines if (row := self._row(line)) is not None]

    def refuse(self, problems: Mapping[int, dict[str, str]]) -> None:
        """Puts the operation's refusals beside their rows."""
        for line in self.lines:
            line.errors |= problems.get(line.unit.pk, {})

    def _row(self, line: Line) -> ScheduleRow | None:
        days = {name: self._day(line, name) for name in ("ngay", "han")}
        if line.errors:
            return None
        versions = self.known.get(line.unit.pk, (0, 0)) if self.tells_versions else (None, None)
        return ScheduleRow(
            line.unit, days["ngay"], bool(line.typed["diem"]), days["han"], line.typed["vb"][:300], versions
        )

    def _day(self, line: Line, name: str) -> datetime.date | None:
        """A day; «12/3» is of the year of today."""
        text = line.typed[name]
        if short := short_day(text):
            text = f"{short[0]}/{short[1]}/{self.today.year}"
        try:
            day: datetime.date | None = DayField(required=False).clean(text)
        except ValidationError as error:
            line.errors[name] = " ".join(error.messages)
            return None
        return day


def _known(line: ScheduleLine) -> dict[str, str]:
    general, pilot = line.general, line.pilot
    return {
        "ngay": figures.day(general.planned_date) if general and general.planned_date else "",
        "diem": "1" if pilot else "",
        "han": figures.day(pilot.prescribed_date) if pilot and pilot.prescribed_date else "",
        "vb": pilot.prescribed_by if pilot else "",
    }


def _sent(line: ScheduleLine, data: Mapping[str, str]) -> dict[str, str]:
    return {name: typed_in(data, f"{name}-{line.place.unit_id}") for name in FIELDS}
