"""What the text says beside the reader's values, found by the place of a value: nothing that stands nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_reader import Reading
from thidua.stages.campaigns.plan_reader.awards import same_body
from thidua.stages.campaigns.plan_reader.outline import Node
from thidua.stages.campaigns.plan_reader.places import plain, words

SENTENCE_END = re.compile(r"[;.]\s+(?=\S)|[;.]?\s*$")
ABOUT = re.compile(r"^[^\w]*(?:\([^)]*\)\s*)?[,\s]*ve\s+(?:viec\s+)?")
FURTHER = re.compile(r"^\s*(?P<own>[^;.,“]{0,80}?)\s+ve\s+(?:viec\s+)?")
ABOUT_END = re.compile(r";|\.(?:\s|$)|\bgan voi\b|$")
CEREMONY = re.compile(r"\b(?:khen thuong|trao(?: tang)?|bieu duong|ton vinh|tuyen duong) tai (?=dai hoi|hoi nghi|le )")
CEREMONY_END = re.compile(r"\s*[;.()]|\s+de\b|$")
PROPOSES = re.compile(
    r"^(?P<who>(?:uy ban|ban|hoi|lien doan|so|phong|cac|hoi dong|doan|cong doan|ubnd|btt)\b[^;.]{2,150}?)\s+(?:se\s+)?"
    r"(?:lua chon|de xuat|de nghi|xet chon|xem xet)\b"
)
BOUND = re.compile(
    r"^doi voi (?:viec )?(?:de nghi )?(?:khen thuong|bang khen|hinh thuc) (?:cua )?(?P<body>[^,;.]{3,60}?) (?:phai|thi)\b"
)
WELCOMES = re.compile(r"\bchao mung (?:thanh cong )?(?=\S)")
WELCOMES_END = re.compile(r"[,.;:()”]|\s+(?:va|tien toi|huong toi|nhu|gan voi)\b|$")
LEAST_WORDS = 4
SIGNED = re.compile(r"^\s*\((?:da ky)\)\s*$")


def whole_words(text: str, longest: int) -> str:
    """As many whole words of the beginning as have room."""
    if len(text) <= longest:
        return text
    return text[: longest + 1].rpartition(" ")[0].strip(" ,;-–“")


def sentence(reading: Reading, place: int) -> str:
    """The sentence that states a target, as it is printed; empty where its number has no place."""
    said = reading.places.get(f"/targets/{place}/value")
    if said is None:
        return ""
    start, end = _around(reading, said)
    return reading.text.split("\n")[said["line"] - 1][start:end].strip()


def sentence_with(reading: Reading, place: int, value: object) -> str:
    """The same sentence with a number that a person put right, in its own place."""
    said = reading.places.get(f"/targets/{place}/value")
    if said is None:
        return ""
    line = reading.text.split("\n")[said["line"] - 1]
    start, end = _around(reading, said)
    return f"{line[start : said['start']]}{value}{line[said['end'] : end]}".strip()


def _around(reading: Reading, said: dict[str, int]) -> tuple[int, int]:
    line = plain(reading.text.split("\n")[said["line"] - 1])
    lead = re.match(r"\s*(?:[-+*•]|\(?[0-9ivxa-z]{1,4}(?:\.\d+)*[.)/])\s+", line)
    start = lead.end() if lead and lead.end() <= said["start"] else 0
    for edge in re.finditer(r"[;.]\s+(?=\S)", line[: said["start"] + 1]):
        start = max(start, edge.end())
    ending = SENTENCE_END.search(line, said["end"])
    return start, ending.start() if ending else len(line)


def is_within(reading: Reading, place: int) -> bool:
    """Whether a target's date is a time it has to be done in: «trong quý IV/2023»."""
    said = reading.places.get(f"/targets/{place}/due")
    if said is None:
        return False
    return plain(reading.text.split("\n")[said["line"] - 1])[: said["start"]].rstrip().endswith("trong")


def due_words(reading: Reading, place: int) -> str:
    """The plain words a target's date was read from."""
    said = reading.places.get(f"/targets/{place}/due")
    return plain(reading.text.split("\n")[said["line"] - 1])[said["start"] : said["end"]] if said else ""


@dataclass(frozen=True, slots=True)
class Named:
    """Whose a document cited is, and what it is about; empty where the text says neither."""

    issuer: str
    subject: str


def named(reading: Reading, pointer: str) -> Named:
    """The issuer with its term, «(khóa X)», and the words after «về» up to the next document."""
    part, number = pointer.strip("/").split("/")
    row = reading.values[part][int(number)]
    stretch = _after_names(reading, pointer)
    lead = (ABOUT if row["issuer"] or row["number"] else FURTHER).match(plain(stretch))
    term = re.match(r"\s*(\(khóa [IVX]+\))", stretch)
    issuer = row["issuer"] or ""
    if issuer and term:
        issuer = f"{issuer} {term.group(1)}"
    if lead is None:
        return Named(issuer, "")
    if not issuer and "own" in lead.re.groupindex:
        issuer = stretch[slice(*lead.span("own"))].strip()
    end = ABOUT_END.search(plain(stretch), lead.end())
    return Named(issuer, stretch[lead.end() : end.start() if end else None].strip(" ,“”\"'"))


