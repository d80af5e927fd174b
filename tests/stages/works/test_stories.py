"""Stories: told of what was done, marked by the level above, opened to all, read where they may be."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.works.spread_support import adopt, far_work, opened, telling, told
from tests.stages.works.support import done, piece, registered, verified
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.stages.works import exemplars
from thidua.stages.works.operations import (
    close_story,
    mark_story,
    open_story,
    tell_story,
    unmark_story,
    unverify_work,
    withdraw_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def titles(actor: Actor, **given: str) -> list[str]:
    return [story.title for story in exemplars.list_stories(actor, exemplars.narrowing(actor, given))]


@pytest.mark.clause("I.4")
def test_story_is_told_marked_and_opened_and_its_history_stays(people: Cast) -> None:
    story = told(people)
    above = people.actor("district_officer")
    assert (story.status, story.unit, story.folded.startswith("duong hoa tu quan")) == ("told", people.commune, True)
    story = mark_story(by=above, now=NOW, story=story, reason="Dễ làm, ít tốn.")
    story = open_story(by=above, now=NOW, story=story, campaign=people.campaign)
    assert (story.status, story.mark_reason, story.marked_at) == ("opened", "Dễ làm, ít tốn.", NOW)
    story = unmark_story(by=above, now=NOW, story=story, reason="Xin kể lại rõ hơn")
    assert (story.status, story.opened_in, story.marked_at) == ("told", None, None)
    acts = [(entry.act, entry.reason) for entry in audit.history(story)]
    assert acts == [
        ("bỏ công nhận gương", "Xin kể lại rõ hơn"), ("phổ biến toàn hệ thống", ""),
        ("công nhận gương điển hình", "Dễ làm, ít tốn."), ("kể câu chuyện", ""),
    ]  # fmt: skip


def test_who_tells_and_who_marks(people: Cast) -> None:
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")
    with pytest.raises(Missing):
        tell_story(by=people.actor("sister_officer"), now=NOW, work=work, telling=telling())
    with pytest.raises(NotAllowed):
        tell_story(by=people.actor("district_officer"), now=NOW, work=work, telling=telling())
    story = tell_story(by=people.actor("commune_officer"), now=NOW, work=work, telling=telling())
    with pytest.raises(NotAllowed, match="Ủy ban MTTQ Việt Nam huyện Cư Jút hoặc cấp cao hơn"):
        mark_story(by=people.actor("commune_officer"), now=NOW, story=story, reason="Hay")
    with pytest.raises(Missing):
        mark_story(by=people.actor("far_district_officer"), now=NOW, story=story, reason="Hay")
    with pytest.raises(Invalid):
        mark_story(by=people.actor("district_officer"), now=NOW, story=story, reason=" ")
    assert mark_story(by=people.actor("province_officer"), now=NOW, story=story, reason="Hay").status == "marked"


def test_story_is_told_of_what_was_done_and_never_of_a_familys_house(people: Cast) -> None:
    officer = people.actor("commune_officer")
    waits = registered(people, officer, piece(people))
    with pytest.raises(NotNow, match="làm xong"):
        tell_story(by=officer, now=NOW, work=waits, telling=telling())
    with pytest.raises(NotNow, match="Nhà ở"):
        tell_story(by=people.actor("district_officer"), now=NOW, work=verified(people), telling=telling())
    finished = done(people, content=piece(people, name="Việc xong"), by="commune_officer", above="district_officer")
    story = tell_story(by=officer, now=NOW, work=finished, telling=telling())
    with pytest.raises(NotNow, match="chưa được xác nhận"):
        mark_story(by=people.actor("district_officer"), now=NOW, story=story, reason="Hay")


def test_wrong_words_are_told_at_once_and_foreign_photos_refused(people: Cast) -> None:
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")
    foreign = files.of_owner("work", far_work(people).uid)[0]
    wrong = telling(title=" ", way="", theme="khong-co", contact="x" * 301, photos=(foreign.uid,))
    with pytest.raises(Invalid) as refusal:
        tell_story(by=people.actor("commune_officer"), now=NOW, work=work, telling=wrong)
    assert sorted(refusal.value.fields) == ["contact", "photos", "theme", "title", "way"]
    own = files.of_owner("work", work.uid)[0]
    story = tell_story(
        by=people.actor("commune_officer"), now=NOW, work=work, telling=telling(photos=(own.uid, own.uid))
    )
    assert [file.uid for file in exemplars.photos_of(story)] == [own.uid]


def test_words_of_an_exemplar_stay_as_they_were_marked(people: Cast) -> None:
    story, officer = opened(people), people.actor("commune_officer")
    with pytest.raises(NotNow, match="giữ nguyên lời"):
        tell_story(by=officer, now=NOW, work=story.work, telling=telling())
    with pytest.raises(NotNow):
        withdraw_story(by=officer, now=NOW, story=story, reason="Thôi")
    story = unmark_story(by=people.actor("district_officer"), now=NOW, story=story, reason="Sửa")
    with pytest.raises(Stale):
        tell_story(by=officer, now=NOW, work=story.work, telling=telling(), version=1)
    again = tell_story(by=officer, now=NOW, work=story.work, telling=telling(title="Tên mới"), version=story.version)
    assert (again.pk, again.title) == (story.pk, "Tên mới")
    gone = withdraw_story(by=officer, now=NOW, story=again, reason="Thôi")
    assert tell_story(by=officer, now=NOW, work=story.work, telling=telling(), version=gone.version).status == "told"


def test_gallery_shows_own_branch_and_across_branches_what_was_opened(people: Cast) -> None:
    """The sister and the far district read an opened story, nothing else of its work; own and above read it before."""
    readers = {name: people.actor(name) for name in (
        "commune_officer", "district_officer", "province_officer", "sister_officer", "far_commune_officer",
    )}  # fmt: skip
    story, above = told(people), people.actor("district_officer")
    head = people.area_head()

    def who(**given: str) -> list[str]:
        return [name for name, actor in readers.items() if titles(actor, **given)]

    assert who(**{"tinh-trang": "cho-cong-nhan"}) == ["commune_officer", "district_officer", "province_officer"]
    story = mark_story(by=above, now=NOW, story=story, reason="Hay")
    assert who() == ["commune_officer", "district_officer", "province_officer"]
    assert titles(head) == []
    story = open_story(by=above, now=NOW, story=story, campaign=people.campaign)
    assert who() == list(readers)
    assert titles(head) == ["Đường hoa tự quản"]
    sister = readers["sister_officer"]
    assert exemplars.find_story(sister, story.uid) == story
    assert not files.readable(sister, files.of_owner("work", story.work.uid)[0])
    close_story(by=above, now=NOW, story=story, reason="Đã đủ")
    assert who() == ["commune_officer", "district_officer", "province_officer"]
    with pytest.raises(Missing):
        exemplars.find_story(sister, story.uid)


def test_opened_story_of_a_work_no_longer_verified_is_read_nowhere_else(people: Cast) -> None:
    story = opened(people)
    unverify_work(by=people.actor("district_officer"), now=NOW, work=story.work, reason="Nhầm")
    assert titles(people.actor("sister_officer")) == []
    with pytest.raises(Missing):
        adopt(people, story, "sister_officer", "sister_commune")
    with pytest.raises(NotNow):
        adopt(people, story, "district_officer", "district")


def test_gallery_is_searched_without_accents_and_narrowed(people: Cast) -> None:
    opened(people)
    reader = people.actor("far_commune_officer")
    [cu_jut] = exemplars.districts(reader)
    assert cu_jut == people.district
    assert titles(reader, q="duong HOA nam dong") == ["Đường hoa tự quản"]
    assert titles(reader, q="chiếu sáng") == []
    assert titles(
        reader, loai="piece-of-work", **{"chu-de": "environment", "huyen": str(cu_jut.uid), "dot": "thu"}
    ) == ["Đường hoa tự quản"]
    assert titles(reader, **{"chu-de": "digital"}) == []
    for wrong in ({"loai": "khong"}, {"chu-de": "khong"}, {"huyen": str(people.far_district.uid)}, {"tinh-trang": "x"},
                  {"don-vi": str(people.commune.uid)}):  # fmt: skip
        with pytest.raises(Missing):
            titles(reader, **wrong)
