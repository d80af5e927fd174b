"""The portal's list of other sites."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.stages.publications import queries
from thidua.stages.publications.models import PublicLink
from thidua.stages.publications.operations import add_link, remove_link

pytestmark = pytest.mark.django_db
ADDRESS = "https://mattran.example/"


@pytest.fixture
def people() -> Cast:
    return cast()


def add(people: Cast, who: str = "province_officer", title: str = "Mặt trận", address: str = ADDRESS) -> PublicLink:
    return add_link(by=people.actor(who), now=NOW, unit=people.province, title=title, address=address)


def standing() -> tuple[tuple[str, str], ...]:
    return queries.foot(at=clock.real_now()).links


@pytest.mark.clause("W.2")
def test_links_stand_at_the_foot_in_their_order(people: Cast) -> None:
    first = add(people)
    add(people, title="Tỉnh", address="http://tinh.example/")
    assert standing() == (("Mặt trận", ADDRESS), ("Tỉnh", "http://tinh.example/"))
    remove_link(by=people.actor("province_leader"), now=NOW, link=first)
    assert standing() == (("Tỉnh", "http://tinh.example/"),)
    with pytest.raises(NotNow):
        remove_link(by=people.actor("province_leader"), now=NOW, link=first)
    assert add(people).position == 3, "what was taken away may come again"


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "ftp://x.example/", "mattran", "https://x.example/" + "a" * 300]
)
def test_only_addresses_of_sites_are_taken(people: Cast, address: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add(people, address=address)
    assert (list(refusal.value.fields), standing()) == (["address"], ())


def test_same_address_twice_and_a_full_list_are_refused(people: Cast) -> None:
    add(people)
    with pytest.raises(Invalid):
        add(people, title="Lần nữa")
    for number in range(11):
        add(people, address=f"https://trang{number}.example/")
    with pytest.raises(NotNow):
        add(people, address="https://thua.example/")
    assert len(standing()) == 12


@pytest.mark.parametrize("who", ["district_officer", "commune_leader", "administrator"])
def test_only_who_publishes_for_a_campaigns_body_keeps_them(people: Cast, who: str) -> None:
    link = add(people)
    with pytest.raises(NotAllowed):
        add(people, who=who, address="https://khac.example/")
    with pytest.raises(NotAllowed):
        remove_link(by=people.actor(who), now=NOW, link=link)
    assert len(standing()) == 1
