"""A work withdrawn, edited, pictured: until when, and two at once."""

from __future__ import annotations

import dataclasses

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.stages.works.support import DAY, done, house, photos, piece, registered, road, verified
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    add_photo,
    cancel_work,
    complete_step,
    edit_work,
    note_work,
    register_work,
    remove_photo,
    restore_work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def noted(people: Cast, content: Content | None = None) -> Work:
    work = registered(people, people.actor("district_officer"), content)
    return note_work(by=people.actor("province_officer"), now=NOW, work=work)


def test_withdrawn_work_comes_back_as_a_draft(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    with pytest.raises(Invalid):
        cancel_work(by=officer, now=NOW, work=work)
    work = cancel_work(by=officer, now=NOW, work=work, reason="Đăng ký trùng.")
    assert work.status == "cancelled"

    assert restore_work(by=officer, now=NOW, work=work).status == "draft"


def test_draft_is_dropped_without_a_reason(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = register_work(by=officer, now=NOW, content=house(people), send=False)

    assert cancel_work(by=officer, now=NOW, work=work).status == "cancelled"


def test_done_work_is_neither_edited_nor_withdrawn(people: Cast) -> None:
    work, officer = done(people), people.actor("district_officer")
    with pytest.raises(NotNow):
        edit_work(by=officer, now=NOW, work=work, content=house(people))
    with pytest.raises(NotNow):
        cancel_work(by=officer, now=NOW, work=work, reason="Nhầm.")


def test_second_of_two_editors_is_told_and_first_is_kept(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    read = work.version
    edit_work(by=officer, now=NOW, work=work, content=house(people, name="Người thứ nhất"), version=read)
    with pytest.raises(Stale) as refusal:
        edit_work(by=officer, now=NOW, work=work, content=house(people, name="Người thứ hai"), version=read)

    assert (refusal.value.given, refusal.value.current) == (read, read + 1)
    work.refresh_from_db()
    assert work.name == "Người thứ nhất"


def test_edit_is_told_with_before_and_after(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    edit_work(by=officer, now=NOW, work=work, content=house(people, money={"fund": 60_000_000}, places=(people.area,)))
    entry = AuditEntry.objects.filter(object_uid=work.uid).order_by("-id")[0]

    assert entry.before == {"money": {"fund": 50_000_000, "people": 28_500_000}, "places": ["Buôn Nui"]}
    assert entry.after == {"money": {"fund": 60_000_000}, "places": ["Thôn 1"]}


def test_kind_and_lead_stay_once_a_step_is_done(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = complete_step(by=officer, now=NOW, work=noted(people), step="survey", done_date=DAY)
    road_kind = people.work_kinds["rural-road"]
    with pytest.raises(Invalid) as refusal:
        edit_work(by=officer, now=NOW, work=work, content=house(people, kind=road_kind, household=""))

    assert list(refusal.value.fields) == ["kind"]


def test_other_lead_must_be_ones_own_too(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))

    with pytest.raises(NotAllowed):
        edit_work(by=people.actor("district_officer"), now=NOW, work=work, content=piece(people))


def test_photo_is_put_and_taken_off(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    stored = add_photo(by=officer, now=NOW, work=work, upload=photos(1)[0], role="before")
    assert [file.role for file in files.of_owner("work", work.uid)] == ["before"]

    remove_photo(by=officer, now=NOW, work=work, stored_file=stored)
    assert files.of_owner("work", work.uid).count() == 0


def test_photo_of_no_step_and_of_another_work_are_refused(people: Cast) -> None:
    officer = people.actor("district_officer")
    work, other = registered(people, officer), registered(people, officer, house(people, name="Nhà thứ hai"))
    stored = add_photo(by=officer, now=NOW, work=other, upload=photos(1)[0], role="before")

    with pytest.raises(Invalid):
        add_photo(by=officer, now=NOW, work=work, upload=photos(1)[0], role="roof")
    with pytest.raises(Missing):
        remove_photo(by=officer, now=NOW, work=work, stored_file=stored)


def test_photo_is_the_leads_to_give_until_verified(people: Cast) -> None:
    work = verified(people)
    with pytest.raises(NotAllowed):
        add_photo(by=people.actor("province_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    with pytest.raises(NotNow):
        add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")


def test_loader_registers_without_noting(people: Cast) -> None:
    work = registered(people, SYSTEM, road(people))

    assert (work.status, work.entered_by) == ("registered", None)


def test_content_is_a_plain_value(people: Cast) -> None:
    assert dataclasses.replace(house(people), quantity=2).quantity == 2
