"""A reading and a person's choices composed into a campaign's two files, of the shape every campaign has."""

from __future__ import annotations

import re
from typing import Any

from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.campaign_file.vocabulary import Vocabulary
from thidua.stages.campaigns.plan_draft import awarding, citing, obligations, printed, said, timing
from thidua.stages.campaigns.plan_draft.shapes import Choices
from thidua.stages.campaigns.plan_draft.timing import EVENT, edge, window
from thidua.stages.campaigns.plan_draft.toml_text import table
from thidua.stages.campaigns.plan_reader import Reading

KINDS = {
    "ke hoach": "plan",
    "huong dan": "guidance",
    "chuong trinh": "programme",
    "chi thi": "directive",
    "thong bao": "notice",
    "quyet dinh": "decision",
    "to trinh": "submission",
}


def compose(reading: Reading, choices: Choices, vocabulary: Vocabulary) -> dict[str, str]:
    """`campaign.toml` and `plan.toml`. What is missing stays missing: reading the files back names it."""
    clauses = printed.Clauses(reading.text)
    values = reading.values
    parts = [
        "# Read from the plan's own text; what it does not say was chosen by a person.\nformat = 1\n",
        _campaign(values, choices, clauses),
        *_plan(reading, choices),
    ]
    tables: list[tuple[str, list[dict[str, Any]]]] = [
        ("[[recipient]]", [citing.recipient(text, reading, choices) for text in values["recipients"]]),
        ("[[cited]]", citing.cited(reading, choices, clauses)),
        ("[[event]]", [{"key": key, "name": name} for key, name in timing.events(reading, clauses).items()]),
        ("[[occasion]]", obligations.occasions(choices)),
        ("[[phase]]", [_phase(phase, clauses) for phase in values["phases"]]),
        *obligations.parts(reading, choices, clauses, window(values)),
        ("[[criteria]]", awarding.criteria(reading, choices, clauses)),
        ("[[round]]", awarding.rounds(reading, choices, clauses)),
        ("[[award]]", awarding.awards(reading, choices, clauses)),
        ("[[dossier]]", awarding.dossier(reading, clauses)),
    ]
    parts += [table(heading, row) for heading, rows in tables for row in rows]
    return {"campaign.toml": "\n".join(parts), "plan.toml": clauses.words()}


def _campaign(values: dict[str, Any], choices: Choices, clauses: printed.Clauses) -> str:
    return table(
        "[campaign]",
        {
            "key": choices.key,
            "type": choices.type,
            "name": timing.name_of(values["document"]["title"] or ""),
            "short_name": choices.short_name,
            "unit_set": choices.unit_set,
            "owner": choices.owner,
            "body": choices.body,
            "focal": choices.focal,
            "purposes": clauses.section("purposes"),
            "contents": clauses.section("contents"),
            "takes_part": choices.takes_part,
            "window": window(values),
        },
    )


def _plan(reading: Reading, choices: Choices) -> list[str]:
    head, signer = reading.values["document"], reading.values["signer"]
    number = re.match(r"(\d+)\s*[/-]\s*(.+)", head["number"] or "")
    return [
        table(
            "[plan]",
            {
                "kind": KINDS.get(fold(head["type"] or ""), "plan"),
                "number": int(number.group(1)) if number else None,
                "symbol": number.group(2) if number else "",
                "date": edge(head["date"]),
                "published_on": edge(choices.published_on),
                "place": head["place"],
                "title": head["title"],
            },
        ),
        table(
            "[plan.signer]",
            {
                "capacity": signer["capacity"],
                "title": signer["title"],
                "name": signer["name"],
                "note": said.signed_note(reading) if signer["name"] else "",
            },
        ),
    ]


def _phase(phase: dict[str, Any], clauses: printed.Clauses) -> dict[str, Any]:
    made: dict[str, Any] = {"from": edge(phase["from"])}
    made |= {"to": edge(phase["to"])} if phase["to"] else {"before_event": EVENT} if phase["to_event"] else {}
    return {
        "number": int(phase["no"]),
        "name": f"Giai đoạn {phase['no']}",
        "clause": clauses.of_phase(phase["no"]),
        "window": {key: value for key, value in made.items() if value},
    }
