"""Components: each tag fills one template of `templates/kit/components/`, whose first lines say how to use it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context, Library
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import charts, figures, maps, vocabulary
from thidua.faces.kit.acting import ActForm
from thidua.faces.kit.addresses import PAGE
from thidua.faces.kit.parts import Button, Chip, Event, Link, Shot, Step, TileGroup, Todo
from thidua.foundation.core.tables import Cell, Column, Page
from thidua.foundation.core.tables.lists import Kind

register = Library()
Data = dict[str, Any]
FIGURES = {Kind.NUMBER, Kind.MONEY, Kind.SHARE}


def component(name: str) -> Any:
    """Registers a function as the tag of the component of the same name."""
    return register.inclusion_tag(f"kit/components/{name}.html", takes_context=True, name=name)


def handle(*words: Any) -> str:
    """An id that is the same at every rendering: the explanation of a button is found by it."""
    return f"k{zlib.crc32('|'.join(map(str, words)).encode()):08x}"


@component("button")
def button(
    context: Context,
    label: Any,
    *,
    main: bool = False,
    quiet: bool = False,
    sign: str = "",
    href: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
    why_not: Any = "",
) -> Data:
    """A button, a link that looks like one, or (with `why_not`) a disabled button and its reason."""
    kind = "btn main" if main else "btn quiet" if quiet else "btn"
    return {
        "label": label, "kind": kind, "sign": sign, "href": href, "name": name, "value": value, "form": form,
        "why_not": why_not, "why_id": handle(label, why_not),
    }  # fmt: skip


@component("act_button")
def act_button(context: Context, act: Button, version: int) -> Data:
    """One of the things a reader can do with a record, open or with the reason why not."""
    return {"act": act, "act_form": ActForm(initial={"version": version})}


@component("field")
def field(context: Context, bound: BoundField, label: Any = "", unit: Any = "", hint: Any = "") -> Data:
    """A form field with label, hint, unit and error; label and hint may be given in other words than the form's."""
    widget = bound.field.widget
    # A placeholder vanishes as one types; what matters stands in the label or the hint.
    widget.attrs.pop("placeholder", None)
    takes_photos = widget.attrs.get("accept", "") == "image/*"
    kind = "group" if bound.use_fieldset else getattr(widget, "input_type", "") or "text"
    return {
        "bound": bound,
        "kind": kind if kind in {"checkbox", "file", "group"} else "line",
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "unit": unit or getattr(bound.field, "unit", ""),
        "required": bound.field.required or getattr(bound.field, "unmarked", False),
        # A page that asks for a thing only sometimes says when (`field.needed`), instead of «không bắt buộc».
        "needed": getattr(bound.field, "needed", ""),
        "counted": "data-kit-most" in widget.attrs,
        "choose": _("Chọn ảnh") if takes_photos else _("Chọn tệp"),
        "sign": "photo" if takes_photos else "file",
    }


@component("form_errors")
def form_errors(context: Context, form: BaseForm, title: Any = "") -> Data:
    """What is wrong with a form, in one list on top, each a link to its field; `title` where it saves nothing."""
    wrong = [(_named(form[name]), form[name], errors) for name, errors in form.errors.items() if name in form.fields]
    return {
        "general": form.non_field_errors(), "wrong": wrong, "bound": form.is_bound and bool(form.errors),
        "title": title or _("Chưa lưu được. Những gì đã nhập vẫn còn đây."),
    }  # fmt: skip


def _named(bound: BoundField) -> str:
    """The field's label; in a grid, where the same stands in every line, whose line it is (`field.line`) before it."""
    line = getattr(bound.field, "line", "")
    return f"{line}, {bound.label}" if line else str(bound.label)


@component("form_fields")
def form_fields(context: Context, form: BaseForm, title: Any = "") -> Data:
    """All fields of a form in order, hidden ones included."""
    return {"form": form, "hidden": form.hidden_fields(), "visible": form.visible_fields(), "title": title}


@component("table")
def table(context: Context, page: Page, caption: Any = "", states: str = "", audience: str = vocabulary.UNIT) -> Data:
    """A page of a list that folds into blocks on a phone; `states` names the vocabulary of its state columns."""
    lines = [[_cell(place, cell, states) for place, cell in enumerate(row.cells)] for row in page.rows]
    return {"columns": [_head(column) for column in page.columns], "lines": lines, "caption": caption, "audience": audience,
            "states": states}  # fmt: skip


def _head(column: Column) -> Data:
    return {"label": column.heading, "numeric": column.kind in FIGURES}


