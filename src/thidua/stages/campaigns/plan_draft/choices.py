"""What a plan's text does not say and a person chooses, with what the reader suggests for it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE, Vocabulary
from thidua.stages.campaigns.plan_draft.kinds import kinds_of
from thidua.stages.campaigns.plan_reader.awards import same_body
from thidua.stages.campaigns.plan_reader.places import plain, words

# Ways to count a target that a person may choose among; a kind of work is «work:<key>».
MILESTONE, RATING, PILOT, WORKS, MODELS, REPORTED, FUND = (
    "milestone",
    "rating",
    "pilot",
    "works",
    "models",
    "reported",
    "fund",
)
WORK = "work:"
GENERAL = ("model", "initiative", "piece-of-work")


@dataclass(slots=True)
class TargetChoice:
    """How one target is counted and for which kinds of unit."""

    manner: str
    unit_kinds: list[str]
    label: str


@dataclass(slots=True)
class Choices:
    """A person's decisions; `suggest` fills in what the reader would choose."""

    key: str = ""
    short_name: str = ""
    type: str = "thematic"
    unit_set: str = ""
    owner: str = ""
    body: str = "Ban Thường trực"
    focal: str = ""
    takes_part: list[str] = field(default_factory=list)
    targets: list[TargetChoice] = field(default_factory=list)
    award_forms: list[str] = field(default_factory=list)


def suggest(values: dict[str, Any], vocabulary: Vocabulary, *, unit_set: str = "", owner: str = "") -> Choices:
    """The choices as the reader would make them; what it cannot tell stays empty."""
    title = values["document"]["title"] or ""
    offered = offered_kinds(vocabulary, unit_set)
    chosen = Choices(
        key=_key(values),
        short_name=title[:120],
        type="special" if "dac biet" in plain(title) else "thematic",
        unit_set=unit_set,
        owner=owner,
        body=_body(values),
    )
    chosen.targets = [_target(target, offered) for target in values["targets"]]
    chosen.award_forms = [_form(award) for award in values["awards"]]
    chosen.takes_part = offered
    return chosen


def offered_kinds(vocabulary: Vocabulary, unit_set: str) -> list[str]:
    """The kinds of unit that a set has, in the catalogue's order."""
    present = {line.kind for line in vocabulary.units.get(unit_set, {}).values()}
    kinds = tomllib.loads((CATALOGUE / "units" / "kinds.toml").read_text(encoding="utf-8"))["kind"]
    return [kind["key"] for kind in kinds if kind["key"] in present]


def form_labels() -> dict[str, str]:
    """The award forms of the catalogue with their names."""
    files = sorted((CATALOGUE / "award_forms").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["label"] for file in files}


def work_labels() -> dict[str, str]:
    """The kinds of work of the catalogue with their names."""
    files = sorted((CATALOGUE / "work_kinds").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["label"] for file in files}


def _key(values: dict[str, Any]) -> str:
    number = re.match(r"\d+", str(values["document"]["number"] or ""))
    year = str(values["document"]["date"] or "")[:4]
    return "-".join(filter(None, (number.group() if number else "", year))) or "ke-hoach"


def _body(values: dict[str, Any]) -> str:
    capacity = str(values["signer"]["capacity"] or "")
    match = re.match(r"TM\.\s*([^.]+?)(?:\s+KT\.|$)", capacity)
    return match.group(1).capitalize().replace("thường trực", "Thường trực") if match else "Ban Thường trực"


def _target(target: dict[str, Any], offered: list[str]) -> TargetChoice:
    what = target["what"] or ""
    return TargetChoice(manner_of(target), kinds_of(target["subject"] or "", offered), _label(what))


def _label(what: str) -> str:
    return " ".join(what.split()[:8])[:40].strip(" ,;") or "Chỉ tiêu"


def manner_of(target: dict[str, Any]) -> str:
    """A percentage is something done once; houses, works, models are works; money and all else are figures."""
    said = words(target["what"] or "")
    if target["unit"] == "%":
        if "dai hoi diem" in said:
            return PILOT
        return RATING if target["years"] and re.search(r"hoan thanh (?:tot|xuat sac)", said) else MILESTONE
    if "dong" in words(target["unit"] or "").split():
        return FUND if "quy" in said.split() else REPORTED
    if len(set(re.findall(r"cong trinh|du an|phan viec", said))) > 1:
        return WORKS
    for key, label in work_labels().items():
        name = fold(label.split("(")[0]).strip()
        is_kind = name in said and "sua chua" not in said and "repair" not in key and key not in GENERAL
        if is_kind and not re.search(r"mo hinh hoac|hoac .{0,10}cong trinh", said):
            return WORK + key
    if "mo hinh" in said:
        return MODELS
    return WORKS if re.search(r"cong trinh|du an|phan viec", said) else REPORTED


def _form(award: dict[str, Any]) -> str:
    """The catalogue's form of the same name from the same body; empty where there is none."""
    for key, label in form_labels().items():
        form, _of, body = label.partition(" của ")
        if words(form) == words(award["form"] or "") and award["grantor"] and same_body(body, award["grantor"]):
            return key
    return ""
