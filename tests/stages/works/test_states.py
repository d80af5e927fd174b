"""Every state × act × role: who may do what when, as one table that a new role or act cannot slip past."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import NOW, PEOPLE, Cast, cast
from tests.stages.works.support import house, piece, road
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.stages.works.models import Status, Work
from thidua.stages.works.operations import (
    cancel_work,
    complete_work,
    note_work,
    register_work,
    restore_work,
    return_work,
    send_work,
    unverify_work,
    verify_work,
)
from thidua.stages.works.operations.records import require_seen
from thidua.stages.works.states import WORK

# For a house of the district of Cư Jút: who carries out which acts, in whatever state they are open.
LEAD = {"send", "send_again", "answer", "complete", "discard", "cancel", "restore"}
ABOVE = {
    "note", "return", "verify", "unverify", "merge",
    "split_registered", "split_noted", "split_done", "split_verified", "split_returned",
}  # fmt: skip
MAY = {
    "district_officer": LEAD,
    "province_officer": ABOVE,
    "province_leader": ABOVE,
}


def standing(people: Cast, status: str) -> Work:
    """A house in a state, whatever led there."""
    work = register_work(by=people.actor("district_officer"), now=NOW, content=house(people), send=False)
    values: dict[str, Any] = {"status": status, "registered_at": NOW}
    if status in {"done", "verified"}:
        values |= {"done_date": NOW.date(), "done_at": NOW}
    if status == "verified":
        values["verified_at"] = NOW
    Work.objects.filter(pk=work.pk).update(**values)
    work.refresh_from_db()
    return work


@pytest.mark.slow
@pytest.mark.django_db
def test_every_state_act_and_role() -> None:
    people = cast()
    works = {status: standing(people, status) for status in Status.values}
    answers = {}
    for name, *_rest in PEOPLE:
        actor = people.actor(name)
        for status, work in works.items():
            unseen = refused(require_seen, actor, work)
            for row in WORK:
                answers[name, status, row.name] = unseen or refused(WORK.check, work, row.name, by=actor) or "done"

    assert answers == {
        (name, status, row.name): expected(name, status, row)
        for name, *_rest in PEOPLE
        for status in Status.values
        for row in WORK
    }


def refused(act: Callable[..., object], *args: Any, **more: Any) -> str:
    """With which error an act is refused; empty where it is not."""
    try:
        act(*args, **more)
    except (Missing, NotAllowed, NotNow) as refusal:
        return type(refusal).__name__
    return ""


def expected(name: str, status: str, row: Any) -> str:
    # Foreign districts and communes do not know of the house; drafts are their writers' alone.
    inside = {"province_officer", "province_leader", "administrator", "district_officer", "district_leader"}
    placed = {"commune_officer", "commune_leader"}
    if name in placed and status in {"draft", "cancelled"}:
        return "Missing"
    if name not in inside | placed or (status == "draft" and name != "district_officer"):
        return "Missing"
    if row.name not in MAY.get(name, set()):
        return "NotAllowed"
    return "done" if status in row.sources else "NotNow"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "more"),
    [
        (send_work, {}), (note_work, {}), (return_work, {"reason": "Vì…"}), (verify_work, {}),
        (unverify_work, {"reason": "Vì…"}), (cancel_work, {"reason": "Vì…"}), (restore_work, {}),
        (complete_work, {"done_date": NOW.date()}),
    ],
)  # fmt: skip
def test_foreign_work_is_missing_for_every_act(act: Any, more: dict[str, Any]) -> None:
    people = cast()
    work = standing(people, "registered")

    for name in ("far_district_officer", "far_commune_officer", "sister_officer", "women_officer"):
        with pytest.raises(Missing):
            act(by=people.actor(name), now=NOW, work=work, **more)


@pytest.mark.django_db
def test_former_member_is_told_nothing() -> None:
    people = cast()
    work = standing(people, "registered")
    people.people["district_officer"].memberships.update(valid_to=NOW.date())

    with pytest.raises(Missing):
        cancel_work(by=people.actor("district_officer"), now=NOW, work=work, reason="Vì…")


@pytest.mark.django_db
def test_organization_is_read_by_its_committee_and_decided_by_the_one_above() -> None:
    people = cast()
    content = house(people, unit=people.district_women, places=(people.area_two,))
    person = people.people["women_officer"]
    person.memberships.update(unit=people.district_women)
    work = register_work(by=people.actor("women_officer"), now=NOW, content=content)

    with pytest.raises(NotAllowed) as refusal:
        note_work(by=people.actor("district_officer"), now=NOW, work=work)
    assert str(refusal.value) == "Việc này do cán bộ hoặc lãnh đạo Hội Liên hiệp Phụ nữ tỉnh Đắk Nông làm."


@pytest.mark.django_db
def test_area_head_sees_its_own_area_and_nothing_else() -> None:
    people = cast()
    officer = people.actor("commune_officer")
    own = register_work(by=officer, now=NOW, content=road(people))
    other = register_work(by=officer, now=NOW, content=road(people, unit=people.area_two, name="Đường khác"))
    head = people.area_head()

    require_seen(head, own)
    with pytest.raises(Missing):
        require_seen(head, other)


@pytest.mark.django_db
def test_commune_sees_a_work_that_serves_its_place_but_no_draft_of_it() -> None:
    people = cast()
    work = standing(people, "draft")
    with pytest.raises(Missing):
        require_seen(people.actor("commune_officer"), work)

    Work.objects.update(status="registered")
    require_seen(people.actor("commune_officer"), work)


@pytest.mark.django_db
def test_commune_does_not_see_what_its_district_does_elsewhere() -> None:
    people = cast()
    work = register_work(
        by=people.actor("district_officer"),
        now=NOW,
        content=piece(people, unit=people.district, places=(people.sister_commune,)),
    )

    with pytest.raises(Missing):
        require_seen(people.actor("commune_officer"), work)
