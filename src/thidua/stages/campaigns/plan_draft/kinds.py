"""Which kinds of unit a phrase of a plan means; a suggestion, for a person to correct."""

from __future__ import annotations

import re
from collections.abc import Collection

from thidua.stages.campaigns.plan_reader.levels import AREA, COMMUNE, DISTRICT, PROVINCE, levels_of
from thidua.stages.campaigns.plan_reader.places import plain

BY_SYSTEM = {
    "front": {
        PROVINCE: "front-province",
        DISTRICT: "front-district",
        COMMUNE: "front-commune",
        AREA: "residential-area",
    },
    "pc": {PROVINCE: "pc-province", COMMUNE: "pc-commune", AREA: "pc-village"},
}
MEMBERS = {PROVINCE: "org-province", DISTRICT: "org-district", COMMUNE: "org-commune"}
PARTS = re.compile(r"\s+va\s+|;")
OFFICES = re.compile(r"\bphong, ban\b|\bcac ban\b|\bvan phong\b|\bcac phong\b")


def kinds_of(phrase: str, offered: Collection[str], *, two_tiers: bool = False) -> list[str]:
    """The kinds a phrase names, of those that are offered, from above; empty where it names none."""
    found: list[str] = []
    last: list[str] = []
    system = BY_SYSTEM["front"] if "front-province" in offered or "front-commune" in offered else BY_SYSTEM["pc"]
    for part in PARTS.split(plain(phrase)):
        levels = levels_of(part, two_tiers=two_tiers)
        if "thanh vien" in part:
            levels = [level for level in levels if level in MEMBERS] or last or list(MEMBERS)
            found += [MEMBERS[level] for level in levels if level in MEMBERS]
        elif OFFICES.search(part):
            found.append("front-department")
        else:
            found += [system[level] for level in levels if level in system]
            # «cơ quan Ủy ban MTTQ tỉnh» is the committee with its departments.
            found += ["front-department"] if "co quan uy ban" in part and PROVINCE in levels else []
        last = levels or last
    return [kind for kind in dict.fromkeys(found) if kind in offered]
