"""What the data knows of exemplars and of models taken up; each fact opens the list it counts."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.factories import TODAY, Cast, cast
from tests.harness.pages import enter
from tests.stages.works.spread_support import adopt, opened
from tests.stages.works.support import piece, verified
from thidua.foundation.units.models import Unit
from thidua.stages.evaluations.known import Fact, Subject
from thidua.stages.evaluations.readings import of_models

pytestmark = [pytest.mark.django_db, pytest.mark.clause("V.1.2", "V.1.3")]


def facts(people: Cast, unit: Unit) -> dict[str, Fact]:
    return {fact.label: fact for fact in of_models(Subject(people.campaign, unit, None, None, TODAY), "")}


def test_exemplars_and_models_taken_up_are_told_with_their_lists() -> None:
    people = cast()
    story = opened(people)
    content = piece(people, unit=people.far_commune, name="Đường hoa Đắk Lao")
    far = verified(people, content=content, by="far_commune_officer", above="far_district_officer")
    adopt(people, story, "far_commune_officer", "far_commune", work=far)
    adopt(people, story, "sister_officer", "sister_commune")
    told = {
        unit.short_name: {
            label: fact.words for label, fact in facts(people, unit).items() if label != "Mô hình, sáng kiến"
        }
        for unit in (people.province, people.commune, people.far_commune, people.sister_commune)
    }
    marked, followed = (
        {"Gương điển hình": "1 được công nhận"},
        {"Học theo mô hình của nơi khác": "1 đã làm, đã xác nhận"},
    )
    assert told == {
        "Tỉnh Đắk Nông": {**marked, **followed}, "Xã Nam Dong": marked, "Xã Đắk Lao": followed, "Xã Trúc Sơn": {},
    }  # fmt: skip
    client = enter(people, "province_officer")
    for fact in list(facts(people, people.province).values())[1:]:
        page = client.get(f"{reverse(fact.route)}?{fact.query}").context["page"]
        assert [page.count] == [int(number) for number in re.findall(r"^\d+", fact.words)]
