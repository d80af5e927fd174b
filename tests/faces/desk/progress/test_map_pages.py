"""The map of the board: tiles without boundaries, outlines with them, its cost; the verb that loads boundaries."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import math
import random
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.faces.desk.progress.test_pages import BOARD, names, page, words
from tests.factories import COMMITTEES, COMMUNE, DISTRICT, NOW, SYSTEM, TODAY, Cast
from tests.stages.progress.conftest import Stage, ask
from tests.stages.progress.growing import grown
from thidua.foundation.units.boundaries import load_boundaries
from thidua.foundation.units.models import UnitCode

MAP = BOARD + "ban-do/"
KILOBYTE = 1024


def outline(site: Cast, **codes: tuple[float, float]) -> None:
    """Squares for the units of some codes of the statistics office."""
    features = [
        {"type": "Feature", "properties": {"code": code.removeprefix("c")}, "geometry": {"type": "Polygon", "coordinates": [
            [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]]}}
        for code, (x, y) in codes.items()
    ]  # fmt: skip
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    load_boundaries(by=SYSTEM, now=NOW, root=site.province, content=content, scheme="gso", on=TODAY)


def test_without_boundaries_the_map_is_of_tiles(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    seen = page(client, site, "province_officer", MAP)
    assert ('<svg class="areas"' in seen.content.decode(), seen.content.decode().count('class="tile ')) == (False, 3)
    assert "Chưa nạp ranh giới nên chỉ có bản đồ ô" in words(seen)
    assert "ban-do/" not in page(client, site, "province_officer", BOARD).content.decode()


def test_the_map_has_the_colours_words_and_links_of_the_tiles(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE], due_before=datetime.date(2024, 7, 1))
    stage.does(site.commune)
    outline(site, c24649=(107.7, 12.6), c24667=(107.5, 12.5))
    seen = page(client, site, "province_officer", MAP).content.decode()
    drawn = re.findall(r'<a class="s-(\w+)" href="([^"]+)"><title>([^<]+)</title>', seen)
    assert [(tone, title) for tone, _href, title in drawn] == [
        ("ok", "Xã Nam Dong: Đạt, 1/1 chỉ tiêu"),
        ("fail", "Xã Đắk Lao: Không đạt (hết hạn), 0/1 chỉ tiêu"),
    ]
    tiles = dict(re.findall(r'<a class="tile s-(\w+)" href="([^"]+)"', seen))
    assert {(tone, href) for tone, href, _title in drawn} <= set(tiles.items())
    assert "1 đơn vị chưa có ranh giới" in seen
    board = page(client, site, "province_officer", BOARD)
    assert "Xem trên bản đồ" in words(board)
    assert names(page(client, site, "district_officer", BOARD)) == [
        "Xã Nam Dong",
        "Xã Trúc Sơn",
        "Toàn bộ Huyện Cư Jút",
    ]
    own = re.findall("<title>([^<]+)</title><path", page(client, site, "district_officer", MAP).content.decode())
    assert own == ["Xã Nam Dong: Đạt, 1/1 chỉ tiêu"]


def test_a_map_of_districts(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=COMMITTEES)
    outline(site, c662=(107.7, 12.6))
    seen = page(client, site, "province_officer", MAP, cap=DISTRICT).content.decode()
    assert re.findall("<title>([^<]+)</title><path", seen) == ["Huyện Cư Jút: Chưa đạt (còn hạn), 0/1 chỉ tiêu"]


def test_the_verb_loads_and_refuses(site: Cast, stage: Stage, tmp_path: Any) -> None:
    from thidua.foundation.core.errors import Invalid  # noqa: PLC0415

    file, out = tmp_path / "ranh-gioi.geojson", io.StringIO()
    ring = [[107.7, 12.6], [107.8, 12.6], [107.8, 12.7], [107.7, 12.6]]
    told = {"type": "Feature", "properties": {"ma": "662"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [told]}), encoding="utf-8")
    call_command("boundaries", "load", str(file), "--property", "ma", stdout=out)
    with pytest.raises(Invalid, match="không có mã đơn vị ở thuộc tính «code»"):
        call_command("boundaries", "load", str(file), stdout=out)
    call_command("boundaries", "remove", stdout=out)
    assert out.getvalue().splitlines() == ["Đã nạp ranh giới của 1 đơn vị.", "Đã gỡ ranh giới của 1 đơn vị."]


def jagged(chance: random.Random, x: float, y: float) -> list[list[float]]:
    """An outline of so many points as are kept of a unit, none of which lies on a line with its neighbours."""
    turns = [2 * math.pi * n / 240 for n in range(240)]
    far = [chance.uniform(0.02, 0.045) for _turn in turns]
    ring = [[x + r * math.cos(t), y + r * math.sin(t)] for r, t in zip(far, turns, strict=True)]
    return [*ring, ring[0]]


@pytest.mark.slow
def test_the_fullest_map_keeps_to_its_budget(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    grown(site, 198)
    chance = random.Random(1)
    codes = UnitCode.objects.filter(scheme="site", value__startswith="X").order_by("id").values_list("value", flat=True)
    features = [
        {"type": "Feature", "properties": {"code": code},
         "geometry": {"type": "Polygon", "coordinates": [jagged(chance, 107.3 + n % 14 * 0.1, 12.6 + n // 14 * 0.1)]}}
        for n, code in enumerate(codes)
    ]  # fmt: skip
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    load_boundaries(by=SYSTEM, now=NOW, root=site.province, content=content, scheme="site", on=TODAY)
    seen = page(client, site, "district_officer", MAP).content
    assert seen.count(b"</title><path") == 198
    assert (len(seen) <= 150 * KILOBYTE, len(gzip.compress(seen, 6)) <= 25 * KILOBYTE) == (True, True), (
        len(seen), len(gzip.compress(seen, 6)),
    )  # fmt: skip
