"""Targets with their milestones, tasks and criteria of a draft."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.plan_draft import choices as ways
from thidua.stages.campaigns.plan_draft.choices import Choices, TargetChoice
from thidua.stages.campaigns.plan_draft.kinds import kinds_of
from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_draft.toml_text import table
from thidua.stages.campaigns.plan_reader import Reading, judging, outline
from thidua.stages.campaigns.plan_reader.places import plain

ANSWERS = [
    {"key": "excellent", "label": "Hoàn thành xuất sắc nhiệm vụ", "good": True},
    {"key": "well", "label": "Hoàn thành tốt nhiệm vụ", "good": True},
    {"key": "done", "label": "Hoàn thành nhiệm vụ"},
    {"key": "not-done", "label": "Không hoàn thành nhiệm vụ"},
]
DAY = datetime.timedelta(days=1)


def parts(reading: Reading, choices: Choices, clauses: Clauses, window: dict[str, Any]) -> list[str]:
    """Milestones, targets, tasks, criteria, each as its table's text."""
    made: list[str] = []
    for place, (target, choice) in enumerate(zip(reading.values["targets"], choices.targets, strict=True)):
        if milestone := _milestone(
            place, target, choice, clauses.of_line(line_of(reading, f"/targets/{place}/value")), window
        ):
            made.append(table("[[milestone]]", milestone))
    for place, (target, choice) in enumerate(zip(reading.values["targets"], choices.targets, strict=True)):
        made.append(table("[[target]]", _target(place, target, choice, reading, clauses, window)))
    made += [table("[[task]]", task) for task in _tasks(reading, choices, clauses)]
    made += [table("[[criteria]]", part) for part in _criteria(reading, choices, clauses)]
    return made


def line_of(reading: Reading, pointer: str) -> int:
    """The line of the text that a value came from; 0 for none."""
    place = reading.places.get(pointer)
    return place["line"] if place else 0


def _milestone(
    place: int, target: dict[str, Any], choice: TargetChoice, clause: str, window: dict[str, Any]
) -> dict[str, Any] | None:
    if choice.manner not in (ways.MILESTONE, ways.RATING, ways.PILOT):
        return None
    name = (target["what"] or choice.label)[:150]
    made: dict[str, Any] = {
        "key": f"moc-{place + 1}",
        "clause": clause,
        "name": name[:1].upper() + name[1:],
        "unit_kinds": choice.unit_kinds,
        "proof": "any",
        "verified_above": True,
        "window": window,
    }
    if choice.manner == ways.RATING:
        made |= {"years": target["years"], "answer": ANSWERS, "proof": "document"}
        made.pop("window")
    if choice.manner == ways.PILOT:
        made |= {"assigned": True, "prescribed": True, "unit_kinds": ["front-commune"], "proof": "document"}
    return made


def _target(
    place: int, target: dict[str, Any], choice: TargetChoice, reading: Reading, clauses: Clauses, window: dict[str, Any]
) -> dict[str, Any]:
    start = {"from": window["from"]} if window.get("from") else {}
    made: dict[str, Any] = {
        "code": target["id"],
        "clause": clauses.of_line(line_of(reading, f"/targets/{place}/value")),
        "label": choice.label,
        "text": sentence(target),
        "unit_kinds": choice.unit_kinds,
        "credited_to": "owner",
        "counts": "own",
        "op": target["operator"],
        "window": start,
        "late": "counts_late",
        "due": _due(place, target, reading),
    }
    if target["unit"] == "%" and target["operator"] != "<=":
        made |= {"share": int(target["value"]), "minimum": 1, "op": ">="}
    else:
        made["minimum"] = int(target["value"])
        made["share"] = 100 if target["per_unit"] and target["operator"] == ">=" else None
    return made | _measure(place, target, choice)


def sentence(target: dict[str, Any]) -> str:
    """The target in a line: «100% thôn, buôn tổ chức …»; «Mỗi thôn có ít nhất …»."""
    subject, what = target["subject"] or "", target["what"] or ""
    if target["unit"] == "%" and "%" not in what:
        return f"{target['value']}% {subject} {what}".strip()
    each = "Mỗi " if target["per_unit"] and "mỗi" not in subject.lower() else ""
    return f"{each}{subject} {what}".strip()


