"""What is counted of a target, by the way a person chose: the measure with what hangs on it."""

from __future__ import annotations

import tomllib
from typing import Any

from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.plan_draft import manners as ways

WELCOMING = ["construction", "project", "task"]


def measure(place: int, target: dict[str, Any], manner: str, occasion: str) -> dict[str, Any]:
    """The measure, its unit, whom it is credited to, and the number where the way sets it."""
    if manner.startswith(ways.WORK) or manner in (ways.WORKS, ways.MODELS):
        return _of_works(target, manner, {"occasion": occasion} if occasion else {})
    milestone = f"moc-{place + 1}"
    if manner == ways.RATING:
        rated = {"years": target["years"], "answers": ["excellent", "well"]}
        found = {"key": "rated_years", "milestone": milestone, "state": "verified", **rated}
        return {"measure": found, "unit": "year", "minimum": len(target["years"])}
    if manner == ways.PILOT:
        return {
            "measure": {"key": "pilot_congresses", "milestone": milestone, "state": "verified", "in_time": True},
            "unit": "piece",
            "credited_to": "district_of",
            "op": "all",
            "minimum": None,
            "due": {"prescribed": True},
        }
    if manner == ways.FUND:
        received = {"key": "fund", "count": "received", "state": "entered"}
        return {"measure": received, "unit": "dong", "counts": "subtree"}
    if manner == ways.REPORTED:
        unit = "dong" if target["unit"] == "đồng" else "percent" if target["unit"] == "%" else "piece"
        return {"measure": {"key": "reported", "field": f"so-lieu-{place + 1}", "count": "sum"}, "unit": unit}
    return {"measure": {"key": "milestone", "milestone": milestone, "state": "verified"}, "unit": "piece"}


def _of_works(target: dict[str, Any], manner: str, occasion: dict[str, str]) -> dict[str, Any]:
    """Verified works, with those registered beside them."""
    made: dict[str, Any] = {"key": "works", **occasion, "state": "verified", "count": "works"}
    rest: dict[str, Any] = {"unit": "piece", "companion": "registered"}
    if manner == ways.WORKS:
        return {"measure": made | {"groups": WELCOMING}, **rest, "credited_to": "lead"}
    if manner == ways.MODELS:
        either = [{"groups": ["model"]}, *([{"daily_life": True}] if "hoặc" in (target["what"] or "") else [])]
        return {"measure": made | {"any": either}, **rest, "credited_to": "place"}
    kind = manner.removeprefix(ways.WORK)
    row = tomllib.loads((CATALOGUE / "work_kinds" / f"{kind}.toml").read_text(encoding="utf-8"))
    measured = made | {"kinds": [kind], "count": "quantity"}
    return {"measure": measured, **rest, "unit": row.get("unit", "piece"), "credited_to": "lead_mobiliser"}
