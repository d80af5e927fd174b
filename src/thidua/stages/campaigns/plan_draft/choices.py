"""What a plan's text does not say and a person chooses, with what the reader suggests for it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE, Vocabulary
from thidua.stages.campaigns.plan_draft import manners, said, timing
from thidua.stages.campaigns.plan_draft.kinds import kinds_of
from thidua.stages.campaigns.plan_draft.printed import Clauses
from thidua.stages.campaigns.plan_draft.shapes import AwardChoice, Choices, DeadlineChoice, TargetChoice
from thidua.stages.campaigns.plan_reader import Reading
from thidua.stages.campaigns.plan_reader.awards import same_body
from thidua.stages.campaigns.plan_reader.places import plain, words
from thidua.stages.campaigns.unit_sets import unit_names

LONGEST_NAME, LONGEST_LABEL = 120, 40
FINAL = "campaign-final"


def suggest(reading: Reading, vocabulary: Vocabulary, *, unit_set: str = "", owner: str = "") -> Choices:
    """The choices as the reader would make them; what it cannot tell stays empty."""
    values = reading.values
    title = values["document"]["title"] or ""
    offered = offered_kinds(vocabulary, unit_set)
    clauses = Clauses(reading.text)
    welcomed = said.occasions(reading)
    places = range(len(values["targets"]))
    return Choices(
        key=_key(values),
        short_name=said.whole_words(timing.name_of(title), LONGEST_NAME),
        type="special" if "dac biet" in plain(title) else "thematic",
        unit_set=unit_set,
        owner=_owner(values, vocabulary, unit_set, owner),
        body=_body(values),
        focal=_focal(values, unit_set),
        takes_part=offered,
        occasions=welcomed,
        targets=[_target(reading, place, offered, welcomed) for place in places],
        awards=[_award(reading, clauses, place, offered) for place in range(len(values["awards"]))],
        deadlines=[_deadline(row, reading, offered) for row in values["deadlines"]],
    )


def offered_kinds(vocabulary: Vocabulary, unit_set: str) -> list[str]:
    """The kinds of unit that a set has, in the catalogue's order."""
    present = {line.kind for line in vocabulary.units.get(unit_set, {}).values()}
    kinds = tomllib.loads((CATALOGUE / "units" / "kinds.toml").read_text(encoding="utf-8"))["kind"]
    return [kind["key"] for kind in kinds if kind["key"] in present]


def form_labels() -> dict[str, str]:
    """The award forms of the catalogue with their names."""
    return manners.labels("award_forms", "label")


def _key(values: dict[str, Any]) -> str:
    number = re.match(r"\d+", str(values["document"]["number"] or ""))
    year = str(values["document"]["date"] or "")[:4]
    return "-".join(filter(None, (number.group() if number else "", year))) or "ke-hoach"


def _body(values: dict[str, Any]) -> str:
    capacity = str(values["signer"]["capacity"] or "")
    match = re.match(r"TM\.\s*([^.]+?)(?:\s+KT\.|$)", capacity)
    return match.group(1).capitalize().replace("thường trực", "Thường trực") if match else "Ban Thường trực"


def _owner(values: dict[str, Any], vocabulary: Vocabulary, unit_set: str, code: str) -> str:
    """Of a unit and those above it the one that issues the plan: a department reads for its committee."""
    units, issuer = vocabulary.units.get(unit_set, {}), values["document"]["issuer"] or ""
    names = dict(unit_names(unit_set)) if code in units else {}
    above = code
    while above in units:
        if issuer and same_body(names[above], issuer):
            return above
        above = units[above].parent
    return code


def _focal(values: dict[str, Any], unit_set: str) -> str:
    """The code of the department through which a deadline's papers go, where the set has one of that name."""
    via = {words(row["via"]) for row in values["deadlines"] if row["via"]}
    if not via or not unit_set:
        return ""
    named = [code for code, name in unit_names(unit_set) if words(name) in via]
    return named[0] if len(named) == 1 else ""


def _target(reading: Reading, place: int, offered: list[str], welcomed: list[str]) -> TargetChoice:
    target = reading.values["targets"][place]
    text = said.sentence(reading, place)
    manner = manners.manner_of(target)
    starts, ends = timing.own_time(reading, place, manner)
    is_work = manner in (manners.WORKS, manners.MODELS) or manner.startswith(manners.WORK)
    named = next(said.welcomed(text), "") if is_work else ""
    occasion = next((one for one in welcomed if named and said.same_event(one, named)), "")
    in_time = bool(ends or occasion or re.search(r"dung thoi (?:gian|han)|dung han|dung tien do", plain(text)))
    return TargetChoice(
        manner=manner,
        unit_kinds=kinds_of(target["subject"] or "", offered),
        label=_label(target["what"] or ""),
        text=text,
        starts=starts,
        ends=ends,
        to_end=not (target["due"] or ends or manner in (manners.RATING, manners.PILOT)),
        late="not_counted" if in_time else "counts_late",
        partners=manner == manners.MODELS,
        occasion=occasion,
    )


def _label(what: str) -> str:
    text = said.whole_words(re.sub(r"^có\s+", "", what), LONGEST_LABEL)
    return text[:1].upper() + text[1:] or "Chỉ tiêu"


def _award(reading: Reading, clauses: Clauses, place: int, offered: list[str]) -> AwardChoice:
    award = reading.values["awards"][place]
    return AwardChoice(
        form=_form(award),
        event=timing.event_of_award(reading, clauses, place),
        submitters=said.proposer(reading, clauses, place),
        pools=[pool_kinds(quota, offered) for quota in award["quotas"]],
    )


def pool_kinds(quota: dict[str, Any], offered: list[str]) -> list[str]:
    """The kinds that share a quota; people of whom no body is named may be anybody's."""
    return kinds_of(quota["subject"], offered) or (offered if quota["kind"] == "cá nhân" else [])


def _form(award: dict[str, Any]) -> str:
    """The catalogue's form of the same name from the same body; empty where there is none."""
    for key, label in form_labels().items():
        form, _of, body = label.partition(" của ")
        if words(form) == words(award["form"] or "") and award["grantor"] and same_body(body, award["grantor"]):
            return key
    return ""


def _deadline(row: dict[str, Any], reading: Reading, offered: list[str]) -> DeadlineChoice:
    """A final report of the campaign is that; everything else is a task."""
    is_final = "bao cao tong ket" in words(row["what"] or "")
    place = reading.values["deadlines"].index(row)
    number = reading.places.get(f"/deadlines/{place}/what", {"line": 0})["line"]
    line = words(reading.text.split("\n")[number - 1]) if number else ""
    with_list = bool(re.search(r"kem (?:theo )?danh sach (?:cac )?cong trinh", line))
    return DeadlineChoice(kinds_of(row["who"] or "", offered), FINAL if is_final else "", is_final and with_list)
