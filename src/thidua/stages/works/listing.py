"""The works of a body's branch as a paper lists them: by the bodies directly beneath it, with sums by kind and source.

Counted as the board counts: each work once, under the body that leads it, by the campaign's frame.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing, NotNow
from thidua.foundation.core.quantities import format_number
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Participation, WorkKind
from thidua.stages.works.models import Work, WorkMoney
from thidua.stages.works.states import REACHED
from thidua.stages.works.tables import Line, lines
from thidua.stages.works.visibility import led_inside

# A longer paper is read by nobody: who has more prints it body by body.
MOST = 2000


@dataclass(slots=True)
class KindSum:
    """The works of one kind: how many, how much, and their money by source."""

    kind: WorkKind
    works: int = 0
    quantity: int = 0
    money: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Group:
    """The works led in one body's branch; of the body itself for `is_own`."""

    unit: Unit
    is_own: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def money(self) -> int:
        return sum(line.money or 0 for line in self.lines)


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything a paper shows."""

    unit: Unit
    campaign: Campaign
    groups: tuple[Group, ...]
    kinds: tuple[KindSum, ...]

    @property
    def works(self) -> int:
        return sum(len(group.lines) for group in self.groups)

    @property
    def sources(self) -> set[str]:
        """The sources that gave anything."""
        return {source for row in self.kinds for source in row.money}


def listing(actor: Actor, unit: Unit, campaign: Campaign, state: str) -> Listing:
    """The branch's works that have reached a state (`registered`, `verified`).

    Raises `Missing` for a body that takes no part or lies outside what the actor sees, `NotNow` for more works than a
    paper holds.
    """
    place = Participation.objects.standing().filter(campaign=campaign, unit=unit).order_by("id").first()
    if place is None or not unit.is_inside(actor.intervals):
        raise Missing(_("Đơn vị này không tham gia đợt thi đua, hoặc không thuộc phạm vi của bạn."))
    frame = list(Participation.objects.standing().beneath(place).select_related("unit").order_by("lft", "id"))
    rows = Work.objects.filter(
        led_inside(actor.intervals),
        campaigns=campaign,
        status__in=REACHED[state],
        unit__in=[row.unit_id for row in frame],
    ).select_related("kind")
    found = list(rows.order_by("kind__position", "kind_id", "id")[: MOST + 1])
    if len(found) > MOST:
        raise NotNow(
            _(
                "Có hơn %(most)s công trình nên không in thành một văn bản. Xin chọn từng đơn vị cấp dưới, hoặc tải Excel."
            )
            % {"most": format_number(MOST)}
        )
    return Listing(unit, campaign, tuple(_groups(place, frame, lines(found))), tuple(_kinds(found)))


def _groups(place: Participation, frame: list[Participation], found: Iterable[Line]) -> list[Group]:
    """The body itself first, then those directly beneath it in the order of the frame; who has nothing is left out."""
    tops = [row for row in frame if row.parent_id == place.unit_id]
    at = {row.unit_id: row.lft for row in frame}
    groups = {place.unit_id: Group(place.unit, is_own=True)} | {
        row.unit_id: Group(row.unit, is_own=False) for row in tops
    }
    for line in found:
        lft = at[line.work.unit_id]
        over = next((row for row in tops if row.lft <= lft <= row.rgt), place)
        groups[over.unit_id].lines.append(line)
    return [group for group in groups.values() if group.lines]


def _kinds(found: list[Work]) -> list[KindSum]:
    sums: dict[int, KindSum] = {}
    kind_of = {}
    for work in found:
        row = sums.setdefault(work.kind_id, KindSum(work.kind))
        row.works += 1
        row.quantity += work.quantity
        kind_of[work.pk] = work.kind_id
    money: dict[int, Counter[str]] = defaultdict(Counter)
    for start in range(0, len(found), 500):
        part = [work.pk for work in found[start : start + 500]]
        amounts = WorkMoney.objects.filter(work__in=part).order_by("id").values_list("work_id", "source", "amount")
        for work_id, source, amount in amounts:
            money[kind_of[work_id]][source] += amount
    for kind_id, row in sums.items():
        row.money = money[kind_id]
    return list(sums.values())
