"""Readers' comments: kept, read, shown or not; nothing is seen before a person has read it."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import NOW, SYSTEM, TODAY, Cast, cast
from tests.harness.state_tables import Case, cases, outcome
from tests.stages.publications.support import news, published_honour, said
from thidua.foundation.core.duties import SOURCES
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.stages.publications import queries
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.publications.operations import (
    forget_senders,
    refuse_comment,
    show_comment,
    take_down_comment,
    withdraw_item,
)
from thidua.stages.publications.operations.comments import MOST_IN_AN_HOUR
from thidua.stages.publications.privacy import without_contacts
from thidua.stages.publications.states import COMMENT

pytestmark = pytest.mark.django_db
ROLES = ("province_officer", "province_leader", "district_officer", "commune_officer", "women_officer", "administrator")
READERS = {"province_officer", "province_leader"}


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def item(people: Cast) -> PublicItem:
    return news(people)


def shown(item: PublicItem) -> list[str]:
    return [words.text for words in queries.readers(uid=item.uid).comments]


@pytest.mark.clause("W.1")
def test_comment_waits_until_a_person_has_read_it(people: Cast, item: PublicItem) -> None:
    comment = said(item)
    assert (comment.status, comment.unit, shown(item)) == ("waiting", people.province, [])
    done = show_comment(by=people.actor("province_officer"), now=NOW, comment=comment)
    assert (done.status, shown(item)) == ("shown", ["Mong nhân rộng việc này."])


def test_telephones_and_mail_addresses_are_not_shown(people: Cast, item: PublicItem) -> None:
    comment = said(item, text="Gọi tôi 0912.345.678 hoặc a.b@thon.example nhé")
    show_comment(by=people.actor("province_officer"), now=NOW, comment=comment)
    assert shown(item) == ["Gọi tôi [đã ẩn] hoặc [đã ẩn] nhé"]
    assert without_contacts("Kinh phí 1.200.000.000 đồng") == "Kinh phí 1.200.000.000 đồng"


def test_name_and_words_stay_out_of_the_trail(item: PublicItem) -> None:
    comment = said(item, author="Người Rất Riêng", contact="0912 345 678", text="Lời riêng")
    entry = AuditEntry.objects.get(object_uid=comment.uid)
    kept = f"{entry.object_label} {entry.before} {entry.after} {entry.reason}"
    assert [word for word in ("Riêng", "0912", "Lời") if word in kept] == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"author": " "}, "author"),
        ({"author": "x" * 101}, "author"),
        ({"text": ""}, "text"),
        ({"text": "x" * 1501}, "text"),
        ({"contact": "x" * 121}, "contact"),
    ],
)
def test_wrong_words_are_refused_at_their_field(item: PublicItem, more: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        said(item, **more)
    assert (list(refusal.value.fields), PublicComment.objects.count()) == ([field], 0)


def test_sender_of_too_many_is_asked_to_wait_and_others_are_not(people: Cast, item: PublicItem) -> None:
    other = published_honour(people)
    for number in range(MOST_IN_AN_HOUR):
        said((item, other)[number % 2], sender="một")
    for where in (item, other):
        with pytest.raises(NotNow):
            said(where, sender="một")
    assert said(item, sender="hai").status == "waiting"
    assert said(item, sender="một", now=NOW + datetime.timedelta(hours=1)).status == "waiting"
    assert PublicComment.objects.count() == MOST_IN_AN_HOUR + 2


def test_what_ties_a_comment_to_its_sender_is_dropped(people: Cast, item: PublicItem) -> None:
    comment = said(item, sender="một")
    for after, kept in ((datetime.timedelta(days=2), "một"), (datetime.timedelta(days=2, seconds=1), "")):
        forget_senders(by=SYSTEM, now=NOW + after)
        comment.refresh_from_db()
        assert comment.sender == kept


def test_what_is_not_on_the_portal_takes_no_comment(people: Cast, item: PublicItem) -> None:
    withdraw_item(by=people.actor("province_officer"), now=NOW, item=item, reason="Gỡ")
    with pytest.raises(Missing):
        said(item)
    item.uid = uuid.uuid4()
    with pytest.raises(Missing):
        said(item)
    assert (PublicComment.objects.count(), AuditEntry.objects.filter(refused=True).count()) == (0, 0)


def test_comment_sent_twice_is_one(item: PublicItem) -> None:
    receipt = uuid.uuid4()
    for _time in range(2):
        said(item, receipt=receipt)
    assert PublicComment.objects.count() == 1


def test_refusing_and_taking_down_need_a_reason(people: Cast, item: PublicItem) -> None:
    by = people.actor("province_officer")
    first, second = said(item), said(item)
    with pytest.raises(Invalid):
        refuse_comment(by=by, now=NOW, comment=first, reason=" ")
    with pytest.raises(Stale):
        refuse_comment(by=by, now=NOW, comment=first, reason="Quảng cáo", version=5)
    assert refuse_comment(by=by, now=NOW, comment=first, reason="Quảng cáo", version=1).status == "refused"
    show_comment(by=by, now=NOW, comment=second)
    assert take_down_comment(by=by, now=NOW, comment=second, reason="Nêu tên người khác").status == "refused"
    assert shown(item) == []
    assert show_comment(by=by, now=NOW, comment=first).status == "shown"


def test_only_the_campaigns_own_people_read_them(people: Cast, item: PublicItem) -> None:
    comment = said(item)
    for role in ROLES:
        if role not in READERS:
            with pytest.raises(NotAllowed):
                show_comment(by=people.actor(role), now=NOW, comment=comment)
    comment.refresh_from_db()
    assert comment.status == "waiting"


@pytest.mark.parametrize(
    "case",
    cases(COMMENT, roles=ROLES, allowed=dict.fromkeys(("show", "refuse", "take-down", "hand-down"), READERS)),
    ids=str,
)
def test_every_act_in_every_state(people: Cast, item: PublicItem, case: Case) -> None:
    comment = said(item)
    comment.status, comment.shown_text = case.status, "x"
    comment.save()
    assert outcome(COMMENT, comment, case.act, by=people.actor(case.role)) == case.expected


def test_waiting_comments_are_owed_to_who_reads_them(people: Cast, item: PublicItem) -> None:
    for _time in range(3):
        said(item)
    owed = {
        who: list(SOURCES["publications"](people.actor(who), TODAY)) for who in ("province_leader", "district_officer")
    }
    assert [(duty.kind, duty.what, duty.since) for duty in owed["province_leader"]] == [
        ("comments-waiting", "3 ý kiến của người đọc chờ duyệt", TODAY)
    ]
    assert owed["district_officer"] == []
    assert SYSTEM.uid is None
