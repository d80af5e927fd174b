"""Components: each tag fills one template of `templates/kit/components/`, whose first lines say how to use it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context, Library
from django.utils.safestring import SafeString

from thidua.faces.kit.parts import Chip, Event, Link, Rows, Shot, Step, TileGroup, Todo

register = Library()
Data = dict[str, Any]


def component(name: str) -> Any:
    """Registers a function as the tag of the component of the same name."""
    return register.inclusion_tag(f"kit/components/{name}.html", takes_context=True, name=name)


def block(name: str) -> Any:
    """Registers a function as a tag with content between `{% name %}` and `{% endname %}`."""
    return register.simple_block_tag(takes_context=True, name=name)


def fill(context: Context, name: str, data: Data) -> SafeString:
    """Renders a component's template with its own data only."""
    template = context.template.engine.get_template(f"kit/components/{name}.html")  # type: ignore[union-attr]
    return template.render(context.new(data))


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


@component("field")
def field(context: Context, bound: BoundField, label: Any = "", unit: Any = "", hint: Any = "") -> Data:
    """A form field with label, hint, unit and error; label and hint may be given in other words than the form's."""
    widget = bound.field.widget
    kind = "group" if bound.use_fieldset else getattr(widget, "input_type", "") or "text"
    return {
        "bound": bound,
        "kind": kind if kind in {"checkbox", "file", "group"} else "line",
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "unit": unit or getattr(bound.field, "unit", ""),
        "required": bound.field.required,
    }


@component("form_errors")
def form_errors(context: Context, form: BaseForm) -> Data:
    """What is wrong with a form, in one list on top, each a link to its field."""
    wrong = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields]
    return {"general": form.non_field_errors(), "wrong": wrong, "bound": form.is_bound and bool(form.errors)}


@component("form_fields")
def form_fields(context: Context, form: BaseForm) -> Data:
    """All fields of a form in order, hidden ones included."""
    return {"form": form, "hidden": form.hidden_fields(), "visible": form.visible_fields()}


@component("table")
def table(context: Context, rows: Rows) -> Data:
    """A table that folds into blocks on a phone."""
    return {
        "columns": rows.columns,
        "lines": [list(zip(rows.columns, line, strict=True)) for line in rows.rows],
        "caption": rows.caption,
        "foot": list(zip(rows.columns, rows.foot, strict=True)) if rows.foot else [],
    }


@component("pager")
def pager(context: Context, page: Page, noun: Any = "", name: str = "trang") -> Data:  # type: ignore[type-arg]
    """Where one is in a list and the way to the other pages; every other filter stays in the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "noun": noun, "name": name, "numbers": list(numbers), "gap": page.paginator.ELLIPSIS}


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


@component("tiles")
def tiles(context: Context, groups: Sequence[TileGroup], level: int = 3) -> Data:
    """The tile map: one tile a unit, grouped by parent."""
    return {"groups": groups, "level": level}


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
def copy_box(context: Context, text: str, label: Any = "") -> Data:
    """Ready text for a chat group with a button that copies it; without a script it can be selected."""
    return {"text": text, "label": label, "id": handle("copy", text), "lines": min(12, text.count("\n") + 2 + len(text) // 90)}


@component("toast")
def toast(context: Context, text: Any, undo: str = "", still: bool = False) -> Data:
    """What was just done, with a way back; it stays until the next page."""
    return {"text": text, "undo": undo, "still": still}


@block("note")
def note(context: Context, content: str, title: Any = "", tone: str = "", sign: str = "") -> SafeString:
    """A remark that must be read; `ask` waits for an answer, `fail` only for what is past due or wrong."""
    signs = {"ask": "ask", "fail": "fail", "ok": "ok"}
    return fill(context, "note", {"title": title, "tone": tone, "sign": sign or signs.get(tone, "info"), "content": content})


@block("fieldgroup")
def fieldgroup(context: Context, content: str, legend: Any, hint: Any = "") -> SafeString:
    """Fields that belong together, under one legend."""
    return fill(context, "fieldgroup", {"legend": legend, "hint": hint, "content": content})


@block("filters")
def filters(context: Context, content: str, label: Any = "", id: str = "bo-loc") -> SafeString:
    """A filter form sent by GET; on a phone it lies in a drawer."""
    return fill(context, "filters", {"content": content, "label": label, "id": id})


@block("paper")
def paper(context: Context, content: str, label: Any, whole: bool = False) -> SafeString:
    """A document as a sheet of paper: a small first page, or (`whole`) all of it to read."""
    return fill(context, "paper", {"content": content, "label": label, "whole": whole})


@block("confirm")
def confirm(
    context: Context, content: str, title: Any, action: str, button: Any, back: str, danger: bool = False
) -> SafeString:
    """One question before an act that cannot be undone: what will happen, to how many, and the way back."""
    data = {"content": content, "title": title, "action": action, "button": button, "back": back, "danger": danger}
    return fill(context, "confirm", data)
