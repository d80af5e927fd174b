"""What each person may see and do."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.foundation.accounts import operations
from thidua.foundation.accounts.actors import (
    NOBODY,
    actor_of_account,
    actor_of_link,
    actor_of_person,
    disjoint,
    visible,
)
from thidua.foundation.accounts.models import Delegation, Person
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.units.models import Unit, UnitKind
from thidua.foundation.units.operations import NewUnit, link_member, make_units

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2024, 7, 15, 9, tzinfo=datetime.UTC)
DAY = NOW.date()
START = datetime.date(2023, 1, 1)
BY = System()


@pytest.fixture
def units() -> dict[str, Unit]:
    for rank, key in enumerate(
        ["front-province", "front-department", "front-district", "org-province", "org-district"]
    ):
        UnitKind.objects.get_or_create(
            key=key, defaults={"system": "front", "label": key, "short_label": key, "rank": rank}
        )
    UnitKind.objects.get_or_create(
        key="residential-area",
        defaults={"system": "front", "label": "khu", "short_label": "thôn", "rank": 9, "is_area": True},
    )
    made = make_units(
        by=BY,
        now=NOW,
        units=[
            NewUnit("p", "front-province", "Tỉnh", START),
            NewUnit("office", "front-department", "Ban Tổ chức - Tuyên giáo", START, "p"),
            NewUnit("d1", "front-district", "Huyện Một", START, "p"),
            NewUnit("d2", "front-district", "Huyện Hai", START, "p"),
            NewUnit("thon", "residential-area", "Thôn 1", START, "d1"),
            NewUnit("women", "org-province", "Hội Phụ nữ", START, "p"),
            NewUnit("women1", "org-district", "Hội Phụ nữ huyện Một", START, "women"),
        ],
    )
    return {key: Unit.objects.get(pk=unit.pk) for key, unit in made.items()}


def person(name: str, unit: Unit | None = None, role: str = "officer") -> Person:
    made = operations.make_person(by=BY, now=NOW, full_name=name)
    if unit:
        operations.give_role(by=BY, now=NOW, person=made, unit=unit, role=role, on=START)
    return made


def seen(actor: object) -> set[str]:
    return set(visible(Unit.objects.all(), actor, path="parent").values_list("name", flat=True)) | set(  # type: ignore[arg-type]
        Unit.objects.inside(actor.intervals).values_list("name", flat=True)  # type: ignore[attr-defined]
    )


def test_officer_sees_own_branch_only(units: dict[str, Unit]) -> None:
    assert seen(actor_of_person(person("Một", units["d2"]), DAY)) == {"Huyện Hai"}
    assert seen(actor_of_person(person("Hai", units["d1"]), DAY)) == {"Huyện Một", "Thôn 1"}


def test_department_reads_what_its_committee_reads(units: dict[str, Unit]) -> None:
    assert len(seen(actor_of_person(person("Ba", units["office"]), DAY))) == len(units)


def test_committee_reads_linked_organization_without_rights(units: dict[str, Unit]) -> None:
    actor = actor_of_person(person("Bốn", units["d1"]), DAY)
    assert "Hội Phụ nữ huyện Một" not in seen(actor)
    link_member(by=BY, now=NOW, unit=units["women1"], to=units["d1"], on=START)
    actor = actor_of_person(Person.objects.get(full_name="Bốn"), DAY)
    assert "Hội Phụ nữ huyện Một" in seen(actor)
    assert not actor.holds(Permission.WORKS_ENTER, units["women1"].pk)


def test_former_member_sees_nothing(units: dict[str, Unit]) -> None:
    former = person("Năm", units["d1"])
    operations.end_role(by=BY, now=NOW, membership=former.memberships.get(), on=DAY)
    assert actor_of_person(former, DAY - datetime.timedelta(days=1)).posts != ()
    assert seen(actor_of_person(former, DAY)) == set()


def test_delegate_acts_for_the_giver_within_its_dates(units: dict[str, Unit]) -> None:
    giver, taker = person("Sáu", units["d1"], "leader"), person("Bảy")
    account = operations.open_account(by=BY, now=NOW, person=taker, username="bay", password="mat-khau-minh-hoa")
    Delegation.objects.create(
        giver=giver, taker=taker, unit=units["d1"], role="leader", document="GUQ 01 (minh họa)",
        valid_from=DAY, valid_to=DAY + datetime.timedelta(days=7),
    )  # fmt: skip
    assert actor_of_account(account, DAY).holds(Permission.WORKS_VERIFY, units["d1"].pk)
    assert actor_of_account(account, DAY + datetime.timedelta(days=7)).posts == ()


def test_link_of_area_head_opens_one_area_and_is_kept_as_a_hash(units: dict[str, Unit]) -> None:
    officer = actor_of_person(person("Tám", units["d1"]), DAY)
    head = person("Chín")
    link, token = operations.give_link(by=officer, now=NOW, person=head, area=units["thon"])
    assert token not in str(list(AuditEntry.objects.values())) and link.token_hash not in str(
        list(AuditEntry.objects.values())
    )
    actor = actor_of_link(operations.link_by_token(token, on=DAY))
    assert seen(actor) == {"Thôn 1"}
    operations.revoke_link(by=officer, now=NOW, link=link)
    for wrong in (token, "x" * 32):
        with pytest.raises(Missing, match="không còn dùng được"):
            operations.link_by_token(wrong, on=DAY)


def test_link_is_given_by_the_parents_officer_only_and_to_areas_only(units: dict[str, Unit]) -> None:
    stranger = actor_of_person(person("Mười", units["d2"]), DAY)
    owner = actor_of_person(person("Mười Một", units["p"]), DAY)
    with pytest.raises(NotAllowed, match="cán bộ của xã"):
        operations.give_link(by=stranger, now=NOW, person=person("A"), area=units["thon"])
    with pytest.raises(Invalid, match="Chỉ thôn"):
        operations.give_link(by=owner, now=NOW, person=person("B"), area=units["d1"])


def test_two_people_may_share_a_name_two_accounts_no_user_name(units: dict[str, Unit]) -> None:
    first, second = person("Y Minh"), person("Y Minh")
    assert first.uid != second.uid
    operations.open_account(by=BY, now=NOW, person=first, username="y.minh")
    with pytest.raises(Invalid, match="đã có người dùng"):
        operations.open_account(by=BY, now=NOW, person=second, username="Y.MINH")


def test_a_name_is_told_when_it_is_too_long_to_be_kept(units: dict[str, Unit]) -> None:
    assert person("y" * 100).full_name == "y" * 100
    with pytest.raises(Invalid, match="100"):
        person("y" * 101)


def test_account_without_password_cannot_sign_in(units: dict[str, Unit]) -> None:
    account = operations.open_account(by=BY, now=NOW, person=person("C"), username="c")
    assert not account.has_usable_password()


def test_nobody_sees_nothing(units: dict[str, Unit]) -> None:
    assert seen(NOBODY) == set()


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 10)).map(lambda pair: (pair[0], sum(pair)))))
def test_disjoint_covers_nested_intervals_once(pairs: list[tuple[int, int]]) -> None:
    tree = [
        (low, high)
        for low, high in pairs
        if all(high < a or low > b or (a <= low and high <= b) or (low <= a and b <= high) for a, b in pairs)
    ]
    kept = disjoint(tree)
    assert {point for low, high in kept for point in range(low, high + 1)} == {
        point for low, high in tree for point in range(low, high + 1)
    }
    assert all(left[1] < right[0] for left, right in pairwise(kept))
