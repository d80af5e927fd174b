"""The lines of the list of works: fifty a page, so their HTML is made without the detours of a template."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.templatetags.kit import state_of
from thidua.stages.works.tables import Line

SAMPLE = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class Head:
    """A column after the first: its name, and whether it holds figures."""

    name: str
    is_figure: bool = False

    @property
    def cell(self) -> SafeString:
        """What each of its cells begins with: folded on a phone, a cell says what it is."""
        right = ' class="r"' if self.is_figure else ""
        return mark_safe(f'<td{right} data-l="{escape(self.name)}">')  # noqa: S308


def heads() -> list[Head]:
    """The columns after the work itself."""
    return [
        Head(_("Đơn vị dẫn đầu")),
        Head(_("Địa điểm")),
        Head(_("Số lượng"), is_figure=True),
        Head(_("Ảnh"), is_figure=True),
        Head(_("Hạn")),
        Head(_("Tình trạng")),
    ]


def drawn(request: HttpRequest, lines: Iterable[Line], decided: Collection[int]) -> SafeString:
    """The lines as one piece; of units `decided` the reader is the level above. Every word is escaped here, once."""
    before = [head.cell for head in heads()]
    address, late = reverse("desk:work", args=(SAMPLE,)), escape(_("đăng ký muộn"))
    states: dict[tuple[str, str], str] = {}

    def row(line: Line) -> str:
        work = line.work
        key = (work.status, vocabulary.SUPERIOR if work.unit_id in decided else vocabulary.UNIT)
        if key not in states:
            states[key] = state_of(request, "work", *key)
        cells = (
            escape(line.lead), escape(line.places_shown), f'<span class="n">{escape(line.quantity)}</span>',
            _photos(line), _due(line), states[key],
        )  # fmt: skip
        href = address.replace(str(SAMPLE), str(work.uid))
        note = f" · {late}" if work.registered_late else ""
        return (
            f'<tr><th scope="row"><a href="{href}">{escape(work.name)}</a><br>'
            f'<span class="meta">{escape(work.kind.label)}{note}</span></th>'
            f"{''.join([f'{td}{cell}</td>' for td, cell in zip(before, cells, strict=True)])}</tr>"
        )

    return mark_safe("".join([row(line) for line in lines]))  # noqa: S308


def _photos(line: Line) -> str:
    shown = f'<span class="n">{figures.number(line.photos)}</span>'
    if not line.lacks_photos:
        return shown
    lacking = _("thiếu %(count)s") % {"count": figures.number(line.photos_missing)}
    return f'{shown}<br><span class="meta">{escape(lacking)}</span>'


def _due(line: Line) -> str:
    """When it was done, or is to be."""
    if line.work.done_date:
        return escape(_("xong %(day)s") % {"day": figures.day(line.work.done_date)})
    return escape(figures.day(line.work.planned_finish))
