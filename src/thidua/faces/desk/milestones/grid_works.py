"""The grid's last column: a model or work of an area, registered by its name; the rest is told on its own page."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.forms import typed_in
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, Refused
from thidua.foundation.core.quantities import PLAIN
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.models import Status, Work
from thidua.stages.works.operations import register_work
from thidua.stages.works.standing import ANOTHER, AlreadyRegistered


@dataclass(slots=True)
class WorkCell:
    """One area: how many works it has, and the new one that was typed."""

    unit: Unit
    count: int
    name: str = ""
    kind: str = ""
    # Said by who was told that such a work stands registered; `standing` is that one.
    another: bool = False
    standing: Work | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def error(self) -> str:
        return " ".join(self.errors.values())

    @property
    def href(self) -> str:
        return f"{reverse('desk:works')}?don-vi={self.unit.uid}"


class GridWorks:
    """The column. Only what is sent on purpose registers works; a draft that sends itself never does."""

    def __init__(self, units: Sequence[Unit], data: Mapping[str, str] | None = None) -> None:
        # Counted one by one: a length or an area has to be told on the work's own form.
        self.kinds = list(WorkKind.objects.filter(measure_unit=PLAIN.key, is_house=False).order_by("position", "id"))
        counts = Counter(
            Work.objects.filter(unit__in=units).exclude(status=Status.CANCELLED).values_list("unit_id", flat=True)
        )
        sent = data or {}
        self.cells = {
            unit.pk: WorkCell(
                unit,
                counts[unit.pk],
                typed_in(sent, f"viec-{unit.pk}"),
                str(sent.get(f"loai-{unit.pk}", "")),
                another=f"khac-{unit.pk}" in sent,
            )
            for unit in units
        }

    @property
    def wrong(self) -> list[WorkCell]:
        return [cell for cell in self.cells.values() if cell.errors]

    def register(self, *, by: Actor, now: datetime.datetime, campaign: Campaign, receipt: uuid.UUID | None) -> int:
        """Registers every work that was named; each with a receipt of its own, made from the form's. How many."""
        kinds = {kind.key: kind for kind in self.kinds}
        registered = 0
        for cell in self.cells.values():
            if not cell.name:
                continue
            if cell.kind not in kinds:
                cell.errors["kind"] = _("Xin chọn loại.")
                continue
            content = Content(unit=cell.unit, kind=kinds[cell.kind], name=cell.name, quantity=1, campaigns=(campaign,))
            own = uuid.uuid5(receipt, f"work-{cell.unit.pk}") if receipt else None
            try:
                register_work(by=by, now=now, content=content, another=cell.another, receipt=own)
            except (Missing, NotAllowed):
                raise
            except AlreadyRegistered as refusal:
                cell.standing, cell.errors = refusal.work, {ANOTHER: str(refusal)}
            except Invalid as refusal:
                cell.errors = {name: str(sentence) for name, sentence in refusal.fields.items()}
            except Refused as refusal:
                cell.errors = {"name": str(refusal)}
            else:
                registered += 1
                cell.name, cell.kind, cell.another, cell.count = "", "", False, cell.count + 1
        return registered


def works_named(data: Mapping[str, str], units: Sequence[Unit]) -> list[Unit]:
    """The areas of which a new work was typed: a draft does not register it."""
    return [unit for unit in units if typed_in(data, f"viec-{unit.pk}")]
