"""Rows of what single units are asked: read in one's branch, written by the officer of the campaign's body alone."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope.matrix import Act, Look, Row
from tests.scope.people import SEERS
from tests.scope.rows_desk import figure
from tests.scope.rows_groups import RUNS
from tests.scope.world import World, receipt
from thidua.stages.campaigns.models import Target

FORBIDDEN = SEERS - RUNS


def shares(world: World) -> dict[str, Any]:
    areas = (world.cast.area, world.cast.area_two)
    return {
        "total": "2",
        "source": "Quyết định 3",
        **sending(world, "III.5a"),
        **{f"phan-{area.pk}": "1" for area in areas},
    }


def number(world: World) -> dict[str, Any]:
    return {"minimum": "2", "source": "Kế hoạch 3", **sending(world, "III.4")}


def sending(world: World, code: str) -> dict[str, Any]:
    return {"receipt": receipt(), "version": Target.objects.get(campaign__key=world.campaign, code=code).version}


def freed(_world: World) -> dict[str, Any]:
    return {"unit": "Buôn Nui", "reason": "Mới lập", "document": "Công văn 91", "signed_on": "1/7/2024",
            "receipt": receipt()}  # fmt: skip


def _end(world: World) -> str:
    return reverse("desk:exemption-end", args=[world.files["exemption"].owner_uid])


ROWS = (
    Row("desk:allocation", figure("allocation", "III.5a"), Look(SEERS, ("Buôn Nui",)), Act(RUNS, shares, FORBIDDEN)),
    Row("desk:own-number", figure("own-number", "III.4"), Look(RUNS, ("Nam Dong",), forbidden=FORBIDDEN),
        Act(RUNS, number, FORBIDDEN)),
    Row("desk:exemptions", figure("exemptions", "III.1"), Look(SEERS, ("Công văn 90", "cong-van-90.pdf"))),
    Row("desk:exemptions", figure("exemptions", "III.5a"), Look(SEERS, ("III.5a",)), Act(RUNS, freed, FORBIDDEN),
        case="none freed yet"),
    Row("desk:exemption-end", _end, Look(RUNS, ("Công văn 90",), forbidden=FORBIDDEN),
        Act(RUNS, lambda _world: {"reason": "Ghi nhầm", "receipt": receipt()}, FORBIDDEN)),
)  # fmt: skip
