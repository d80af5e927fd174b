"""Charts and maps drawn on the server: their geometry, their budget, what stands in the page."""

from __future__ import annotations

import datetime
import math
import re

from tests.faces.kit.test_components import drawn
from thidua.faces.kit import maps
from thidua.faces.kit.charts import Line, burn_up
from thidua.faces.kit.maps import BUDGET, Area, draw

START, TODAY, END = datetime.date(2024, 1, 1), datetime.date(2024, 1, 6), datetime.date(2024, 1, 11)


def line(**more: object) -> Line:
    given = {"steps": [(START, 0), (datetime.date(2024, 1, 3), 5)], "goal": 10, "today": TODAY, "mark": TODAY}
    return Line(**{**given, "start": START, "end": END, **more})  # type: ignore[arg-type]


def area(rings: list[list[int]], tone: str = "ok", name: str = "Xã Nam Dong") -> Area:
    return Area(tone, "ok", "4/5 chỉ tiêu", name, "Đạt", "/xa/", rings)


def square(x: int, y: int, size: int = 10_000) -> list[int]:
    return [x, y, x + size, y, x + size, y + size, x, y + size]


def test_a_value_stays_until_the_next_step_and_today_ends_the_line() -> None:
    found = burn_up(line())
    assert found.path == "M0 1000H200V566H500"
    assert found.area == "M0 1000H200V566H500V1000H0Z"
    assert (found.ahead, found.goal, found.mark) == ("", "13.1%", "50%")


def test_the_pace_leads_from_today_to_the_end() -> None:
    assert burn_up(line(expected=20)).ahead == "M500 783L1000 131"


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    found = burn_up(line(steps=[], goal=0, start=TODAY, end=TODAY))
    assert (found.path, found.area, found.goal) == ("", "", "100%")


def test_the_chart_has_words_for_who_cannot_see_it() -> None:
    page = drawn(
        '{% burnup line "Số xã đã đạt: 5 xã" "phải đạt 10 xã" "1/1/2024" "11/1/2024" %}', line=line(expected=9)
    )
    assert 'role="img" aria-label="Số xã đã đạt: 5 xã"' in page
    assert (page.count("<path"), "style=" in page) == (3, False)
    assert "phải đạt 10 xã" in page


def test_a_degree_of_longitude_shrinks_with_the_latitude() -> None:
    found = draw([area([square(10_700_000, 1_200_000)])])
    assert found
    _left, _top, width, height = map(int, found.sheet.split())
    assert abs(width / height - math.cos(math.radians(12.05))) < 0.01


def test_north_is_up_and_neighbours_meet() -> None:
    found = draw([area([square(0, 0)]), area([square(0, 10_000)]), area([square(10_000, 0)])])
    assert found
    assert [part.path for part in found.areas] == [
        "M0 1000l500 0 0-500-500 0z", "M0 500l500 0 0-500-500 0z", "M500 1000l500 0 0-500-500 0z",
    ]  # fmt: skip
    assert [(part.x, part.y) for part in found.areas] == [("239", "739"), ("239", "239"), ("739", "739")]


def test_an_area_too_small_for_a_sign_has_none_and_a_vanished_one_is_left_out() -> None:
    found = draw([area([square(0, 0, 1_000_000)]), area([square(0, 0, 10_000)]), area([square(0, 0, 10)]), area([])])
    assert found
    assert [bool(part.x) for part in found.areas] == [True, False]


def test_a_map_of_many_fine_outlines_keeps_to_its_budget() -> None:
    def outline(x: int, y: int) -> list[int]:
        turns = [2 * math.pi * n / 240 for n in range(240)]
        return [part for turn in turns for part in (x + round(9e3 * math.cos(turn)), y + round(9e3 * math.sin(turn)))]

    found = draw([area([outline(20_000 * (n % 14), 20_000 * (n // 14))]) for n in range(200)])
    assert found
    assert (len(found.areas), sum(len(part.path) for part in found.areas) <= BUDGET) == (200, True)


def test_nobody_with_an_outline_is_no_map() -> None:
    assert draw([area([]), area([])]) is None
    assert drawn('{% map areas "Bản đồ" %}', areas=[]).strip() == ""


def test_the_map_says_each_units_name_and_state_and_leads_to_it() -> None:
    page = drawn('{% map areas "Bản đồ các xã" %}', areas=[area([square(0, 0)], name="Xã <b>")])
    assert '<a class="s-ok" href="/xa/"><title>Xã &lt;b&gt;: Đạt, 4/5 chỉ tiêu</title>' in page
    # A page groups the digits of numbers; those of a drawing must not be.
    assert re.findall(r'(?:viewBox|width|x)="([^"]*)"', page) == ["0 0 1001 1001", "489", "22"]
    assert maps.SIGN * 1000 == 22