def _cell(place: int, cell: Cell, states: str) -> Data:
    return {
        "first": place == 0,
        "label": cell.column.heading,
        "text": cell.text or figures.NOTHING,
        "exact": cell.exact,
        "href": reverse(cell.link.name, args=cell.link.args) if cell.link else "",
        "numeric": cell.column.kind in FIGURES,
        "state": cell.value if states and cell.column.kind == Kind.STATE and cell.value else "",
    }


@component("pager")
def pager(context: Context, page: Page, noun: Any = "", name: str = PAGE, label: Any = "") -> Data:
    """Where one is in a list and the way to the other pages; every other filter stays in the address.

    A second pager on one page has a `name` of its own in the address and a `label` of its own for who cannot see it.
    """
    request = getattr(context, "request", None)

    def address(number: int) -> str:
        query = request.GET.copy() if request else QueryDict(mutable=True)
        query[name] = str(number)
        return "?" + query.urlencode()

    shown = sorted({1, page.pages, *range(max(1, page.number - 1), min(page.pages, page.number + 1) + 1)})
    links = [
        {"number": number, "current": number == page.number, "href": address(number), "gap": number - before > 1}
        for before, number in zip([0, *shown], shown, strict=False)
    ]
    return {
        "page": page,
        "noun": noun,
        "label": label or _("Chuyển trang"),
        "links": links if page.pages > 1 else [],
        "previous": address(page.number - 1) if page.has_previous else "",
        "next": address(page.number + 1) if page.has_next else "",
    }


@component("chips")
def chips(context: Context, items: Sequence[Chip], label: Any) -> Data:
    """Filters as links."""
    return {"items": items, "label": label}


@component("steps")
def steps(context: Context, items: Sequence[Step]) -> Data:
    """The way of a thing: what is done, where it stands, what follows."""
    return {"items": items}


@component("timeline")
def timeline(context: Context, items: Iterable[Event]) -> Data:
    """The history of a thing."""
    return {"items": items}


@component("shots")
def shots(context: Context, items: Sequence[Shot]) -> Data:
    """Photos of evidence, and the frames of those still missing."""
    return {"items": items}


@component("legend")
def legend(context: Context, kind: str, counts: dict[str, int], audience: str = vocabulary.UNIT) -> Data:
    """What the signs of a map or chart mean, each with how many there are."""
    rows = [(vocabulary.look(kind, key), count) for key, count in counts.items()]
    return {"rows": [(look, look.words(audience), count) for look, count in rows]}


@component("tiles")
def tiles(context: Context, groups: Sequence[TileGroup], level: int = 3) -> Data:
    """The tile map: one tile a unit, grouped by parent."""
    return {"groups": groups, "level": level}


@component("map")
def map_of(context: Context, areas: Sequence[maps.Area], label: Any) -> Data:
    """The same units as the tiles on a real map, where they have outlines; nothing where nobody has one."""
    return {"drawn": maps.draw(areas), "label": label}


@component("burnup")
def burnup(context: Context, line: charts.Line, label: Any, goal: Any, start: Any, end: Any, mark: Any = "") -> Data:
    """The way of a figure to its due date, with its goal and where its pace leads."""
    words = {"label": label, "goal": goal, "start": start, "end": end, "mark": mark}
    return {"drawn": charts.burn_up(line), **words}


@component("empty")
def empty(context: Context, title: Any, text: Any = "", sign: str = "ok", href: str = "", action: Any = "") -> Data:
    """Nothing here: whether that is good, and what to do next."""
    return {"title": title, "text": text, "sign": sign, "href": href, "action": action}


@component("facts")
def facts(context: Context, pairs: Sequence[tuple[Any, Any]]) -> Data:
    """Name and value, beside or beneath each other; pairs without a value are left out by the caller, not here."""
    return {"pairs": pairs}


@component("crumbs")
def crumbs(context: Context, items: Sequence[Link]) -> Data:
    """The way here; the last one is this page."""
    return {"items": items}


@component("todo")
def todo(context: Context, items: Sequence[Todo]) -> Data:
    """Rows of «Việc của tôi»."""
    return {"items": items}


@component("copy_box")
def copy_box(context: Context, text: str, label: Any = "", action: Any = "") -> Data:
    """Ready text for a chat group with a button that copies it; without a script it can be selected."""
    return {
        "text": text,
        "label": label,
        "action": action,
        "id": handle("copy", text),
        "lines": min(12, text.count("\n") + 2 + len(text) // 90),
    }


@component("toast")
def toast(context: Context, text: Any, undo: str = "", still: bool = False) -> Data:
    """What was just done, with a way back; it stays until the next page."""
    return {"text": text, "undo": undo, "still": still}
