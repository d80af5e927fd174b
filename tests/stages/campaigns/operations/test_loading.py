"""Campaign files brought into the site."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter

import pytest

from tests.factories import NOW, SYSTEM
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.units.models import Unit, UnitCode, UnitKind, UnitLink
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFile, CampaignFileError, read_campaign
from thidua.stages.campaigns.models import Campaign, Participation, Target, WorkKind
from thidua.stages.campaigns.operations import differences, enrol, load_campaign, load_kinds, load_unit_set
from thidua.stages.campaigns.unit_sets import read_unit_set

pytestmark = pytest.mark.django_db

SCHOOLS = CATALOGUE / "campaigns" / "tu-sach-2024"
START = datetime.date(2023, 10, 1)


def loaded(key: str) -> tuple[Campaign, CampaignFile]:
    file = read_campaign(CATALOGUE / "campaigns" / key)
    load_kinds(by=SYSTEM, now=NOW)
    load_unit_set(by=SYSTEM, now=NOW, unit_set=read_unit_set(file.unit_set))
    return load_campaign(by=SYSTEM, now=NOW, file=file), file


def test_kinds_are_loaded_once() -> None:
    added = load_kinds(by=SYSTEM, now=NOW)

    assert added == UnitKind.objects.count() + WorkKind.objects.count()
    assert load_kinds(by=SYSTEM, now=NOW) == 0


def test_kind_the_office_edited_is_left_as_it_is() -> None:
    load_kinds(by=SYSTEM, now=NOW)
    WorkKind.objects.filter(key="rural-road").update(label="Đường liên thôn")

    load_kinds(by=SYSTEM, now=NOW)

    assert WorkKind.objects.get(key="rural-road").label == "Đường liên thôn"


def test_house_kinds_have_five_steps_and_small_kinds_two() -> None:
    load_kinds(by=SYSTEM, now=NOW)
    kinds = {kind.key: kind for kind in WorkKind.objects.all()}

    assert {key for key, kind in kinds.items() if len(kind.steps) == 5} == {
        key for key, kind in kinds.items() if kind.is_house
    }
    assert {len(kind.steps) for kind in kinds.values() if not kind.is_house} == {2}
    assert [step["label"] for step in kinds["great-unity-house"].steps] == [
        "Khảo sát", "Duyệt", "Khởi công", "Hoàn thành", "Bàn giao",
    ]  # fmt: skip
    assert {key for key, kind in kinds.items() if kind.serves_daily_life} == {
        "livelihood-work", "rural-road", "canal", "green-street",
    }  # fmt: skip


@pytest.mark.slow
def test_units_of_dak_nong_are_made_once_with_codes_contacts_and_links() -> None:
    load_kinds(by=SYSTEM, now=NOW)
    units = read_unit_set("daknong-2023")

    root = load_unit_set(by=SYSTEM, now=NOW, unit_set=units)
    again = load_unit_set(by=SYSTEM, now=NOW, unit_set=units)

    assert (root.name, again.pk, Unit.objects.count()) == ("Ủy ban MTTQ Việt Nam tỉnh Đắk Nông", root.pk, 850)
    assert (root.lft, root.rgt) == (1, 850)
    glong = by_code("661", on=START)
    assert (glong.short_name, glong.parent_id, glong.is_invented) == ("Huyện Đắk Glong", root.pk, False)
    assert Unit.objects.filter(phone="").count() == 0
    assert UnitLink.objects.filter(unit=by_code("661-PN", on=START), to=glong).count() == 1
    assert UnitCode.objects.get(value="661", scheme="gso").valid_to == datetime.date(2025, 7, 1)


@pytest.mark.slow
def test_frame_of_286_holds_every_unit_with_its_code_and_level() -> None:
    campaign, file = loaded("286")

    enrol(by=SYSTEM, now=NOW, campaign=campaign, unit_kinds=list(file.takes_part))

    frame = Participation.objects.filter(campaign=campaign)
    assert Counter(frame.values_list("kind_id", flat=True)) == {
        "front-province": 1, "front-department": 4, "front-district": 8, "front-commune": 71, "residential-area": 713,
        "org-province": 5, "org-district": 40, "org-commune": 8,
    }  # fmt: skip
    assert frame.filter(code="").count() == 0
    district = frame.get(code="662")
    assert frame.beneath(district).filter(kind="front-commune").count() == 8
    assert {row.parent_id for row in frame.filter(kind="front-district")} == {campaign.owner_id}


@pytest.mark.slow
def test_enrolling_twice_changes_nothing() -> None:
    campaign, file = loaded("tu-sach-2024")
    enrol(by=SYSTEM, now=NOW, campaign=campaign, unit_kinds=list(file.takes_part))
    enrol(by=SYSTEM, now=NOW, campaign=campaign, unit_kinds=["school-cluster"])

    assert Participation.objects.filter(campaign=campaign).count() == 14


def test_unit_that_takes_no_part_is_passed_over_in_the_frame() -> None:
    campaign, _file = loaded("tu-sach-2024")

    enrol(by=SYSTEM, now=NOW, campaign=campaign, unit_kinds=["school-cluster", "class"])

    assert set(Participation.objects.filter(kind="class").values_list("parent_id", flat=True)) == {campaign.owner_id}


def test_frame_without_the_owner_is_refused() -> None:
    campaign, _file = loaded("tu-sach-2024")

    with pytest.raises(Invalid) as refused:
        enrol(by=SYSTEM, now=NOW, campaign=campaign, unit_kinds=["class"])

    assert list(refused.value.fields) == ["unit_kinds"]
    assert Participation.objects.count() == 0


@pytest.mark.slow
def test_parts_of_286_are_all_there() -> None:
    campaign, _file = loaded("286")
    plan = campaign.plans.get()

    assert (campaign.file_version, campaign.starts_on, campaign.starts_precision, campaign.ends_event_key) == (
        1, START, "month", "national-congress",
    )  # fmt: skip
    assert [campaign.phases.count(), campaign.events.count(), campaign.occasions.count(), campaign.tasks.count()] == [
        2,
        2,
        3,
        19,
    ]
    assert [(row.clause, row.kind) for row in campaign.themes.order_by("position")] == [
        *((f"I.{number}", "purpose") for number in range(1, 5)), *((f"II.{number}", "content") for number in range(1, 7)),
    ]  # fmt: skip
    assert [row.code for row in campaign.targets.filter(companion_of__isnull=True).order_by("position")] == [
        "III.1", "III.2", "III.3a", "III.3b", "III.4", "III.5a", "III.5b", "III.6a", "III.6b",
    ]  # fmt: skip
    assert {row.code: row.companion_of.code for row in campaign.targets.exclude(companion_of=None)} == {
        **{f"{code}-registered": code for code in ("III.3a", "III.3b", "III.4", "III.5a")},
        "III.3a-in-place": "III.3a",
    }
    in_place = campaign.targets.get(code="III.3a-in-place")
    assert (in_place.beside, in_place.credited_to, in_place.reading, in_place.minimum, in_place.share) == (
        "in_place", "place", "subtree", 0, None,
    )  # fmt: skip
    assert in_place.measure_params == campaign.targets.get(code="III.3a").measure_params
    assert (plan.recipient_lines.count(), plan.citations.filter(carries_out=True).count(), plan.citations.count()) == (
        10,
        4,
        15,
    )
    assert [set_.criteria.count() for set_ in campaign.criteria_sets.order_by("clause")] == [5, 6, 2, 1]
    forms = {form.clause: form for round_ in campaign.award_rounds.all() for form in round_.forms.all()}
    assert {clause: (form.is_ours, form.pools.count()) for clause, form in forms.items()} == {
        "VI.1": (False, 3), "VI.2": (False, 0), "VI.3": (True, 6),
    }  # fmt: skip


def test_same_file_a_second_time_changes_nothing() -> None:
    first, file = loaded("tu-sach-2024")
    again = load_campaign(by=SYSTEM, now=NOW, file=file)

    assert (again.pk, Campaign.objects.count(), Target.objects.count()) == (first.pk, 1, 5)
    assert differences(file) == []


def test_changed_file_is_refused_and_the_difference_named() -> None:
    campaign, file = loaded("tu-sach-2024")
    target = dataclasses.replace(file.targets[2], minimum=90)
    changed = dataclasses.replace(file, hash="1" * 64, targets=(*file.targets[:2], target), tasks=())

    with pytest.raises(NotNow) as refused:
        load_campaign(by=SYSTEM, now=NOW, file=changed)

    assert str(refused.value) == (
        "Đợt thi đua «tu-sach-2024» đã được nạp từ một tệp khác nên không ghi đè. Chỗ khác nhau: "
        "target 3: minimum; target 4: tệp không còn; task school-report: tệp không còn."
    )
    assert campaign.targets.get(code="3").minimum == 120


def test_event_the_office_dated_is_no_difference() -> None:
    campaign, file = loaded("tu-sach-2024")
    campaign.phases.update(closed_on=datetime.date(2024, 1, 20))

    assert differences(file) == []


def test_campaign_without_its_units_is_refused() -> None:
    load_kinds(by=SYSTEM, now=NOW)

    with pytest.raises(Missing) as refused:
        load_campaign(by=SYSTEM, now=NOW, file=read_campaign(SCHOOLS))

    assert str(refused.value) == "Không có đơn vị nào mang mã «SM» vào ngày 05/09/2023."
    assert Campaign.objects.count() == 0


def test_text_too_long_for_its_place_is_refused_and_nothing_is_left() -> None:
    load_kinds(by=SYSTEM, now=NOW)
    file = read_campaign(SCHOOLS)
    load_unit_set(by=SYSTEM, now=NOW, unit_set=read_unit_set(file.unit_set))
    long = dataclasses.replace(file.targets[0], label="Phát động " * 9)

    with pytest.raises(CampaignFileError) as refused:
        load_campaign(by=SYSTEM, now=NOW, file=dataclasses.replace(file, targets=(long, *file.targets[1:])))

    assert [(problem.file, problem.key) for problem in refused.value.problems] == [
        ("tu-sach-2024", "target[1].short_label")
    ]
    assert (Campaign.objects.count(), Target.objects.count()) == (0, 0)
