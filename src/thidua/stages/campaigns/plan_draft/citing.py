"""Documents carried out and cited, and the lines of «Nơi nhận», as tables of a draft."""

from __future__ import annotations

import re
from typing import Any

from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.plan_draft import said
from thidua.stages.campaigns.plan_draft.kinds import kinds_of
from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_draft.shapes import Choices
from thidua.stages.campaigns.plan_draft.timing import edge
from thidua.stages.campaigns.plan_reader import Reading
from thidua.stages.campaigns.plan_reader.awards import same_body
from thidua.stages.campaigns.plan_reader.places import plain, words
from thidua.stages.campaigns.unit_sets import unit_names


def cited(reading: Reading, choices: Choices, clauses: Clauses) -> list[dict[str, Any]]:
    """Each document; what the plan does not say of it is named as unknown."""
    made: list[dict[str, Any]] = []
    taken: set[str] = set()
    for part, carried_out in (("legal_bases", True), ("references", False)):
        for place, row in enumerate(reading.values[part]):
            pointer = f"/{part}/{place}"
            named = said.named(reading, pointer)
            facts = {
                "number": row["number"],
                "date": edge(row["date"]),
                "issuer": named.issuer,
                "subject": named.subject,
            }
            kind = row["type"] or "văn bản"
            key = _key(row, kind, choices.key)
            key = key if key not in taken else f"{key}-{len(made) + 1}"
            taken.add(key)
            made.append(
                {
                    "key": key,
                    "kind": kind[:1].upper() + kind[1:],
                    **facts,
                    "carried_out": carried_out,
                    "clauses": _clauses(reading, pointer, row["number"] or "", clauses, carried_out=carried_out),
                    "unknown": [name for name, fact in facts.items() if not fact],
                }
            )
    return made


def _key(row: dict[str, Any], kind: str, campaign: str) -> str:
    """Number and year name one document for all campaigns; one the plan does not name so is this campaign's own."""
    number = "-".join(re.findall(r"[a-z0-9]+", fold(row["number"] or "")))
    if number and row["date"]:
        return f"{number}-{row['date'][:4]}"
    return "-".join([*re.findall(r"[a-z0-9]+", fold(kind)), *filter(None, (number,)), campaign])


def _clauses(reading: Reading, pointer: str, number: str, clauses: Clauses, *, carried_out: bool) -> list[str]:
    """The clauses of the body that name the document; of one without a number the clause it was read in."""
    if number:
        named = [node for node in clauses.nodes if re.search(rf"(?<!\w){re.escape(plain(number))}(?!\w)", node.plain)]
        return list(filter(None, dict.fromkeys(clauses.of_node(node) for node in named)))
    lines = [place["line"] for name, place in reading.places.items() if name.startswith(f"{pointer}/")]
    return [clauses.of_line(min(lines))] if lines and not carried_out else []


def recipient(text: str, reading: Reading, choices: Choices) -> dict[str, Any]:
    """A line of «Nơi nhận»: the archive, a group of units, the owner's own body, or a body outside."""
    plainly = plain(text)
    if plainly.startswith("luu"):
        return {"text": text, "kind": "archive", "code": _archive(text, choices)}
    kinds = kinds_of(text, choices.takes_part) if re.search(r"\bcac\b|\bvp\b", plainly) else []
    if kinds:
        return {"text": text, "kind": "group", "unit_kinds": kinds}
    issuer = reading.values["document"]["issuer"] or ""
    own = bool(issuer) and same_body(_committee(text), _committee(issuer))
    return {"text": text, "kind": "body", "code": choices.owner if own else ""}


def _committee(name: str) -> str:
    """A committee without its standing board and the name of its province."""
    short = re.sub(r"\b(?:ban thuong truc|btt)\b", " ", words(name))
    return re.sub(r"\b(tinh|huyen|xa|phuong)\b.*$", r"\1", short).replace("mttq vn", "mttq viet nam").strip()


def _archive(text: str, choices: Choices) -> str:
    """The focal department's code where the line has the first letters of its name: «Ban TC-TG»."""
    if not choices.focal or not choices.unit_set:
        return ""
    name = next((name for code, name in unit_names(choices.unit_set) if code == choices.focal), "")
    first = "".join(word[0] for word in words(name).split())
    letters = words(text).replace(" ", "")
    return choices.focal if first and (first.removeprefix("b") in letters) else ""
