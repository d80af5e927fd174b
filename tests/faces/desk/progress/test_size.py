"""The fullest page of the board: fifty units down, twelve targets across, every cell with all it can show."""

from __future__ import annotations

import datetime
import zlib

import pytest
from django.test import Client

from tests.factories import COMMITTEES, COMMUNE, DISTRICT, FOUNDED, NOW, SITE, SYSTEM, TODAY, Cast, enrol
from tests.stages.progress.conftest import Stage, ask
from thidua.foundation.units.models import Unit
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import rebuild
from thidua.stages.progress.queries.board import PAGE

BOARD = "/ban-lam-viec/chi-tieu/"
KILOBYTE = 1000
ROWS, TARGETS = 50, 12
OVER, OPEN = datetime.date(2024, 7, 1), datetime.date(2024, 12, 1)


def grow(site: Cast) -> list[Unit]:
    """Fifty districts in all, each with two communes."""
    new = [
        NewUnit(
            key=f"d{n}", kind=DISTRICT, name=f"Ủy ban MTTQ Việt Nam huyện Đắk Số {n}", short_name=f"Huyện Đắk Số {n}",
            parent=site.province, valid_from=FOUNDED, codes={SITE: f"D{n}"},
        )
        for n in range(ROWS - 2)
    ]  # fmt: skip
    new += [
        NewUnit(
            key=f"d{n}-{m}", kind=COMMUNE, name=f"Xã {n}.{m}", parent=f"d{n}", valid_from=FOUNDED, codes={SITE: f"X{n}.{m}"}
        )
        for n in range(ROWS - 2)
        for m in range(2)
    ]  # fmt: skip
    made = make_units(by=SYSTEM, now=NOW, units=new)
    enrol(site.campaign, list(Unit.objects.filter(pk__in=[unit.pk for unit in made.values()]).order_by("lft")))
    places = {row.unit_id: row for row in Participation.objects.order_by("id")}
    for unit in Unit.objects.order_by("id"):
        places[unit.pk].lft, places[unit.pk].rgt = unit.lft, unit.rgt
    Participation.objects.bulk_update(places.values(), ["lft", "rgt"])
    return list(Unit.objects.filter(kind=DISTRICT).order_by("lft"))


def ask_for_much(site: Cast, stage: Stage, *, each: int = 1, **amount: object) -> None:
    """As plan 286 asks, and three more: nearly half with the number registered, one with what was done in place."""
    amount = {"measure_unit": "house", **amount}
    districts = grow(site)
    for number in range(TARGETS):
        kinds = [COMMITTEES, [DISTRICT, COMMUNE], [DISTRICT], [COMMUNE]][number % 4]
        target = ask(
            site, f"III.{number}", unit_kinds=kinds, share=100, due_before=OVER if number % 3 else OPEN,
            short_label="Công trình chào mừng", note="Tính cho đơn vị chủ trì, làm xong trước ngày khai mạc Đại hội toàn quốc.",
            text="Tỉnh, mỗi huyện, mỗi xã có ít nhất 1 công trình, dự án, phần việc chào mừng Đại hội toàn quốc", **amount,
        )  # fmt: skip
        if number % 5 < 2:
            ask(
                site,
                f"{target.code}-registered",
                unit_kinds=kinds,
                share=100,
                companion_of=target,
                **amount,
            )
        if kinds == [DISTRICT]:
            ask(
                site, f"{target.code}-in-place", unit_kinds=kinds, companion_of=target,
                reading="subtree", beside=Target.Beside.IN_PLACE, **{**amount, "minimum": 0},
            )  # fmt: skip
    for place, district in enumerate(districts):
        if place % 3:
            stage.does(district, on=OVER if place % 2 else EARLY, quantity=(place + 1) * each, whole=999_999)
    rebuild.prepare(campaign=site.campaign, now=NOW)


EARLY = TODAY - datetime.timedelta(days=60)


@pytest.mark.slow
def test_the_fullest_page_keeps_to_its_budget(client: Client, site: Cast, stage: Stage) -> None:
    ask_for_much(site, stage)
    client.force_login(site.account("province_officer"))
    page = client.get(BOARD).content
    assert (page.count(b"<tr>"), page.count(b"<td class="), PAGE) == (1 + 1 + ROWS + 1, (ROWS + 2) * TARGETS, ROWS)
    assert page.count("trên địa bàn: ".encode()) >= 3 * ROWS
    assert len(page) <= 150 * KILOBYTE
    assert len(zlib.compress(page)) <= 25 * KILOBYTE


@pytest.mark.slow
@pytest.mark.parametrize(
    "amount",
    [
        {"measure_unit": "dong", "minimum": 1_234_567_890, "operator": "at_most", "each": 98_765_432},
        {"measure_unit": "percent", "minimum": 80, "operator": "exactly", "each": 12_345},
    ],
)
def test_long_amounts_make_a_page_of_fewer_rows(
    client: Client, site: Cast, stage: Stage, amount: dict[str, object]
) -> None:
    ask_for_much(site, stage, **amount)  # type: ignore[arg-type]
    client.force_login(site.account("province_officer"))
    page = client.get(BOARD).content
    assert page.count(b"<td class=") > 30 * TARGETS
    assert len(page) <= 150 * KILOBYTE
    assert len(zlib.compress(page)) <= 25 * KILOBYTE
