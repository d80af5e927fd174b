"""Candidates before the public: for how long, what people say of them, whom it reaches."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.nominations.support import Awards, accepted, awards, guided, proposed
from tests.stages.nominations.test_own_awards import Own, issued_with_awards
from tests.stages.publications.support import said
from thidua.foundation.core.duties import SOURCES
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.stages.nominations.models import Nomination, NomineeComment
from thidua.stages.publications import outgoing, queries
from thidua.stages.publications.candidates import commentable
from thidua.stages.publications.keeping import comment_of, publication
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations import (
    hand_down_comment,
    publish_candidates,
    refuse_comment,
    show_comment,
    withdraw_item,
)

pytestmark = pytest.mark.django_db
# Ten working days after Monday 15/7/2024 are Monday 29/7; the name stands through that day.
STANDS_BEFORE = datetime.date(2024, 7, 30)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def found(people: Cast) -> Awards:
    """The district proposes itself and a commune; both lie before the province."""
    made = awards(people)
    guided(made)
    for unit in (people.district, people.commune):
        proposed(made, unit)
    accepted(made, people.district)
    return made


def publish(found: Awards, by: str = "province_officer", **more: object) -> PublicItem:
    words = dict(commentable(found.round).values_list("uid", "achievement"))
    values = {"by": found.cast.actor(by), "now": NOW, "round": found.round, "achievements": words, **more}
    return publish_candidates(**values)


def test_names_stand_for_the_working_days_of_the_guidance(found: Awards) -> None:
    assert commentable(found.round).count() > 0
    item = publish(found)
    assert (item.shown_before, item.category, item.content["form"]) == (STANDS_BEFORE, "candidates", found.own.name)
    last = STANDS_BEFORE - datetime.timedelta(days=1)
    assert (queries.candidate(uid=item.uid, on=last).name, queries.candidates(on=STANDS_BEFORE).page.count) == (
        item.title, 0,
    )  # fmt: skip
    with pytest.raises(Missing):
        queries.candidate(uid=item.uid, on=STANDS_BEFORE)


def test_without_guidance_nobody_is_named(people: Cast) -> None:
    made = awards(people)
    with pytest.raises(NotNow):
        publish_candidates(by=people.actor("province_officer"), now=NOW, round=made.round, achievements={})


def test_nobody_or_a_stranger_is_refused(found: Awards) -> None:
    with pytest.raises(Invalid):
        publish(found, achievements={})
    below = Nomination.objects.exclude(pk__in=commentable(found.round).values("pk")).first()
    strange = below.uid if below else found.cast.province.uid
    with pytest.raises(Invalid):
        publish(found, achievements={strange: "x"})
    assert PublicItem.objects.count() == 0


def test_who_may_name_them(found: Awards) -> None:
    with pytest.raises(NotAllowed):
        publish(found, by="district_officer")
    assert publish(found, by="province_leader").status == "published"


@pytest.mark.parametrize("words", ["", "Gọi 0912 345 678", "Dựng nhà cho hộ bà H'Duyên Mật ở bon Bù Dấp", "x" * 601])
def test_wrong_words_are_refused_naming_whose(found: Awards, words: str) -> None:
    row = commentable(found.round)[0]
    with pytest.raises(Invalid) as refusal:
        publish(found, achievements={row.uid: words})
    assert (str(row) in str(refusal.value), PublicItem.objects.count()) == (True, 0)


def test_comment_reaches_who_runs_the_round_and_nobody_else(found: Awards) -> None:
    item, by = publish(found), found.cast.actor("province_officer")
    comment = said(item, text="Xin xem lại số công trình.")
    with pytest.raises(NotNow):
        show_comment(by=by, now=NOW, comment=comment)
    handed = hand_down_comment(by=by, now=NOW, comment=comment)
    remark = NomineeComment.objects.get()
    assert (handed.status, remark.nomination.uid, remark.unit, remark.text, remark.source_uid) == (
        "handed-down", item.source_uid, found.cast.province, "Xin xem lại số công trình.", comment.uid,
    )  # fmt: skip
    assert queries.readers(uid=item.uid).comments == ()
    for again in (hand_down_comment, lambda **more: refuse_comment(reason="x", **more)):
        with pytest.raises(NotNow):
            again(by=by, now=NOW, comment=comment)
    assert NomineeComment.objects.count() == 1


def test_comment_after_the_time_is_refused(found: Awards) -> None:
    item = publish(found)
    last = NOW.replace(day=29, hour=23)
    assert said(item, now=last).status == "waiting"
    with pytest.raises(NotNow):
        said(item, now=last + datetime.timedelta(hours=1))


def test_candidate_withdrawn_later_is_looked_at_again(found: Awards) -> None:
    item = publish(found)
    Nomination.objects.filter(uid=item.source_uid).update(status="withdrawn")
    owed = list(SOURCES["publications"](found.cast.actor("province_officer"), TODAY))
    assert [(duty.kind, duty.address_args) for duty in owed] == [("publication-unsure", (item.uid,))]
    withdraw_item(by=found.cast.actor("province_officer"), now=NOW, item=item, reason="Đã rút")
    assert list(SOURCES["publications"](found.cast.actor("province_officer"), TODAY)) == []


@pytest.fixture
def own(db: None) -> Own:
    """A round of a district's own plan; one of a commune lies before the district."""
    made = issued_with_awards()
    made.open()
    made.person("Người của xã")
    accepted(Awards(made.people, made.round, made.form, made.form, made.form), made.people.commune)
    return made


