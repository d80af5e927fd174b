"""Honours before the public: what goes out of them, and what never does."""

from __future__ import annotations

import uuid

import pytest

from tests.factories import NOW, TODAY, Cast, cast, make_campaign, make_person
from tests.stages.publications.support import ACHIEVEMENT, DECIDED, honour, published_honour
from thidua.foundation.core import audit
from thidua.foundation.core.duties import SOURCES
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.stages.honours.models import Honour
from thidua.stages.publications import outgoing
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations import publish_honours

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.clause("I.2")
def test_honour_goes_out_with_name_form_decision_and_words(people: Cast) -> None:
    item = published_honour(people, honour(people, person=make_person("Lê Văn Sáu")))
    assert (item.title, item.text, item.thing_date, item.category, item.unit) == (
        "Lê Văn Sáu", ACHIEVEMENT, DECIDED, "honours", people.commune,
    )  # fmt: skip
    assert {name: item.content[name] for name in ("form", "decision", "decider", "person")} == {
        "form": "Giấy khen", "decision": "09/QĐ-MTTQ-BTT", "decider": "Ban Thường trực huyện", "person": True,
    }  # fmt: skip
    assert "Xã Nam Dong".lower() in item.content["beside"].lower()


def test_telephones_and_addresses_of_the_person_stay_inside(people: Cast) -> None:
    person = make_person("Lê Văn Sáu")
    person.phone, person.email = "0911 222 444", "sau@thon.example"
    person.save()
    stored = str(audit.snapshot(published_honour(people, honour(people, person=person))))
    assert [word for word in ("0911 222 444", "sau@thon.example", "0900 000") if word in stored] == []


@pytest.mark.parametrize("words", ["", "  ", "x" * 601, "Gọi 0912 345 678 để mừng", "Giúp hộ gia đình ông Điểu B'Rang"])
def test_wrong_words_are_refused_naming_whose(people: Cast, words: str) -> None:
    row = honour(people)
    with pytest.raises(Invalid) as refusal:
        published_honour(people, row, words)
    assert row.subject_name in str(refusal.value)
    assert PublicItem.objects.count() == 0


def test_one_wrong_of_several_publishes_none(people: Cast) -> None:
    good, bad = honour(people), honour(people, number=2, unit=people.sister_commune)
    with pytest.raises(Invalid):
        publish_honours(
            by=people.actor("province_officer"), now=NOW, campaign=people.campaign,
            achievements={good.uid: ACHIEVEMENT, bad.uid: ""},
        )  # fmt: skip
    assert PublicItem.objects.count() == 0


def test_nobody_chosen_or_a_stranger_is_refused(people: Cast) -> None:
    other = honour(people, campaign=make_campaign(people.province, key="khac"))
    for chosen in ({}, {uuid.uuid4(): "x"}, {other.uid: "x"}):
        with pytest.raises(Invalid):
            publish_honours(by=people.actor("province_officer"), now=NOW, campaign=people.campaign, achievements=chosen)
    assert PublicItem.objects.count() == 0


def revoke(row: Honour) -> None:
    Honour.objects.filter(pk=row.pk).update(revoked_on=TODAY, revoked_by="Quyết định số 3")


def test_revoked_honour_is_refused_and_a_standing_one_is_looked_at_again(people: Cast) -> None:
    row, other = honour(people), honour(people, number=2, unit=people.sister_commune)
    item = published_honour(people, row)
    revoke(row)
    revoke(other)
    with pytest.raises(NotNow):
        published_honour(people, other)
    owed = list(SOURCES["publications"](people.actor("province_officer"), TODAY))
    assert [(duty.kind, duty.address_args, duty.detail) for duty in owed] == [
        ("publication-unsure", (item.uid,), "Khen thưởng này nay đã bị hủy.")
    ]


def test_honours_are_published_by_the_campaigns_own_people(people: Cast) -> None:
    row = honour(people)
    for role in ("district_officer", "commune_officer", "administrator"):
        with pytest.raises(NotAllowed):
            publish_honours(
                by=people.actor(role), now=NOW, campaign=people.campaign, achievements={row.uid: ACHIEVEMENT}
            )


def test_decisions_tell_how_many_names_stand(people: Cast) -> None:
    first, second = honour(people), honour(people, number=2, unit=people.sister_commune)
    published_honour(people, second)
    lines = outgoing.decisions(actor=people.actor("province_officer"))
    assert [(line.uid, line.number, line.names, line.published) for line in lines] == [
        (first.uid, "09/QĐ-MTTQ-BTT", 2, 1)
    ]
    assert outgoing.decisions(actor=people.actor("district_officer")) == []


@pytest.mark.slow
def test_statements_of_decisions_do_not_grow(people: Cast, django_assert_num_queries: object) -> None:
    actor = people.actor("province_officer")
    for number in (1, 3, 1000):
        base = Honour.objects.count()
        one = honour(people, number=base + 1)
        Honour.objects.bulk_create(
            Honour(
                unit=one.unit, subject_name=f"Tên {place}", folded="", sort_key="", campaign=people.campaign,
                form_key="giay-khen", form_name="Giấy khen", achievement="x", decision_number=f"{place}/QĐ",
                decided_on=DECIDED, decider="Huyện", made_at=NOW, changed_at=NOW,
            )
            for place in range(base, base + number - 1)
        )  # fmt: skip
        with django_assert_num_queries(2):
            lines = outgoing.decisions(actor=actor)
        assert sum(line.names for line in lines) == {1: 1, 3: 4, 1000: 100}[number]