def _after_names(reading: Reading, pointer: str) -> str:
    """What follows kind, number, date and issuer of a document in their line, up to the next document."""
    own = [place for name, place in reading.places.items() if name.startswith(f"{pointer}/")]
    if not own:
        return ""
    line = max(place["line"] for place in own)
    at = max(place["end"] for place in own if place["line"] == line)
    others = [
        place["start"]
        for name, place in reading.places.items()
        if name.startswith(("/legal_bases/", "/references/")) and place["line"] == line and place["start"] > at
    ]
    text = reading.text.split("\n")[line - 1]
    return text[at : min(others, default=len(text))]


def award_nodes(reading: Reading, clauses: Clauses, place: int) -> list[Node]:
    """The paragraph of an award form with all beneath it."""
    said = reading.places.get(f"/awards/{place}/form")
    top = next((node for node in clauses.nodes if said and node.line.number == said["line"]), None)
    return [top, *top.beneath()] if top else []


def ceremony(reading: Reading, clauses: Clauses, place: int) -> str:
    """Where an award is presented, in the words of its own paragraphs; empty where they name no occasion."""
    return next((found for node in award_nodes(reading, clauses, place) if (found := _ceremony(node))), "")


def _ceremony(node: Node) -> str:
    lead = CEREMONY.search(node.plain)
    if lead is None:
        return ""
    end = CEREMONY_END.search(node.plain, lead.end())
    return node.text[lead.end() : end.start() if end else None].strip()


def proposer(reading: Reading, clauses: Clauses, place: int) -> str:
    """Who chooses or proposes for an award, where a sentence says so."""
    for node in award_nodes(reading, clauses, place):
        if found := PROPOSES.match(node.plain):
            return node.text[found.start("who") : found.end("who")]
    return ""


def phase_of_award(reading: Reading, clauses: Clauses, place: int) -> int | None:
    """The place of the phase whose paragraphs speak of proposing to who grants an award."""
    grantor = reading.values["awards"][place]["grantor"] or ""
    starts = [_line(reading, f"/phases/{number}/no") for number in range(len(reading.values["phases"]))]
    for number, start in enumerate(starts):
        top = next((node for node in clauses.nodes if node.line.number == start), None)
        for node in top.beneath() if top else ():
            if re.search(r"\b(?:de nghi|de xuat)\b.*\bkhen thuong\b", node.plain) and grantor:
                asked = re.split(r"\b(?:de nghi|de xuat)\b", node.plain)[-1]
                if words(grantor) in words(asked):
                    return number
    return None


def only_for(text: str, grantors: list[str]) -> int | None:
    """The place of the award that a statement is bound to: «Đối với khen thưởng của Trung ương phải là …»."""
    bound = BOUND.match(plain(text).lstrip(" -+*"))
    if bound is None:
        return None
    body = words(bound["body"])
    named = [
        place for place, grantor in enumerate(grantors) if body in words(grantor) or same_body(bound["body"], grantor)
    ]
    return named[0] if len(named) == 1 else None


def occasions(reading: Reading) -> list[str]:
    """What the title, the purposes and the targets welcome, each once, as first written."""
    texts = [reading.values["document"]["title"] or "", *reading.values["purposes"]]
    texts += [sentence(reading, place) for place in range(len(reading.values["targets"]))]
    found: dict[str, str] = {}
    for text in texts:
        for name in welcomed(text):
            key = _event_key(name)
            if not any(key == other or key.startswith(f"{other} ") for other in found):
                for longer in [other for other in found if other.startswith(f"{key} ")]:
                    del found[longer]
                found[key] = name
    return list(found.values())


def welcomed(text: str) -> Iterator[str]:
    """The occasions named after «chào mừng», those joined by «và», «tiến tới», «hướng tới» too."""
    said = plain(text)
    for lead in WELCOMES.finditer(said):
        at = lead.end()
        while at < len(said):
            end = WELCOMES_END.search(said, at)
            stop = end.start() if end else len(said)
            name = text[at:stop].strip()
            # «chào mừng Đại hội» alone names none.
            if re.match(r"(?:.ai hoi|ky niem|ngay|le|nam)\b", plain(name)) and len(name.split()) >= LEAST_WORDS:
                yield name[:1].upper() + name[1:]
            joined = re.match(r"\s*,?\s*(?:va|tien toi|huong toi)\s+(?=(?:.ai hoi|ky niem)\b)", said[stop:])
            if joined is None:
                break
            at = stop + joined.end()


def same_event(one: str, two: str) -> bool:
    """Whether two writings name one event: one begins with all of the other."""
    first, second = _event_key(one), _event_key(two)
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


def _event_key(name: str) -> str:
    said = re.sub(r"\bai hoi\b", "dai hoi", words(name))  # «Ðại hội» typed with the letter eth
    return said.replace("mat tran to quoc", "mttq").removeprefix("ky niem ")


def signed_note(reading: Reading) -> str:
    """What stands between the title and the name of who signed: «(đã ký)»."""
    return next((line.strip() for line in reading.text.split("\n") if SIGNED.match(plain(line))), "")


def _line(reading: Reading, pointer: str) -> int:
    place = reading.places.get(pointer)
    return place["line"] if place else 0
