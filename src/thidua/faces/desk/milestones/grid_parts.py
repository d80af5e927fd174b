"""The parts of the commune's grid: a milestone across, one cell of it, one area down."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.desk.milestones.grid_works import WorkCell
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.grid import Cell
from thidua.stages.milestones.particulars import Particulars, particulars, title, window_words
from thidua.stages.milestones.states import DONE, RETURNED, VERIFIED


@dataclass(frozen=True, slots=True)
class Column:
    """One milestone across the grid, with the inputs it has."""

    kind: MilestoneKind
    year: int | None

    @property
    def asked(self) -> Particulars:
        return particulars(self.kind)

    @property
    def title(self) -> str:
        return title(self.kind, self.year)

    @property
    def inputs(self) -> int:
        """How many columns of the table it takes."""
        return 1 + bool(self.asked.is_joint) + bool(self.asked.quality) + bool(self.asked.asks_new_head)

    @property
    def window(self) -> str:
        return window_words(self.kind)


@dataclass(slots=True)
class GridCell:
    """One milestone of one area: what stands in its inputs."""

    column: Column
    unit: Unit
    milestone: Milestone | None
    shared: Milestone | None
    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Cell:
        return self.unit.pk, self.column.kind.pk, self.column.year or 0

    @property
    def name(self) -> str:
        return "-".join(map(str, self.place))

    @property
    def error(self) -> str:
        return " ".join(self.errors.values())

    @property
    def asks_photos(self) -> bool:
        return self.column.asked.proof in ("photo", "any")

    @property
    def proved(self) -> Milestone | None:
        """What photos put to this cell prove: its own milestone, or the one the area took part in."""
        return (self.milestone or self.shared) if self.asks_photos else None

    @property
    def is_settled(self) -> bool:
        return self.shared is not None or (self.milestone is not None and self.milestone.status in (DONE, VERIFIED))

    @property
    def is_waiting(self) -> bool:
        """Reported by the area's head and not confirmed yet."""
        row = self.milestone
        return row is not None and row.status == DONE and self.column.asked.is_verified_above

    @property
    def is_returned(self) -> bool:
        return self.milestone is not None and self.milestone.status == RETURNED


@dataclass(slots=True)
class GridLine:
    """One area of the grid."""

    unit: Unit
    cells: list[GridCell]
    is_on: bool = False
    before: str = ""
    after: str = ""
    photos: int = 0
    work: WorkCell | None = None

    @property
    def key(self) -> str:
        """How other areas name it when they took part."""
        return str(self.unit.pk)

    @property
    def is_wrong(self) -> bool:
        return any(cell.errors for cell in self.cells) or bool(self.work and self.work.errors)

    @property
    def proved(self) -> Milestone | None:
        """The area's milestone whose proof is photos: where they are added."""
        return next((row for cell in self.cells if (row := cell.proved)), None)

    def proved_at(self, name: str) -> Milestone | None:
        """The milestone of the cell that was meant; without one, or where it asks no photos, that of the row."""
        meant = next((cell for cell in self.cells if cell.name == name and cell.asks_photos), None)
        return meant.proved if meant else self.proved

    @property
    def photos_href(self) -> str:
        """To the photos; to all of the area's milestones while there is none to put them to."""
        if self.proved is None:
            return reverse("desk:milestones-unit", args=[self.unit.uid])
        return reverse("desk:milestone", args=[self.proved.uid]) + "#minh-chung"

    @property
    def anchor(self) -> str:
        return f"khu-{self.unit.pk}"

    @property
    def state(self) -> tuple[str, str, str]:
        """Tone, sign and words: how far the area is."""
        settled = sum(cell.is_settled for cell in self.cells)
        if self.is_wrong:
            return "fail", "fail", _("Cần sửa")
        if any(cell.is_waiting for cell in self.cells):
            return "ask", "wait", _("Chờ xác nhận")
        if settled == len(self.cells):
            return "ok", "ok", _("Đủ")
        return ("run", "run", _("Còn thiếu")) if settled else ("none", "none", _("Chưa nhập"))
