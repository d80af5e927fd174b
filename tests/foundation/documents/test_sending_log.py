"""What goes to bodies outside is written down; the signed paper stands beside the original."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.core.uploads import picture, upload
from tests.foundation.documents import papers
from thidua.foundation.core.asking import answered
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Unreadable
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents import operations, scans, sent
from thidua.foundation.documents.duties import questions
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.sending import acknowledge_dispatch, log_sending

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
ISSUED = datetime.date(2024, 2, 5)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def document(people: Cast) -> IssuedDocument:
    return operations.record_issued(
        by=SYSTEM, now=NOW, unit=people.district, body="Ban Thường trực", document=papers.plan(number=5, date=ISSUED),
        units=[people.commune, people.province], outside=["Huyện ủy"], sent_at=NOW,
    )  # fmt: skip


def log(people: Cast, document: IssuedDocument, who: str = "district_officer", **changes: object) -> object:
    given = {"recipient": "huyện ủy", "way": "post", "sent_on": datetime.date(2024, 2, 6), "receipt_note": "EB123"}
    return log_sending(by=people.actor(who), now=NOW, document=document, **{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.clause("N.1")
def test_sending_outside_fills_the_line_of_that_body_and_a_new_body_gets_a_line(
    people: Cast, document: IssuedDocument
) -> None:
    log(people, document, received_on=datetime.date(2024, 2, 8))
    log(people, document, recipient="Báo Đắk Nông", way="email", receipt_note="")
    rows = document.dispatches.filter(unit=None).order_by("id")
    assert list(rows.values_list("recipient", "way", "receipt")) == [
        ("Huyện ủy", "post", "EB123"), ("Báo Đắk Nông", "email", ""),
    ]  # fmt: skip
    assert rows[0].received_at is not None
    assert AuditEntry.objects.filter(object_uid=document.uid, act="ghi việc gửi ra ngoài").count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipient": "  "}, "recipient"),
        ({"way": "pigeon"}, "way"),
        ({"sent_on": datetime.date(2024, 2, 4)}, "sent_on"),
        ({"sent_on": TODAY + datetime.timedelta(days=1)}, "sent_on"),
        ({"received_on": datetime.date(2024, 2, 5)}, "received_on"),
    ],
)
def test_impossible_sending_is_refused_at_its_field(
    people: Cast, document: IssuedDocument, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        log(people, document, **changes)
    assert list(refused.value.fields) == [field]


def test_only_the_issuing_office_writes_down_sendings(people: Cast, document: IssuedDocument) -> None:
    with pytest.raises(NotAllowed, match="Cư Jút"):
        log(people, document, who="commune_officer")


def test_draft_cannot_have_been_sent(people: Cast) -> None:
    made = operations.draft_document(
        by=people.actor("district_officer"), now=NOW, unit=people.district, body="Ban Thường trực",
        document=papers.plan(number=None, date=None),
    )  # fmt: skip
    with pytest.raises(NotNow, match="chưa ban hành"):
        log(people, made)
    with pytest.raises(NotNow, match="chưa có số"):
        scans.keep_scan(
            by=people.actor("district_officer"), now=NOW, document=made, scan=upload(picture(64, 48), "a.jpg")
        )


@pytest.mark.clause("N.1")
def test_letter_waits_for_the_officer_of_each_unit_until_it_is_acknowledged(
    people: Cast, document: IssuedDocument
) -> None:
    officer = people.actor("commune_officer")
    [duty] = answered(questions(officer, TODAY))
    assert (duty.address_name, duty.address_args, duty.count) == ("desk:document", (document.uid,), 1)
    assert [row.document for row in sent.came_in(officer, waiting=True)] == [document]
    dispatch = sent.own_dispatch(officer, document)
    assert dispatch is not None
    acknowledge_dispatch(by=officer, now=NOW, dispatch=dispatch)
    assert list(answered(questions(officer, TODAY))) == []
    assert (sent.came_in(officer).count(), sent.came_in(officer, waiting=True).count()) == (1, 0)
    # The officer of a department opens the letters of its committee.
    assert [row.document for row in sent.came_in(people.actor("province_officer"), waiting=True)] == [document]
    [out] = sent.went_out(people.actor("district_leader"))
    assert (out.units, out.acknowledged, out.outside) == (2, 1, 1)


def test_letter_of_two_units_of_one_officer_is_acknowledged_for_both(people: Cast) -> None:
    letter = operations.record_issued(
        by=SYSTEM, now=NOW, unit=people.district, body="Ban Thường trực", document=papers.plan(number=6, date=ISSUED),
        units=[people.province, people.units["department"]], sent_at=NOW,
    )  # fmt: skip
    officer = people.actor("province_officer")
    for _unit in range(2):
        dispatch = sent.own_dispatch(officer, letter)
        assert dispatch is not None
        acknowledge_dispatch(by=officer, now=NOW, dispatch=dispatch)
    assert not letter.dispatches.filter(acknowledged_at=None).exists()


def test_photographed_paper_is_kept_and_says_that_it_cannot_be_compared(people: Cast, document: IssuedDocument) -> None:
    stored = scans.keep_scan(
        by=people.actor("district_leader"), now=NOW, document=document, scan=upload(picture(64, 48), "ban-ky.jpg")
    )
    assert scans.scans_of(document) == [stored]
    with pytest.raises(Unreadable, match="ảnh chụp"):
        scans.differences(document, stored)
    with pytest.raises(NotAllowed):
        scans.keep_scan(
            by=people.actor("commune_officer"), now=NOW, document=document, scan=upload(picture(64, 48), "x.jpg")
        )