def _measure(place: int, target: dict[str, Any], choice: TargetChoice) -> dict[str, Any]:
    """The measure with what hangs on it: unit, whom it is credited to, the number where the way sets it."""
    milestone, manner = f"moc-{place + 1}", choice.manner
    if manner.startswith(ways.WORK):
        kind = manner.removeprefix(ways.WORK)
        row = tomllib.loads((CATALOGUE / "work_kinds" / f"{kind}.toml").read_text(encoding="utf-8"))
        measure: dict[str, Any] = {"key": "works", "kinds": [kind], "state": "verified", "count": "quantity"}
        return {
            "measure": measure,
            "unit": row.get("unit", "piece"),
            "credited_to": "lead_mobiliser",
            "companion": "registered",
        }
    if manner == ways.WORKS:
        groups = ["construction", "project", "task"]
        return {
            "measure": {"key": "works", "groups": groups, "state": "verified", "count": "works"},
            "unit": "piece",
            "credited_to": "lead",
            "companion": "registered",
        }
    if manner == ways.MODELS:
        either = (
            [{"groups": ["model"]}, {"daily_life": True}]
            if "hoặc" in (target["what"] or "")
            else [{"groups": ["model"]}]
        )
        return {
            "measure": {"key": "works", "any": either, "state": "verified", "count": "works"},
            "unit": "piece",
            "credited_to": "place",
            "partners_count": True,
            "companion": "registered",
        }
    if manner == ways.RATING:
        measure = {
            "key": "rated_years",
            "milestone": milestone,
            "state": "verified",
            "years": target["years"],
            "answers": ["excellent", "well"],
        }
        return {"measure": measure, "unit": "year", "minimum": len(target["years"])}
    if manner == ways.PILOT:
        measure = {"key": "pilot_congresses", "milestone": milestone, "state": "verified", "in_time": True}
        return {
            "measure": measure,
            "unit": "piece",
            "credited_to": "district_of",
            "op": "all",
            "minimum": None,
            "due": {"prescribed": True},
        }
    if manner == ways.FUND:
        return {
            "measure": {"key": "fund", "count": "received", "state": "entered"},
            "unit": "dong",
            "counts": "subtree",
        }
    if manner == ways.REPORTED:
        unit = "dong" if target["unit"] == "đồng" else "percent" if target["unit"] == "%" else "piece"
        return {"measure": {"key": "reported", "field": f"so-lieu-{place + 1}", "count": "sum"}, "unit": unit}
    return {"measure": {"key": "milestone", "milestone": milestone, "state": "verified"}, "unit": "piece"}


def _due(place: int, target: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Before a day: the named day itself where the text says «trước», else the day after it."""
    due = target["due"] or ""
    if len(due) == 7:  # a month, a quarter, a year: before the month that follows
        return {"before": (datetime.date(int(due[:4]), int(due[5:]), 28) + 4 * DAY).replace(day=1)}
    try:
        day = datetime.date.fromisoformat(due)
    except ValueError:
        return {}
    said = reading.places.get(f"/targets/{place}/due")
    line = plain(reading.text.split("\n")[said["line"] - 1])[: said["start"]] if said else ""
    return {"before": day if line.rstrip().endswith("truoc") else day + DAY}


def _tasks(reading: Reading, choices: Choices, clauses: Clauses) -> list[dict[str, Any]]:
    made = []
    for place, deadline in enumerate(reading.values["deadlines"], start=1):
        try:
            day = datetime.date.fromisoformat(deadline["date"] or "")
        except ValueError:
            day = None
        due = {"before": day + DAY if deadline["relation"] in ("by", "on") else day} if day else {}
        via = f" (qua {deadline['via']})" if deadline["via"] else ""
        made.append(
            {
                "key": f"viec-{place}",
                "clause": clauses.of_text(deadline["what"] or "")[0],
                "text": (deadline["what"] or "Việc có hạn")[:300],
                "unit_kinds": kinds_of(deadline["who"] or "", choices.takes_part) or choices.takes_part,
                "due": due,
                "sent_to": f"{deadline['to'] or ''}{via}".strip(),
            }
        )
    return made


def _criteria(reading: Reading, choices: Choices, clauses: Clauses) -> list[dict[str, Any]]:
    """Each group with its statements, by the clause of the plan where it has one."""
    rows = {line_of(reading, f"/criteria/{place}/subject"): row for place, row in enumerate(reading.values["criteria"])}
    made = []
    for node in outline.everything(clauses.tree):
        if "criteria" not in node.roles or not judging.is_group(node) or node.line.number not in rows:
            continue
        people = "ca nhan" in node.plain
        statements = [_statement(one, clauses) for one in judging.statements_of(node)]
        subject = rows[node.line.number]["subject"]
        kinds = [] if people else kinds_of(subject, choices.takes_part) or choices.takes_part
        made.append(
            {
                "clause": clauses.of_node(node),
                "subject": subject,
                "for_people": people,
                "unit_kinds": kinds,
                "statement": statements,
            }
        )
    return made


def _statement(node: outline.Node, clauses: Clauses) -> dict[str, Any]:
    clause = clauses.by_line.get(node.line.number)
    return {"clause": clause} if clause else {"text": node.text}
