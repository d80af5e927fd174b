"""What an amending document would change, drawn before it is kept, put before the leader and signed."""

from __future__ import annotations

import datetime
from typing import Any

from thidua.faces.desk.plans.amend_forms import AmendForm
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns import amending_papers
from thidua.stages.campaigns.amended import Changes, from_json
from thidua.stages.campaigns.amendment_checks import checked, sentences_left, told
from thidua.stages.campaigns.earlier_ends import LeftBehind
from thidua.stages.campaigns.models import AmendmentDraft, Plan


def previewed(form: AmendForm, plan: Plan) -> dict[str, Any]:
    """What the typed document would change, line by line; nothing is kept. What cannot be stands at its field."""
    if not form.is_valid():
        return {}
    try:
        shown = _shown(plan, form.changes(), on=form.cleaned_data.get("date") or clock.today())
    except Invalid as refused:
        form.refuse(refused)
        return {}
    return _on_form(form, shown)


def kept(draft: AmendmentDraft) -> dict[str, Any]:
    """The same of what the draft keeps, as it would be today; `cannot` where something of it cannot be any more."""
    try:
        return _shown(draft.plan, from_json(draft.wanted), on=clock.today())
    except Invalid as refused:
        return {"cannot": [str(sentence) for sentence in refused.fields.values()]}


def kept_on(form: AmendForm, draft: AmendmentDraft) -> dict[str, Any]:
    """What the draft keeps, above the form that was not sent yet."""
    return _on_form(form, kept(draft))


def lines_of(changes: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What was changed, line by line: what it was, what it is; nothing on one side of what came or went."""
    return [
        {
            "what": amending_papers.label_of(one),
            "before": amending_papers.shown(one, "before"),
            "after": amending_papers.shown(one, "after"),
        }
        for one in changes
    ]


def _shown(plan: Plan, changes: Changes, *, on: datetime.date) -> dict[str, Any]:
    found = checked(plan, changes, on=on)
    return {
        "previewed": lines_of(list(found.told)),
        "sentences": ", ".join(sentences_left(found)),
        "left": [_left(one) for one in found.left],
    }


def _left(one: LeftBehind) -> dict[str, Any]:
    """An end that comes earlier in words, and each day behind it with the name of its field."""
    days = []
    for day in one.days:
        kept_as = told(day, day.value)
        what, value = amending_papers.label_of(kept_as), amending_papers.shown(kept_as, "before")
        days.append({"name": day.name, "what": what, "day": value, "at": ""})
    return {
        "what": amending_papers.label_of(told(one.end, one.end.value)),
        "day": day_words(one.ends_before),
        "days": days,
    }


def _on_form(form: AmendForm, shown: dict[str, Any]) -> dict[str, Any]:
    """Each day left behind leads to its field, which stands open."""
    for left in shown.get("left", ()):
        for day in left["days"]:
            day["at"] = form[day["name"]].id_for_label
            form.opened.add(day["name"])
    return {**shown, "on_form": True}
