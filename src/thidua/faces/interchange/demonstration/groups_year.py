"""Clusters of the demonstration's districts (minh họa): heads of two years, one pact signed, one still to be signed."""

from __future__ import annotations

import datetime

from thidua.faces.interchange.demonstration.pictures import paper
from thidua.faces.interchange.demonstration.world import World
from thidua.stages.campaigns.operations import make_group, name_head, sign_pact

Moment = datetime.datetime
SET_UP, SIGNED = datetime.date(2023, 11, 28), datetime.date(2024, 1, 18)
DECISION = "Quyết định số 52/QĐ-MTTQ-BTT ngày 27/11/2023 (minh họa)"
# Name, members, the heads of 2023 and 2024.
CLUSTERS = (
    ("Cụm thi đua số 1 (minh họa)", ("662", "663", "664", "665"), ("663", "662")),
    ("Cụm thi đua số 2 (minh họa)", ("660", "661", "666", "667"), ("660", "666")),
)
WORDS = """Bốn đơn vị Cụm thi đua số 1 cùng ký giao ước năm 2024 (minh họa):
1. Mỗi huyện tự vận động ít nhất 01 nhà đại đoàn kết, bàn giao trước Đại hội.
2. 100% xã, thị trấn có công trình, phần việc chào mừng Đại hội.
3. Mỗi quý họp cụm một lần, đơn vị đứng đầu chủ trì, trao đổi cách làm hay."""
# No other picture or paper of the demonstration bears it.
NUMBER = 9001


def enter_all(world: World) -> None:
    """Puts the clusters' year into the diary."""
    world.diary.at(SET_UP, lambda now: _set_up(world, now))
    world.diary.at(SIGNED, lambda now: _sign(world, now))


def _set_up(world: World, now: Moment) -> None:
    officer = world.officer(world.codes[world.campaign.owner_id])
    for name, codes, heads in CLUSTERS:
        group = make_group(
            by=officer, now=now, campaign=world.campaign, name=name, source=DECISION,
            units=[world.units[code] for code in codes],
        )  # fmt: skip
        for year, code in zip((2023, 2024), heads, strict=True):
            name_head(by=officer, now=now, group=group, year=year, unit=world.units[code], source=DECISION)


def _sign(world: World, now: Moment) -> None:
    officer = world.officer(world.codes[world.campaign.owner_id])
    sign_pact(
        by=officer, now=now, group=world.campaign.groups.get(name=CLUSTERS[0][0]), year=2024, text=WORDS, signed_on=SIGNED,
        scan=paper("Giao ước thi đua năm 2024 (minh họa)", NUMBER),
    )  # fmt: skip
