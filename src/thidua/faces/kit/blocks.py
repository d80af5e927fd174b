"""Components with content between two tags (`{% note %}…{% endnote %}`), each with its template like the others."""

from __future__ import annotations

from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

register = Library()


def block(name: str) -> Any:
    """Registers a function as a tag with content between `{% name %}` and `{% endname %}`."""
    return register.simple_block_tag(takes_context=True, name=name)


def fill(context: Context, name: str, data: dict[str, Any]) -> SafeString:
    """Renders a component's template with its own data only."""
    template = context.template.engine.get_template(f"kit/components/{name}.html")  # type: ignore[union-attr]
    return template.render(context.new({**data, "csrf_token": context.get("csrf_token")}))


@block("note")
def note(context: Context, content: str, title: Any = "", tone: str = "", sign: str = "") -> SafeString:
    """A remark that must be read; `ask` waits for an answer, `fail` only for what is past due or wrong."""
    signs = {"ask": "ask", "fail": "fail", "ok": "ok"}
    return fill(
        context, "note", {"title": title, "tone": tone, "sign": sign or signs.get(tone, "info"), "content": content}
    )


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
