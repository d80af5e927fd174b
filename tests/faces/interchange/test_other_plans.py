"""Plans of other bodies are data: brought in by the ordinary loader, counted, judged and proved, no code for any."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest

from tests.faces.interchange.carrying_out import LOADED_ON, Carried, at, brought_in, carried
from tests.factories import SYSTEM
from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.allocations import allocations_of
from thidua.stages.campaigns.groups import group_for, groups_of, head_of, members, pact_of
from thidua.stages.campaigns.models import GroupMember, Participation, TargetMinimum
from thidua.stages.campaigns.operations import differences, set_minimum
from thidua.stages.progress.models import Entry
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.explain import entries, lines
from thidua.stages.progress.rebuild import rebuild_campaign
from thidua.stages.reports.models import ReportValue

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = datetime.date


def levels(site: Carried) -> Counter[str]:
    return Counter(Participation.objects.filter(campaign=site.campaign).values_list("kind_id", flat=True))


def settled(site: Carried) -> None:
    """What was posted is what the records say and what a rebuild makes; the file a second time changes nothing."""
    assert prove(site.campaign) == []
    assert rebuild_campaign(campaign=site.campaign, now=at(DAY(2026, 12, 1))) == 0
    assert differences(site.file) == []
    assert brought_in(site.campaign.key).campaign == site.campaign


def test_peoples_committees_count_kilometres_percentages_and_money() -> None:
    site = carried("duong-que-2026")

    assert levels(site) == {"pc-province": 1, "pc-commune": 8, "pc-village": 24}
    # The table gives 120 km in all; one commune has taken more, one is exempt by a document.
    (found,) = allocations_of(site.targets["1"])
    assert (found.by.short_name, found.total, found.taken) == ("Tỉnh Suối Ngàn", 120_000, 122_500)
    row = TargetMinimum.objects.get(target=site.targets["1"], unit=site.units["SN-02"])
    assert (row.share, row.minimum) == (18_500, 21_000)
    assert site.states("1", "SN-08", DAY(2026, 6, 1)) == ("exempt", "exempt")

    site.work("SN-02", "rural-road", DAY(2026, 3, 9), 20_000)
    site.work("SN-02-1", "rural-road", DAY(2026, 4, 9), 1_000)
    site.work("SN-04", "rural-road", DAY(2026, 5, 9), 19_999)

    assert site.has("1", "SN-02") == (21_000, 0, 21_000, True)
    assert site.has("1", "SN-04") == (19_999, 0, 20_000, False)
    assert site.has("1", "SN") == (40_999, 0, 120_000, False)
    assert site.count("1", "SN") == (1, 8)
    settled(site)


def test_percentage_keeps_both_numbers_and_at_most_is_not_met_by_silence() -> None:
    site = carried("duong-que-2026")

    site.report("SN-02", DAY(2026, 3, 31), households_all=500, households_giving=399, people_money=300_000_000, debt=0)
    site.report("SN-03", DAY(2026, 3, 31), households_all=0, households_giving=0, people_money=1, debt=200_000_000)
    site.report("SN-02", DAY(2026, 6, 30), households_all=500, households_giving=400, people_money=200_000_000,
                debt=150_000_001)  # fmt: skip

    assert site.has("2", "SN-02") == (400, 500, 80, True)  # the latest: 80 % to the household
    assert site.has("2", "SN-03") == (0, 0, 80, False)  # a share of nothing reaches nothing
    assert site.has("3", "SN-02")[0::2] == (500_000_000, 500_000_000)
    assert site.has("4", "SN-02")[0::2] == (150_000_001, 150_000_000)
    assert (site.cell("4", "SN-02").met, site.cell("4", "SN-03").met) == (False, True)
    assert (site.cell("4", "SN-04").known, site.cell("4", "SN-04").met) == (False, False)
    assert site.states("4", "SN-04", DAY(2026, 7, 1)) == ("unreported", "unreported")
    settled(site)


def test_share_above_its_whole_is_refused_and_nothing_kept() -> None:
    site = carried("duong-que-2026")

    with pytest.raises(Invalid) as refused:
        site.report("SN-02", DAY(2026, 3, 31), households_all=500, households_giving=501, people_money=0, debt=0)

    assert str(refused.value) == "Số này không được nhiều hơn tổng là 500 hộ."
    assert Entry.objects.filter(target__measure="reported").count() == 0
    assert ReportValue.objects.filter(figure__isnull=False).count() == 0


def test_commune_meets_the_whole_with_its_last_part() -> None:
    site = carried("duong-que-2026")
    site.milestone("SN-01", "first-day", DAY(2026, 1, 10))
    site.report("SN-01", DAY(2026, 3, 31), households_all=100, households_giving=90, people_money=0, debt=10)
    assert site.has("6", "SN-01") == (3, 4, None, False)

    site.work("SN-01", "rural-road", DAY(2026, 8, 1), 12_000)

    assert site.has("6", "SN-01") == (4, 4, None, True)
    assert site.has("6", "SN-08") == (0, 3, None, False)  # exempt from the roads: three parts remain
    assert (site.count("6", "SN"), site.states("6", "SN-02", DAY(2026, 8, 2))[0]) == ((1, 8), "open")
    assert site.states("6", "SN-02", DAY(2027, 2, 1)) == ("missed", "missed")
    settled(site)


def test_whole_is_explained_by_its_parts() -> None:
    site = carried("duong-que-2026")
    site.milestone("SN-01", "first-day", DAY(2026, 1, 10))
    place = Participation.objects.select_related("campaign").get(campaign=site.campaign, unit=site.units["SN-01"])

    told = lines(site.targets["6"], list(entries(target=site.targets["6"], place=place, own_only=True)))

    assert sorted((line.source.label, line.source.note) for line in told if line.source) == [
        ("1 Đường làm mới", "phần này chưa đạt"),
        ("2 Hộ hiến đất", "phần này chưa đạt"),
        ("4 Nợ xây dựng", "phần này chưa đạt"),
        ("5 Lễ ra quân", "phần này đã đạt"),
    ]


def test_part_made_stricter_takes_the_whole_with_it() -> None:
    site = carried("duong-que-2026")
    site.milestone("SN-01", "first-day", DAY(2026, 1, 10))
    site.report("SN-01", DAY(2026, 3, 31), households_all=100, households_giving=90, people_money=0, debt=10)
    site.work("SN-01", "rural-road", DAY(2026, 8, 1), 12_000)

    set_minimum(
        by=SYSTEM, now=at(DAY(2026, 8, 2)), target=site.targets["1"], unit=site.units["SN-01"], minimum=12_500,
        source="Đăng ký thêm của phường",
    )  # fmt: skip

    assert site.has("6", "SN-01") == (3, 4, None, False)
    settled(site)


def test_schools_count_shelves_books_and_their_one_reading_day() -> None:
    site = carried("tu-sach-2024")

    assert levels(site) == {"school-cluster": 1, "school": 3, "class": 10}
    site.milestone("SM-A", "launch", DAY(2023, 9, 20))
    site.milestone("SM-B", "launch", DAY(2023, 9, 30))
    site.work("SM-A-3A", "class-library", DAY(2024, 2, 1), 70)
    site.work("SM-A", "class-library", DAY(2024, 2, 2), 50, places=(site.units["SM-A-4A"],))
    site.milestone("SM-A", "reading-day", DAY(2024, 4, 12))

    assert (site.count("1", "SM"), site.states("1", "SM-C", DAY(2023, 10, 2))[0]) == ((2, 3), "missed")
    assert (site.count("2", "SM-A"), site.count("2", "SM")) == ((2, 3), (2, 10))
    assert site.has("3", "SM-A") == (120, 0, 120, True)
    assert site.has("3", "SM-C") == (0, 0, 160, False)
    assert site.has("4", "SM-A") == (1, 0, 1, True)
    settled(site)


def test_nation_wide_organization_counts_on_five_levels() -> None:
    site = carried("rung-xanh-2026")

    assert levels(site) == {
        "assoc-national": 1, "assoc-province": 3, "assoc-area": 6, "assoc-base": 12, "assoc-branch": 36,
    }  # fmt: skip
    site.work("RX-LC-11-1", "green-street", DAY(2026, 4, 1), 300)
    site.work(
        "RX-LC-11", "green-street", DAY(2026, 4, 2), 300, places=(site.units["RX-LC-11-2"], site.units["RX-LC-11-3"])
    )
    for code in ("RX-LC", "RX-LC-1", "RX-LC-11"):
        site.milestone(code, "plan-issued", DAY(2026, 5, 4))
    site.milestone("RX-LC-11", "planting-day", DAY(2026, 5, 19), year=2026)
    assert site.has("4", "RX-LC-11") == (1, 0, 2, False)  # exactly two
    site.milestone("RX-LC-11", "planting-day", DAY(2027, 5, 19), year=2027)

    assert [site.count("3", code) for code in ("RX", "RX-LC", "RX-LC-1", "RX-LC-11", "RX-LC-11-2")] == [
        (3, 36), (3, 12), (3, 6), (3, 3), (1, 1),
    ]  # fmt: skip
    assert site.cell("1", "RX").by_kind == {
        "assoc-province": [1, 3, 3], "assoc-area": [1, 6, 6], "assoc-base": [1, 12, 12],
    }  # fmt: skip
    assert (site.has("2", "RX"), site.has("2", "RX-CM"), site.has("2", "RX-LC")) == (
        (2, 0, 60, False), (0, 0, 24, False), (2, 0, 20, False),
    )  # fmt: skip
    assert (site.has("4", "RX-LC-11"), site.has("5", "RX-LC-11")) == ((2, 0, 2, True), (2, 2, None, True))
    assert site.count("5", "RX") == (1, 12)
    bloc = group_for(site.campaign, "khoi-tinh-hoi", on=DAY(2026, 6, 1))
    assert (bloc.kind, members(bloc, on=DAY(2026, 6, 1)).count()) == ("bloc", 3)
    assert (head_of(bloc, 2026).unit.short_name, head_of(bloc, 2027).unit.short_name) == (
        "Hội RX tỉnh Lào Cai",
        "Hội RX tỉnh Quảng Trị",
    )
    settled(site)


def test_two_tier_lam_dong_has_its_communes_straight_under_the_province_and_in_clusters() -> None:
    site = carried("lam-dong-2026")

    assert levels(site) == {"front-province": 1, "front-commune": 124}
    assert {unit.parent_id for code, unit in site.units.items() if code != "68"} == {site.units["68"].pk}
    on = DAY(2026, 3, 1)
    clusters = list(groups_of(site.campaign, on=on))
    sizes = [members(group, on=on).count() for group in clusters]
    assert (len(clusters), sum(sizes), min(sizes), max(sizes)) == (12, 124, 7, 13)
    assert GroupMember.objects.filter(campaign=site.campaign).values("unit").distinct().count() == 124
    assert all(head_of(group, 2026) for group in clusters)
    assert pact_of(clusters[0], 2026).text.startswith("10 đơn vị thành viên Cụm thi đua số 1 cùng ký giao ước năm 2026")
    assert pact_of(clusters[2], 2026) is None


def test_front_campaign_of_lam_dong_shares_out_its_houses_and_judges_three_things_together() -> None:
    site = carried("lam-dong-2026")
    (found,) = allocations_of(site.targets["2"])
    assert (found.total, found.taken, len(found.rows)) == (240, 244, 123)
    easy = min((row for row in found.rows), key=lambda row: (row.minimum, row.unit.short_name))
    code = next(code for code, unit in site.units.items() if unit == easy.unit)
    island = next(code for code, unit in site.units.items() if unit.place_type == "đặc khu")

    for place in (code, island):
        site.milestone(place, "launch", DAY(2026, 2, 10))
        site.work(place, "rural-road", DAY(2026, 6, 1), 900)
    site.work(code, "great-unity-house", DAY(2026, 7, 1), places=())

    assert site.has("2", code) == (1, 0, 1, True)
    assert site.has("2", "68") == (1, 0, 240, False)
    # What the file frees it frees from the day the board began, and beside the target too, where houses are registered.
    assert site.campaign.targets.get(code="2").exemptions.get().given_at == at(LOADED_ON["lam-dong-2026"])
    assert (site.count("2", "68")[1], site.count("2-registered", "68")[1]) == (124, 124)
    assert (site.has("5", code), site.has("5", island)) == ((3, 3, None, True), (2, 2, None, True))
    assert (site.count("5", "68"), site.count("2", "68")) == ((2, 124), (1, 124))
    site.report(code, DAY(2026, 11, 20), areas_all=9, areas_festival=8)
    assert site.has("4", code) == (8, 9, 90, False)  # 88,8 %
    settled(site)
