"""Targets with their milestones, tasks, reports and occasions of a draft."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.plan_draft import manners, said, timing
from thidua.stages.campaigns.plan_draft.measures import measure
from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_draft.shapes import Choices, DeadlineChoice, TargetChoice
from thidua.stages.campaigns.plan_reader import Reading
from thidua.stages.campaigns.plan_reader.places import plain

ANSWERS = [
    {"key": "excellent", "label": "Hoàn thành xuất sắc nhiệm vụ", "good": True},
    {"key": "well", "label": "Hoàn thành tốt nhiệm vụ", "good": True},
    {"key": "done", "label": "Hoàn thành nhiệm vụ"},
    {"key": "not-done", "label": "Không hoàn thành nhiệm vụ"},
]
DAY = datetime.timedelta(days=1)
LONGEST_NAME, LONGEST_TASK, LONGEST_KEY = 150, 300, 60
HELD_WELL = "tổ chức tốt"


def parts(
    reading: Reading, choices: Choices, clauses: Clauses, window: dict[str, Any]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Milestones, targets, tasks, reports: the tables under their heading."""
    milestones, targets = [], []
    for place, (target, choice) in enumerate(zip(reading.values["targets"], choices.targets, strict=True)):
        where = reading.places.get(f"/targets/{place}/value")
        clause = clauses.of_line(where["line"] if where else 0)
        before = timing.says_before(reading, place)
        time, due = timing.target_times(target, choice, window, before)
        held = time if choice.ends else {**window, "from": time.get("from")}
        if milestone := _milestone(place, target, choice, clause, {"window": held, "due_before": due.get("before")}):
            milestones.append(milestone)
        row = _target(place, target, choice, choices)
        targets.append({"clause": clause, "window": time, "due": due, **row})
    duties = list(enumerate(zip(reading.values["deadlines"], choices.deadlines, strict=True), start=1))
    return [
        ("[[milestone]]", milestones),
        ("[[target]]", targets),
        ("[[task]]", [_task(place, row, choice, clauses) for place, (row, choice) in duties]),
        (
            "[[report]]",
            [_report(place, row, choice, clauses, choices.key) for place, (row, choice) in duties if choice.report],
        ),
    ]


def occasions(choices: Choices) -> list[dict[str, Any]]:
    """What a work may welcome: those of the list and those a target names."""
    return [{"key": key, "name": name} for name, key in _occasion_keys(choices).items()]


def _occasion_keys(choices: Choices) -> dict[str, str]:
    named = dict.fromkeys([*choices.occasions, *(one.occasion for one in choices.targets if one.occasion)])
    return {name: f"dip-{number}" for number, name in enumerate(named, start=1)}


def _milestone(
    place: int, target: dict[str, Any], choice: TargetChoice, clause: str, times: dict[str, Any]
) -> dict[str, Any] | None:
    if choice.manner not in (manners.MILESTONE, manners.RATING, manners.PILOT):
        return None
    what = target["what"] or choice.label
    made: dict[str, Any] = {
        "key": f"moc-{place + 1}",
        "clause": clause,
        "name": said.whole_words(what[:1].upper() + what[1:], LONGEST_NAME),
        "unit_kinds": choice.unit_kinds,
        "proof": choice.proof,
        "joint": choice.partners,
        "quality": HELD_WELL if plain(what).startswith(plain(HELD_WELL)) else "",
        "verified_above": True,
        **times,
    }
    if choice.manner == manners.RATING:
        made |= {"years": target["years"], "answer": ANSWERS, "proof": "document"}
        made.pop("window")
    if choice.manner == manners.PILOT:
        made |= {"assigned": True, "prescribed": True, "unit_kinds": ["front-commune"], "proof": "document"}
    return made


def _target(place: int, target: dict[str, Any], choice: TargetChoice, choices: Choices) -> dict[str, Any]:
    made: dict[str, Any] = {
        "code": target["id"],
        "label": choice.label,
        "text": choice.text or sentence(target),
        "unit_kinds": choice.unit_kinds,
        "credited_to": "owner",
        "counts": "own",
        "op": target["operator"],
        "late": choice.late,
        "judged_from": timing.edge(choice.judged_from),
        "reference_date": timing.edge(choice.asked_on),
        "partners_count": choice.partners,
        "in_place": choice.in_place,
    }
    if target["unit"] == "%" and target["operator"] != "<=":
        made |= {"share": int(target["value"]), "minimum": 1, "op": ">="}
    else:
        made["minimum"] = int(target["value"])
        made["share"] = 100 if target["per_unit"] and target["operator"] == ">=" else None
    return made | measure(place, target, choice.manner, _occasion_keys(choices).get(choice.occasion, ""))


def sentence(target: dict[str, Any]) -> str:
    """A target that stands in no line of the text: «100% thôn, buôn tổ chức …»; «Mỗi thôn có ít nhất …»."""
    subject, what = target["subject"] or "", target["what"] or ""
    if target["unit"] == "%" and "%" not in what:
        return f"{target['value']}% {subject} {what}".strip()
    each = "Mỗi " if target["per_unit"] and "mỗi" not in subject.lower() else ""
    return f"{each}{subject} {what}".strip()


def _duty(row: dict[str, Any], choice: DeadlineChoice, clauses: Clauses) -> dict[str, Any]:
    """What a task and a report say alike: where, who, by when, to whom."""
    try:
        day = datetime.date.fromisoformat(row["date"] or "")
    except ValueError:
        day = None
    via = f" (qua {row['via']})" if row["via"] else ""
    return {
        "clause": next(iter(clauses.of_text(row["what"] or "")), ""),
        "unit_kinds": choice.unit_kinds,
        "due": {"before": day + DAY if row["relation"] in ("by", "on") else day} if day else {},
        "sent_to": f"{row['to'] or ''}{via}".strip(),
    }


def _task(place: int, row: dict[str, Any], choice: DeadlineChoice, clauses: Clauses) -> dict[str, Any]:
    text = (row["what"] or "Việc có hạn")[:LONGEST_TASK]
    return {"key": f"viec-{place}", "text": text[:1].upper() + text[1:], **_duty(row, choice, clauses)}


def _report(place: int, row: dict[str, Any], choice: DeadlineChoice, clauses: Clauses, of: str) -> dict[str, Any]:
    """A report of this campaign alone: another plan of the same office has its own, so the key names the campaign."""
    form = tomllib.loads((CATALOGUE / "report_forms" / f"{choice.report}.toml").read_text(encoding="utf-8"))
    return {
        "key": f"bao-cao-{place}-{of}"[:LONGEST_KEY].rstrip("-"),
        "name": f"Báo cáo {form['title'][:1].lower()}{form['title'][1:]}",
        "form": choice.report,
        "rhythm": "once",
        "with_works": choice.with_works,
        **_duty(row, choice, clauses),
    }
