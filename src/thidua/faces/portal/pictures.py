"""What the pages draw: the campaign's span, the table of districts, the facts of a work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.faces.kit import figures
from thidua.faces.kit.parts import Chip
from thidua.foundation.core.errors import Missing
from thidua.stages.publications.shown import PublicCampaign, PublicCell, PublicFigures, PublicFundYear, PublicTarget

# With more lines than this a page would be too heavy with all targets at once: it shows the chosen one.
MOST_WITH_ALL = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A target as a column; on a phone only the chosen one is shown."""

    target: PublicTarget
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One district with its cells in the order of the columns; None where it is not asked."""

    name: str
    cells: tuple[tuple[PublicCell | None, bool], ...]


@dataclass(frozen=True, slots=True)
class Districts:
    """The table of what stands beneath the campaign's body. `chips` choose the target; `one`: only it is there."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chips: tuple[Chip, ...]
    one: bool


def districts(shown: PublicFigures, wanted: str, key: str) -> Districts | None:
    """The table; None where nothing stands beneath. Raises `Missing` for a target it has not."""
    asked = [target for target in shown.targets if any(line.cells.get(target.code) for line in shown.lines)]
    if not asked:
        return None
    chosen = next((target for target in asked if target.code == wanted), None) if wanted else asked[0]
    if chosen is None:
        raise Missing(_("Không có chỉ tiêu này trong bảng kết quả."))
    one = len(shown.lines) > MOST_WITH_ALL
    columns = tuple(Column(target, target == chosen) for target in asked if target == chosen or not one)
    rows = tuple(
        Row(line.name, tuple((line.cells.get(column.target.code), column.chosen) for column in columns))
        for line in shown.lines
    )
    chips = tuple(
        Chip(target.label, f"?dot={key}&chi-tieu={target.code}#dia-ban", current=target == chosen) for target in asked
    )
    return Districts(columns, rows, chips, one)


def other_campaigns(chosen: PublicCampaign, others: Iterable[PublicCampaign]) -> list[Chip]:
    """The campaigns as links, the one shown among them; nothing where there is only one."""
    rows = sorted([chosen, *others], key=lambda row: (row.starts_on, row.key), reverse=True)
    front = reverse("portal-front")
    return [Chip(row.short_name, f"{front}?dot={row.key}", current=row == chosen) for row in rows] if others else []


def span(campaign: PublicCampaign) -> str:
    """«Từ tháng 10/2023 đến trước Đại hội …»."""
    start = figures.month(campaign.starts_on) if campaign.is_to_the_month else figures.day(campaign.starts_on)
    words = {"start": start, "event": campaign.ends_event, "end": figures.day(campaign.ends_before)}
    if campaign.ends_event:
        open_end = _("Từ tháng %(start)s đến trước %(event)s.")
        return (open_end if campaign.is_to_the_month else _("Từ %(start)s đến trước %(event)s.")) % words
    if campaign.ends_before:
        month = _("Từ tháng %(start)s đến trước ngày %(end)s.")
        return (month if campaign.is_to_the_month else _("Từ %(start)s đến trước ngày %(end)s.")) % words
    return (_("Từ tháng %(start)s.") if campaign.is_to_the_month else _("Từ %(start)s.")) % words


def hour(shown: PublicFigures | PublicFundYear) -> str:
    """«15 giờ 15/7/2024»: the figures are those of this hour or later."""
    there = timezone.localtime(shown.frozen_at)
    return _("%(hour)s giờ %(day)s") % {"hour": there.hour, "day": figures.day(there)}