def put_out(own: Own, by: str = "district_officer") -> PublicItem:
    words = {row.uid: "Vận động làm đường hoa." for row in commentable(own.round)}
    return publish_candidates(by=own.actor(by), now=NOW, round=own.round, achievements=words)


@pytest.mark.slow
@pytest.mark.clause("H.3")
def test_who_runs_a_round_of_its_own_plan_names_its_candidates(own: Own) -> None:
    assert [str(row) for row in commentable(own.round)] == ["Người của xã"]
    for stranger in ("province_officer", "commune_officer", "far_district_officer"):
        with pytest.raises(NotAllowed, match="huyện Cư Jút"):
            put_out(own, by=stranger)
        with pytest.raises(Missing):
            outgoing.round_of(actor=own.actor(stranger), key=own.people.campaign.key, number=own.round.number, on=TODAY)
    item = put_out(own)
    assert (item.unit, item.shown_before) == (own.people.district, STANDS_BEFORE)
    [line] = outgoing.rounds(actor=own.actor("district_officer"), on=TODAY)
    assert (line.round, line.names, line.standing) == (own.round, 1, 1)
    assert own.round not in [each.round for each in outgoing.rounds(actor=own.actor("province_officer"), on=TODAY)]


@pytest.mark.slow
@pytest.mark.clause("H.3")
def test_what_is_said_of_them_is_read_and_handed_down_by_who_runs_the_round(own: Own) -> None:
    item = put_out(own)
    comment = said(item, text="Xin xem lại.")
    assert comment.unit == own.people.district
    for stranger in ("province_officer", "commune_officer"):
        with pytest.raises(Missing):
            comment_of(actor=own.actor(stranger), uid=comment.uid)
        with pytest.raises(NotAllowed):
            hand_down_comment(by=own.actor(stranger), now=NOW, comment=comment)
    hand_down_comment(by=own.actor("district_leader"), now=NOW, comment=comment)
    assert NomineeComment.objects.get().unit == own.people.district
    Nomination.objects.filter(uid=item.source_uid).update(status="withdrawn")
    owed = {
        name: [duty.kind for duty in SOURCES["publications"](own.actor(name), TODAY)]
        for name in ("district_officer", "province_officer")
    }
    assert owed == {"district_officer": ["publication-unsure"], "province_officer": []}
    assert publication(actor=own.actor("province_officer"), uid=item.uid) == item
    with pytest.raises(NotAllowed):
        withdraw_item(by=own.actor("commune_officer"), now=NOW, item=item, reason="Sai")
    assert withdraw_item(by=own.actor("district_officer"), now=NOW, item=item, reason="Đã rút").status == "withdrawn"


@pytest.mark.slow
def test_the_campaigns_body_may_take_a_candidate_of_a_lower_round_off_its_portal(own: Own) -> None:
    item = put_out(own)
    assert withdraw_item(by=own.actor("province_leader"), now=NOW, item=item, reason="Sai").status == "withdrawn"
