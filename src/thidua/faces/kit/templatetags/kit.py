"""Everything the kit gives to templates, under one name: figures as filters, states, icons and components as tags."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from thidua.faces.kit import figures, icons, lengths, notices, vocabulary
from thidua.faces.kit.blocks import register as block_register
from thidua.faces.kit.components import register as component_register

register = Library()
register.tags.update({**component_register.tags, **block_register.tags})

for name in ("number", "figure", "quantity", "money", "money_exact", "day", "day_month", "month", "moment", "weekday"):
    register.filter(name, getattr(figures, name))


def request_of(context: Context) -> HttpRequest | None:
    """The request, also inside a component whose context is its own."""
    return getattr(context, "request", None)


@register.filter
def minutes(span: datetime.timedelta) -> int:
    """A span of time in whole minutes."""
    return int(span.total_seconds() // 60)


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, label: str = "") -> SafeString:
    """`{% icon "print" %}`: decoration beside a word; with a label it speaks for itself."""
    return icons.icon(request_of(context), name, label)


@register.simple_tag(takes_context=True)
def icon_sheet(context: Context) -> SafeString:
    """The symbols the page used; only the frames use this, at their end."""
    return icons.sheet(request_of(context))


@register.simple_tag(takes_context=True)
def badge(context: Context, tone: str, sign: str, words: str) -> SafeString:
    """`{% badge "ask" "back" "Bị trả lại" %}`: colour, sign and word together."""
    return format_html('<span class="badge s-{}">{}{}</span>', tone, icons.icon(request_of(context), sign), words)


@register.simple_tag(takes_context=True)
def state(
    context: Context, kind: str, key: str, audience: str = vocabulary.UNIT, detail: str = "", as_badge: bool = False
) -> SafeString:
    """`{% state "target" row.state "superior" %}`: a state as its reader calls it; nothing if it has no word for it."""
    return state_of(request_of(context), kind, key, audience, detail, as_badge=as_badge)


def state_of(
    request: HttpRequest | None,
    kind: str,
    key: str,
    audience: str = vocabulary.UNIT,
    detail: str = "",
    *,
    as_badge: bool = False,
) -> SafeString:
    """The same for what draws without a template."""
    look = vocabulary.look(kind, key)
    words = look.words(audience)
    if not words:
        return mark_safe("")
    return format_html(
        '<span class="{} s-{}">{}{}{}</span>',
        "badge" if as_badge else "st",
        look.tone,
        icons.icon(request, look.sign),
        words,
        f" {detail}" if detail else "",
    )


@register.simple_tag(takes_context=True)
def state_badge(context: Context, kind: str, key: str, audience: str = vocabulary.UNIT, detail: str = "") -> SafeString:
    """The same on its soft ground, for the head of an object's page."""
    return state(context, kind, key, audience, detail, as_badge=True)


@register.simple_tag
def tone(kind: str, key: str) -> str:
    """`<td class="{% tone "target" cell.state %}">`: the state's class for a cell, row or tile."""
    return f"s-{vocabulary.look(kind, key).tone}"


def length(amount: int, required: int) -> str:
    """A bar's length as an attribute."""
    return f"{lengths.percent(amount, required):.4g}%"


@register.simple_tag
def bar(reached: int | None, required: int, registered: int | None = None) -> SafeString:
    """`{% bar 8 9 registered=9 %}`: reached against required; the pale part is registered, not yet verified.

    Lengths are attributes of a drawing, so no inline style is needed; the figures stand beside it in words.
    """
    pale = format_html('<rect class="reg" width="{}"/>', length(registered, required)) if registered else ""
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect/>{}<rect width="{}"/><line x1="80%" x2="80%" y2="14"/></svg>',
        pale,
        length(reached or 0, required),
    )


@register.filter
def undo_address(message: Any) -> str:
    """Where a notice of the frame is undone."""
    return notices.undo_address(message)
