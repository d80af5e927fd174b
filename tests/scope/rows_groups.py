"""Rows of groups: read by whoever takes part in the campaign, written by the officer of its body alone."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import SIGNED_IN, Whos
from tests.scope.world import World, receipt

TAKES_PART: Whos = SIGNED_IN - {"former member"}
RUNS: Whos = frozenset({"province officer"})
NAME = ("Cụm thi đua số 1",)


def of(route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.groups["own"].uid])


def members(*keys: str, **more: Any) -> Data:
    def data(world: World) -> dict[str, Any]:
        units = [str(world.cast.units[key].uid) for key in keys]
        return {"units": units, "source": "Quyết định 2", "receipt": receipt(), **more}

    return data


def moved(world: World) -> dict[str, Any]:
    return {**members("district")(world), "version": world.groups["own"].version}


def head(world: World) -> dict[str, Any]:
    return {"year": "2025", "unit": str(world.cast.district.uid), "source": "Quyết định 2", "receipt": receipt()}


def pact(_world: World) -> dict[str, Any]:
    return {"year": "2023", "signed_on": "1/12/2023", "text": "Giao ước", "receipt": receipt()}


def written(route: str, address: Address, data: Data) -> Row:
    """What the campaign's officer writes; the others who read it are told who does."""
    forbidden = TAKES_PART - RUNS
    return Row(f"desk:{route}", address, Look(RUNS, ("Huyện Cư Jút",) if route != "group-pact" else NAME, forbidden=forbidden),
               Act(RUNS, data, forbidden=forbidden))  # fmt: skip


def _new(world: World) -> str:
    return reverse("desk:group-new", args=[world.cast.campaign.uid])


ROWS = (
    Row("desk:groups", lambda _world: reverse("desk:groups"), Look(TAKES_PART, NAME, others=200, hidden=NAME)),
    Row("desk:group", of("group"), Look(TAKES_PART, (*NAME, "Huyện Đắk Mil"))),
    Row("desk:group-new", _new, Look(RUNS, ("Hội Phụ nữ tỉnh",), forbidden=TAKES_PART - RUNS),
        Act(RUNS, members("women", name="Khối 2", kind="bloc"), forbidden=TAKES_PART - RUNS)),
    written("group-members", of("group-members"), moved),
    written("group-head", of("group-head"), head),
    written("group-pact", of("group-pact"), pact),
)  # fmt: skip
