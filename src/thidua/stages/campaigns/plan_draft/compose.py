"""A reading and a person's choices composed into a campaign's two files, of the shape every campaign has."""

from __future__ import annotations

import datetime
import re
from typing import Any

from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.campaign_file.vocabulary import Vocabulary
from thidua.stages.campaigns.plan_draft import obligations, printed
from thidua.stages.campaigns.plan_draft.choices import Choices
from thidua.stages.campaigns.plan_draft.kinds import kinds_of
from thidua.stages.campaigns.plan_draft.toml_text import table
from thidua.stages.campaigns.plan_reader import Reading
from thidua.stages.campaigns.plan_reader.places import plain

EVENT = "su-kien-ket-thuc"
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
    ]
    parts += _plan(values)
    parts += [table("[[recipient]]", _recipient(text, choices)) for text in values["recipients"]]
    parts += _cited(values, clauses)
    parts += _events(values)
    parts += [table("[[phase]]", _phase(phase, clauses)) for phase in values["phases"]]
    parts += obligations.parts(reading, choices, clauses, window(values))
    parts += _awards(reading, choices, clauses)
    return {"campaign.toml": "\n".join(parts), "plan.toml": clauses.words()}


def window(values: dict[str, Any], stretch: dict[str, Any] | None = None) -> dict[str, Any]:
    """A stretch of time as a window; without a start the day of signing."""
    said = values["period"] if stretch is None else stretch
    made: dict[str, Any] = {"from": edge(said["from"] or values["document"]["date"])}
    if said["to"]:
        made["to"] = edge(said["to"])
    elif said["to_event"]:
        made["before_event"] = EVENT
    return made


def edge(iso: str | None) -> Any:
    """A day as a day, a month as a text."""
    if not iso or iso.startswith("--"):
        return None
    if len(iso) == 4:
        return datetime.date(int(iso), 1, 1)
    return datetime.date.fromisoformat(iso) if len(iso) == 10 else iso


def _campaign(values: dict[str, Any], choices: Choices, clauses: printed.Clauses) -> str:
    title = values["document"]["title"] or ""
    name = re.sub(r"^(?:Phát động|Tổ chức|Triển khai)\s+", "", title)
    return table(
        "[campaign]",
        {
            "key": choices.key,
            "type": choices.type,
            "name": name[:1].upper() + name[1:],
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


def _plan(values: dict[str, Any]) -> list[str]:
    head, signer = values["document"], values["signer"]
    number = re.match(r"(\d+)\s*[/-]\s*(.+)", head["number"] or "")
    return [
        table(
            "[plan]",
            {
                "kind": KINDS.get(fold(head["type"] or ""), "plan"),
                "number": int(number.group(1)) if number else None,
                "symbol": number.group(2) if number else "",
                "date": edge(head["date"]),
                "place": head["place"],
                "title": head["title"],
            },
        ),
        table("[plan.signer]", {"capacity": signer["capacity"], "title": signer["title"], "name": signer["name"]}),
    ]


def _recipient(text: str, choices: Choices) -> dict[str, Any]:
    said = plain(text)
    if said.startswith("luu"):
        return {"text": text, "kind": "archive"}
    kinds = kinds_of(text, choices.takes_part) if re.search(r"\bcac\b|\bvp\b", said) else []
    return {"text": text, "kind": "group" if kinds else "body", "unit_kinds": kinds}


def _cited(values: dict[str, Any], clauses: printed.Clauses) -> list[str]:
    made, taken = [], set()
    for carried_out, documents in ((True, values["legal_bases"]), (False, values["references"])):
        for place, cited in enumerate(documents):
            key = "-".join(re.findall(r"[a-z0-9]+", fold(f"{cited['number'] or cited['type']}"))) or "van-ban"
            key = key if key not in taken else f"{key}-{place}"
            taken.add(key)
            unknown = [name for name in ("number", "date") if not cited[name]]
            made.append(
                table(
                    "[[cited]]",
                    {
                        "key": key,
                        "kind": cited["type"] or "Văn bản",
                        "number": cited["number"],
                        "date": edge(cited["date"]),
                        "issuer": cited["issuer"] or "không ghi trong kế hoạch",
                        "subject": cited["type"] or "Văn bản",
                        "carried_out": carried_out,
                        "clauses": [] if carried_out else clauses.of_text(cited["number"] or cited["issuer"] or ""),
                        "unknown": unknown,
                    },
                )
            )
    return made


def _events(values: dict[str, Any]) -> list[str]:
    stretches = (values["period"], *values["phases"])
    name = next((stretch["to_event"] for stretch in stretches if stretch["to_event"]), None)
    return [table("[[event]]", {"key": EVENT, "name": name})] if name else []


def _phase(phase: dict[str, Any], clauses: printed.Clauses) -> dict[str, Any]:
    made: dict[str, Any] = {"from": edge(phase["from"])}
    made |= {"to": edge(phase["to"])} if phase["to"] else {"before_event": EVENT} if phase["to_event"] else {}
    return {
        "number": int(phase["no"]),
        "name": f"Giai đoạn {phase['no']}",
        "clause": clauses.of_phase(phase["no"]),
        "window": {key: value for key, value in made.items() if value},
    }


def _awards(reading: Reading, choices: Choices, clauses: printed.Clauses) -> list[str]:
    values = reading.values
    made = [table("[[round]]", {"number": 1})] if values["awards"] else []
    for place, (award, form) in enumerate(zip(values["awards"], choices.award_forms, strict=True)):
        later = award["announced_later"]
        sets = award["copies"] if isinstance(award["copies"], int) else None
        made.append(
            table(
                "[[award]]",
                {
                    "form": form,
                    "clause": clauses.of_line(obligations.line_of(reading, f"/awards/{place}/form")),
                    "round": 1,
                    "submitters": values["document"]["issuer"],
                    "announced_later": later,
                    "original_sets": sets,
                    "sets_by_guidance": sets is None,
                    "one_per_achievement": "warn",
                    "pool": [_pool(quota, choices) for quota in award["quotas"] if not later],
                },
            )
        )
    for place, paper in enumerate(values["dossier_parts"], start=1):
        each = re.search(r"thanh tich", plain(paper)) and not re.search(
            r"bang trich|danh sach|tom tat|to trinh", plain(paper)
        )
        made.append(
            table(
                "[[dossier]]",
                {
                    "key": f"giay-to-{place}",
                    "clause": clauses.of_text(paper, "section")[0] if clauses.of_text(paper) else "",
                    "name": paper,
                    "one_per": "nominee" if each else "submission",
                },
            )
        )
    return made


def _pool(quota: dict[str, Any], choices: Choices) -> dict[str, Any]:
    kinds = kinds_of(quota["subject"], choices.takes_part) or choices.takes_part
    return {
        "name": quota["subject"],
        "for_people": quota["kind"] == "cá nhân",
        "unit_kinds": kinds,
        "quota": quota["count"],
    }
