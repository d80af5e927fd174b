"""What is wrong with a campaign's files, put to the field of the reading that the value came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.faces.desk.plans.reading_choices import ChoiceFields
from thidua.stages.campaigns.campaign_file import Problem

# By how an address in the file begins, the longest first where one begins another.
HEAD = {
    "campaign.window.from": "period/from",
    "campaign.window.before_event": "period/to_event",
    "campaign.window": "period/to",
    "campaign.name": "document/title",
    "campaign.": "",
    "plan.kind": "document/type",
    "plan.number": "document/number",
    "plan.symbol": "document/number",
    "plan.published_on": "published_on",
    "plan.signer.": "signer/",
    "plan.": "document/",
    "phase": "period/from",
    "recipient": "recipients",
    "dossier": "dossier_parts",
    "occasion": "occasions",
}
ENTRY = re.compile(r"(target|milestone|task|report|award)\[([^\]]*)\]\.?(.*)")
# Of an entry's key the field beneath it; the first that is there is the one.
OF_TARGET = {
    "window.from": ("starts",), "window": ("ends", "starts"), "due": ("due",), "minimum": ("value",), "share": ("value",),
    "unit_kinds": ("unit_kinds",), "measure": ("manner",), "unit": ("unit", "manner"), "label": ("label",),
    "judged_from": ("judged_from",), "reference_date": ("asked_on",), "op": ("operator",), "late": ("late",),
    "name": ("what", "text"), "proof": ("proof",), "partners": ("partners",), "in_place": ("in_place",),
    "years": ("text",),
}  # fmt: skip
OF_DEADLINE = {"unit_kinds": ("unit_kinds",), "due": ("date",), "sent_to": ("to",), "form": ("report",)}
OF_AWARD = {"submitters": ("submitters",), "appraiser": ("appraiser",), "form": ("form",)}


def put(form: ChoiceFields, problems: Iterable[Problem]) -> None:
    """Each reason at its field; above the form, with its address in the file, where no field is about it."""
    for problem in problems:
        name = field_of(form, problem.key)
        reason = problem.reason[:1].upper() + problem.reason[1:]
        form.add_error(name or None, reason if name else str(problem))


def field_of(form: ChoiceFields, key: str) -> str:
    """The name of the field that an address in the file was made from; empty where there is none."""
    return next((name for name in _candidates(form, key) if name in form.fields), "")


def _candidates(form: ChoiceFields, key: str) -> Iterator[str]:
    entry = ENTRY.match(key)
    if entry is None:
        lead = next((lead for lead in HEAD if key.startswith(lead)), "")
        if lead:
            yield HEAD[lead] + (key.removeprefix(lead) if lead.endswith(".") else "")
        return
    sort, ident, part = entry.groups()
    rows, fields, otherwise = {
        "target": ("targets", OF_TARGET, "text"),
        "milestone": ("targets", OF_TARGET, "text"),
        "award": ("awards", OF_AWARD, "form"),
    }.get(sort, ("deadlines", OF_DEADLINE, "what"))
    place = _place(form, rows, ident)
    if place is None:
        return
    named = next((names for lead, names in fields.items() if part == lead or part.startswith(f"{lead}.")), ())
    for name in (*named, otherwise):
        yield f"{rows}/{place}/{name}"


def _place(form: ChoiceFields, rows: str, ident: str) -> int | None:
    """The entry on the page: those taken out are not in the file, so the others are counted."""
    kept = form.kept(rows)
    if rows == "targets":
        codes = {str(form.reading.values["targets"][place]["id"]): place for place in kept}
        if ident in codes:
            return codes[ident]
    if rows == "awards" and "/" in ident:
        return next(
            (place for place in kept if form.cleaned_data.get(f"awards/{place}/form") == ident.split("/")[1]), None
        )
    number = re.search(r"\d+", ident)
    index = int(number[0]) - 1 if number else -1
    return kept[index] if 0 <= index < len(kept) else None
