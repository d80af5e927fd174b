"""The ways to count a target that a person may choose among, and the one its words suggest."""

from __future__ import annotations

import functools
import re
import tomllib
from typing import Any

from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.plan_reader.places import words

# A kind of work is «work:<key>».
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


def work_labels() -> dict[str, str]:
    """The kinds of work of the catalogue with their names."""
    return labels("work_kinds", "label")


def labels(folder: str, name: str) -> dict[str, str]:
    """The files of a folder of the catalogue by key, with what each is called."""
    return dict(_labels(folder, name))


@functools.cache
def _labels(folder: str, name: str) -> tuple[tuple[str, str], ...]:
    """Read once: the catalogue comes with the program, and a page asks for the kinds of work at each target."""
    files = sorted((CATALOGUE / folder).glob("*.toml"))
    return tuple((file.stem, tomllib.loads(file.read_text(encoding="utf-8"))[name]) for file in files)


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
