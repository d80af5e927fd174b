"""Time in a draft: edges, windows, due dates, the events that dates hang on."""

from __future__ import annotations

import datetime
import re
from typing import Any

from thidua.stages.campaigns.plan_draft import manners, said
from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_draft.shapes import TargetChoice
from thidua.stages.campaigns.plan_reader import Reading
from thidua.stages.campaigns.plan_reader.places import plain

EVENT, AT = "su-kien-ket-thuc", "trao-khen"
DAY = datetime.timedelta(days=1)
MONTH, YEAR = 7, 4


def edge(iso: str | None) -> Any:
    """A day as a day, a month as a text."""
    if not iso or iso.startswith("--"):
        return None
    if len(iso) == YEAR:
        return datetime.date(int(iso), 1, 1)
    return datetime.date.fromisoformat(iso) if len(iso) > MONTH else iso


def window(values: dict[str, Any], stretch: dict[str, Any] | None = None) -> dict[str, Any]:
    """A stretch of time as a window; without a start the day of signing."""
    time = values["period"] if stretch is None else stretch
    made: dict[str, Any] = {"from": edge(time["from"] or values["document"]["date"])}
    if time["to"]:
        made["to"] = edge(time["to"])
    elif time["to_event"]:
        made["before_event"] = EVENT
    return made


def name_of(title: str) -> str:
    """A campaign's name out of its plan's title."""
    name = re.sub(r"^(?:Phát động|Tổ chức|Triển khai)\s+", "", title)
    return name[:1].upper() + name[1:]


def events(reading: Reading, clauses: Clauses) -> dict[str, str]:
    """The events by key: where awards are presented, in the order of the text, then the one that ends the campaign."""
    values = reading.values
    stretches = (values["period"], *values["phases"])
    end = next((stretch["to_event"] for stretch in stretches if stretch["to_event"]), "")
    named: list[str] = []
    for place in range(len(values["awards"])):
        name = said.ceremony(reading, clauses, place)
        if name and not any(said.same_event(name, other) for other in (*named, end)):
            named.append(name)
    found = {f"{AT}-{number}": name for number, name in enumerate(named, start=1)}
    return found | ({EVENT: end} if end else {})


def event_of_award(reading: Reading, clauses: Clauses, place: int) -> str:
    """The key of the event at which an award is presented: its own words, or the end of the phase that speaks of it."""
    name = said.ceremony(reading, clauses, place)
    known = events(reading, clauses)
    if name:
        return next((key for key, other in known.items() if said.same_event(name, other)), "")
    number = said.phase_of_award(reading, clauses, place)
    phases = reading.values["phases"]
    return EVENT if number is not None and phases[number]["to_event"] and EVENT in known else ""


def own_time(reading: Reading, place: int, manner: str) -> tuple[str, str]:
    """Where a target has to be done within a year, a quarter or a month: from, to; empty edges say the campaign's."""
    target = reading.values["targets"][place]
    years, due = target["years"], target["due"] or ""
    start = str(reading.values["period"]["from"] or reading.values["document"]["date"] or "")
    first, last = "", ""
    if manner == manners.RATING:
        return "", ""
    if len(due) == MONTH and said.is_within(reading, place):
        back = 2 if re.match(r"quy\b", said.due_words(reading, place)) else 0
        first, last = f"{due[:5]}{int(due[5:]) - back:02d}", due
    elif years and not due:
        first, last = f"{years[0]}-01", f"{years[-1]}-12"
    return (first if first > start[:MONTH] else "", last)


def target_times(
    target: dict[str, Any], choice: TargetChoice, within: dict[str, Any], before: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The window and the due date of a target; `within` is the campaign's window, `before`: the text says «trước»."""
    made = {"from": edge(choice.starts) or within.get("from")}
    due = {} if target["due"] == choice.ends else _due(target["due"] or "", before=before)
    if choice.ends:
        made["to"] = edge(choice.ends)
    elif not due and choice.to_end:
        due = end_of(within)
        if choice.late == "not_counted":
            made |= {key: within[key] for key in ("to", "before_event") if key in within}
    return {key: value for key, value in made.items() if value}, due


def end_of(within: dict[str, Any]) -> dict[str, Any]:
    """The end of the campaign as a due date; empty where nothing ends it."""
    if "before_event" in within:
        return {"event": within["before_event"]}
    to = within.get("to")
    return {"before": _after(to if isinstance(to, str) else to.isoformat())} if to else {}


def _due(iso: str, *, before: bool) -> dict[str, Any]:
    """Before a day: the named day itself where the text says «trước», else the day after it."""
    if len(iso) == MONTH and not iso.startswith("--"):
        return {"before": _after(iso)}
    try:
        day = datetime.date.fromisoformat(iso)
    except ValueError:
        return {}
    return {"before": day if before else day + DAY}


def _after(iso: str) -> datetime.date:
    """The first day past a day or a month."""
    if len(iso) == MONTH:
        return (datetime.date(int(iso[:4]), int(iso[5:]), 28) + 4 * DAY).replace(day=1)
    return datetime.date.fromisoformat(iso) + DAY


def says_before(reading: Reading, place: int) -> bool:
    """Whether «trước» stands right before a target's date."""
    where = reading.places.get(f"/targets/{place}/due")
    line = plain(reading.text.split("\n")[where["line"] - 1])[: where["start"]] if where else ""
    return line.rstrip().endswith("truoc")
