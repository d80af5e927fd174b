"""What a subject holds, what it holds of one campaign, the register as a list and as a file."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.honours.support import DAY, honour
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import csv
from thidua.stages.honours.filters import narrowing
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import revoke_honour
from thidua.stages.honours.queries import (
    earlier_honours,
    find_honour,
    forms_given,
    honours_of,
    list_honours,
    same_subject,
)
from thidua.stages.honours.tables import HONOURS

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def names(people: Cast, by: str, **given: str) -> list[str]:
    given = {name.replace("_", "-"): value for name, value in given.items()}
    actor = people.actor(by)
    return [row.subject_name for row in list_honours(actor, narrowing(actor, given))]


def test_body_and_its_people_are_apart(people: Cast) -> None:
    own, of_person = honour(people), honour(people, person="commune_leader")

    assert list(honours_of(unit=people.commune)) == [own]
    assert list(honours_of(person=people.people["commune_leader"])) == [of_person]
    for wrong in ({}, {"unit": people.commune, "person": people.people["commune_leader"]}):
        with pytest.raises(ValueError, match="of a unit or of a person"):
            honours_of(**wrong)


def test_earlier_ones_of_the_campaign_are_those_that_stand(people: Cast) -> None:
    """What a second award for the same achievement is measured by."""
    honour(people)
    first = honour(people, campaign=True)
    gone = honour(people, campaign=True, decision_number="42/QĐ")
    revoke_honour(by=people.actor("province_leader"), now=NOW, honour=gone, on=DAY, decision="12/QĐ")
    mine = honour(people, person="commune_leader", campaign=True)

    assert list(earlier_honours(people.campaign, people.commune)) == [first]
    assert list(earlier_honours(people.campaign, people.commune, None)) == [first]
    assert list(earlier_honours(people.campaign, people.commune, people.people["commune_leader"])) == [mine]
    assert list(earlier_honours(people.campaign, people.sister_commune)) == []


def test_one_subject_over_the_years_with_what_was_revoked(people: Cast) -> None:
    old = honour(people, decided_on=datetime.date(2019, 5, 1))
    new = honour(people)
    Honour.objects.filter(pk=old.pk).update(revoked_on=DAY, revoked_by="12/QĐ")
    honour(people, unit="sister_commune")
    honour(people, person="commune_leader")

    assert list(same_subject(people.actor("commune_officer"), new)) == [new, old]


def test_two_of_one_name_are_two(people: Cast) -> None:
    people.people["sister_officer"].full_name = people.people["commune_leader"].full_name
    people.people["sister_officer"].save()
    one, other = honour(people, person="commune_leader"), honour(people, unit="sister_commune", person="sister_officer")

    assert one.subject_name == other.subject_name
    assert list(same_subject(people.actor("district_officer"), one)) == [one]


def test_list_is_the_actors_own_branch(people: Cast) -> None:
    one = honour(people)
    honour(people, unit="far_commune")

    assert names(people, "commune_officer") == ["Ủy ban MTTQ Việt Nam xã Nam Dong"]
    assert len(names(people, "province_officer")) == 2
    for name in ("sister_officer", "women_officer"):
        assert names(people, name) == []
        with pytest.raises(Missing):
            find_honour(people.actor(name), one.uid)


def test_search_is_without_accents_over_name_achievement_and_number(people: Cast) -> None:
    honour(people)
    honour(people, unit="far_commune", achievement="Quỹ Vì người nghèo", decision_number="09/QĐ", form_key="giay-khen")

    for text in ("dak lao", "quy vi nguoi ngheo", "09/qd"):
        assert names(people, "province_officer", q=text) == ["Ủy ban MTTQ Việt Nam xã Đắk Lao"], text
    assert names(people, "province_officer", hinh_thuc="giay-khen") == ["Ủy ban MTTQ Việt Nam xã Đắk Lao"]
    assert names(people, "province_officer", nam="2021") == []
    assert len(names(people, "province_officer", nam="2022")) == 2
    assert names(people, "province_officer", don_vi=str(people.district.uid)) == ["Ủy ban MTTQ Việt Nam xã Nam Dong"]


@pytest.mark.parametrize(
    "given", [{"hinh-thuc": "khac"}, {"nam": "hai"}, {"don-vi": "x"}, {"nguoi": "x"}, {"nam": "22222"}]
)
def test_unknown_filters_are_refused(people: Cast, given: dict[str, str]) -> None:
    honour(people)
    with pytest.raises(Missing):
        narrowing(people.actor("commune_officer"), given)


def test_foreign_person_and_unit_are_refused(people: Cast) -> None:
    honour(people, person="commune_leader")
    actor = people.actor("sister_officer")
    for given in ({"nguoi": str(people.people["commune_leader"].uid)}, {"don-vi": str(people.commune.uid)}):
        with pytest.raises(Missing):
            narrowing(actor, given)


def test_forms_of_the_filter_are_those_of_the_list(people: Cast) -> None:
    honour(people)
    honour(people, unit="far_commune", form_key="giay-khen", form_name="Giấy khen")

    assert forms_given(people.actor("commune_officer")) == [("bang-khen", "Bằng khen của Ủy ban MTTQ tỉnh")]
    assert [key for key, _name in forms_given(people.actor("province_officer"))] == ["bang-khen", "giay-khen"]


def test_file_holds_no_phone_and_no_birth_date(people: Cast) -> None:
    honour(people, person="commune_leader")
    text = "".join(csv(HONOURS, people.actor("commune_officer"), {}))

    assert "Y Hùng Êban" in text
    assert "0900" not in text


@pytest.mark.slow
def test_page_takes_the_same_statements_at_1_3_and_1000_rows(people: Cast, django_assert_num_queries: Any) -> None:
    actor = people.actor("commune_officer")
    first = honour(people, campaign=True)
    for number in (0, 2, 997):
        values = [field.attname for field in Honour._meta.concrete_fields if field.attname not in ("id", "uid")]
        Honour.objects.bulk_create(Honour(**{name: getattr(first, name) for name in values}) for _row in range(number))
        with django_assert_num_queries(2):
            page = HONOURS.page(actor, {})
            assert [cell.text for row in page.rows for cell in row.cells][:1] == ["Ủy ban MTTQ Việt Nam xã Nam Dong"]
    assert page.count == 1000
