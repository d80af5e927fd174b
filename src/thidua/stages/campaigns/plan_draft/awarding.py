"""Rounds, award forms with their pools, papers of the dossier and criteria, as tables of a draft."""

from __future__ import annotations

import re
from typing import Any

from thidua.stages.campaigns.plan_draft import said, timing
from thidua.stages.campaigns.plan_draft.kinds import kinds_of
from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_draft.shapes import Choices
from thidua.stages.campaigns.plan_reader import Reading, judging, outline
from thidua.stages.campaigns.plan_reader.places import plain


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def rounds(reading: Reading, choices: Choices, clauses: Clauses) -> list[dict[str, Any]]:
    """A round for each event at which something is presented, in the order of the events; without events one."""
    used = {award.event for award in choices.awards}
    order = [key for key in (*timing.events(reading, clauses), "") if key in used]
    order += sorted(used - set(order))  # an event the plan no longer has: reading the draft back names it
    return [
        {
            "number": number,
            "event": event,
            "draws_from": list(range(1, number)) if choices.draws_on else [],
        }
        for number, event in enumerate(order, start=1)
    ]


def awards(reading: Reading, choices: Choices, clauses: Clauses) -> list[dict[str, Any]]:
    """Each form of award in its round."""
    numbers = {row["event"]: row["number"] for row in rounds(reading, choices, clauses)}
    made = []
    for place, (award, choice) in enumerate(zip(reading.values["awards"], choices.awards, strict=True)):
        sets = award["copies"] if isinstance(award["copies"], int) else None
        pools = [] if award["announced_later"] else zip(award["quotas"], choice.pools, strict=True)
        where = reading.places.get(f"/awards/{place}/form")
        made.append(
            {
                "form": choice.form,
                "clause": clauses.of_line(where["line"] if where else 0),
                "round": numbers[choice.event],
                "submitters": choice.submitters,
                "appraiser": choice.appraiser,
                "announced_later": award["announced_later"],
                "original_sets": sets,
                "sets_by_guidance": sets is None,
                "one_per_achievement": "warn",
                "pool": [_pool(quota, kinds) for quota, kinds in pools],
            }
        )
    return made


def _pool(quota: dict[str, Any], kinds: list[str]) -> dict[str, Any]:
    return {
        "name": capital(quota["subject"]),
        "for_people": quota["kind"] == "cá nhân",
        "unit_kinds": kinds,
        "quota": quota["count"],
    }


def dossier(reading: Reading, clauses: Clauses) -> list[dict[str, Any]]:
    """The papers; an account of achievements is each nominee's, all else is the submission's."""
    made = []
    for place, paper in enumerate(reading.values["dossier_parts"], start=1):
        each = re.search(r"thanh tich", plain(paper)) and not re.search(
            r"bang trich|danh sach|tom tat|to trinh", plain(paper)
        )
        made.append(
            {
                "key": f"giay-to-{place}",
                "clause": next(iter(clauses.of_text(paper)), ""),
                "name": paper,
                "one_per": "nominee" if each else "submission",
            }
        )
    return made


def criteria(reading: Reading, choices: Choices, clauses: Clauses) -> list[dict[str, Any]]:
    """Each group with its statements, by the clause of the plan where it has one."""
    rows = {place["line"]: row for row, place in _subjects(reading)}
    made = []
    for node in outline.everything(clauses.tree):
        if "criteria" not in node.roles or not judging.is_group(node) or node.line.number not in rows:
            continue
        people = "ca nhan" in node.plain
        subject = rows[node.line.number]["subject"]
        kinds = [] if people else kinds_of(subject, choices.takes_part) or choices.takes_part
        made.append(
            {
                "clause": clauses.of_node(node),
                "subject": capital(subject),
                "for_people": people,
                "unit_kinds": kinds,
                "statement": [_statement(one, reading, choices, clauses) for one in judging.statements_of(node)],
            }
        )
    return made


def _subjects(reading: Reading) -> list[tuple[dict[str, Any], dict[str, int]]]:
    found = [
        (row, reading.places.get(f"/criteria/{place}/subject")) for place, row in enumerate(reading.values["criteria"])
    ]
    return [(row, place) for row, place in found if place]


def _statement(node: outline.Node, reading: Reading, choices: Choices, clauses: Clauses) -> dict[str, Any]:
    """In its own words or by its clause; one that speaks of a single body's award is bound to that form."""
    bound = said.only_for(node.text, [award["grantor"] or "" for award in reading.values["awards"]])
    clause = clauses.by_line.get(node.line.number)
    made = {"clause": clause} if clause else {"text": node.text}
    return made | ({"only_for_form": choices.awards[bound].form} if bound is not None else {})
