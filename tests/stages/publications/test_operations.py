"""Publishing and taking down: what goes out, who may, what is refused."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import transaction

from tests.factories import NOW, SYSTEM, Cast, cast, make_campaign
from tests.harness.state_tables import DONE, Case, cases, outcome
from tests.stages.publications.support import (
    DESCRIPTION,
    HOUSEHOLD,
    MARKERS,
    PLAN_DAY,
    TEXT,
    TITLE,
    photos_of,
    plan,
    publish,
    published_plan,
    secret_house,
)
from tests.stages.works.support import done, house, piece, registered, verified
from thidua.foundation.core import audit
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.model import Signature
from thidua.foundation.documents.operations import withdraw_document
from thidua.stages.campaigns.models import Plan
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations import publish_plan, publish_work, withdraw_item
from thidua.stages.publications.states import PUBLICATION

pytestmark = pytest.mark.django_db

ROLES = (
    "province_officer", "province_leader", "district_officer", "district_leader", "commune_officer", "women_officer",
    "administrator",
)  # fmt: skip
OWNERS_PEOPLE = {"province_officer", "province_leader"}


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.clause("W.1")
def test_plan_is_published_with_both_its_dates(people: Cast) -> None:
    item = published_plan(people)
    assert (item.kind, item.status, item.get_category_display(), item.author) == (
        "plan", "published", "Tin nổi bật", "Nguyễn Thị An",
    )  # fmt: skip
    assert (str(item.thing_date), item.published_at) == ("2024-02-05", PLAN_DAY)
    assert item.content["number"] == Plan.objects.get().document.notation


@pytest.mark.clause("N.2")
def test_plan_is_published_as_signed(people: Cast) -> None:
    signature = Signature("PHÓ CHỦ TỊCH THƯỜNG TRỰC", "Y Thái", ("TM. BAN THƯỜNG TRỰC",))
    item = published_plan(people, signature=signature)
    assert (item.content["signer"], item.content["signer_title"]) == ("Y Thái", "PHÓ CHỦ TỊCH THƯỜNG TRỰC")
    assert item.content["payload"]["signature"]["note"] == "(đã ký)"


def test_plan_published_by_the_site_bears_the_owners_name(people: Cast) -> None:
    item = publish_plan(by=SYSTEM, now=NOW, plan=plan(people))
    assert (item.author, item.published_at) == (people.province.name, NOW)


def test_plan_not_issued_is_refused(people: Cast) -> None:
    row = plan(people)
    bare = make_campaign(people.province, key="khac")
    other = Plan.objects.create(
        campaign=bare, unit=people.province, title="Chưa có văn bản", made_at=NOW, changed_at=NOW
    )
    withdraw_document(by=SYSTEM, now=NOW, issued=row.document, reason="ban hành nhầm")
    row.refresh_from_db()
    for refused in (row, other):
        with pytest.raises(NotNow):
            publish_plan(by=people.actor("province_officer"), now=NOW, plan=refused)
    assert PublicItem.objects.count() == 0


def test_plan_of_a_lower_unit_has_no_page(people: Cast) -> None:
    row = plan(people)
    Plan.objects.filter(pk=row.pk).update(unit=people.district)
    row.refresh_from_db()
    with pytest.raises(NotNow):
        publish_plan(by=people.actor("province_officer"), now=NOW, plan=row)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in OWNERS_PEOPLE])
def test_plan_is_published_by_the_campaigns_own_people(people: Cast, role: str) -> None:
    row = plan(people)
    with pytest.raises(NotAllowed) as refusal:
        publish_plan(by=people.actor(role), now=NOW, plan=row)
    assert people.province.name in str(refusal.value)


@pytest.mark.clause("I.3")
def test_work_goes_out_in_the_publishers_words(people: Cast) -> None:
    work = secret_house(people, partners=(people.area,))
    item = publish(people, work)
    assert (item.title, item.text, str(item.thing_date), item.unit_name) == (
        TITLE, TEXT, "2024-06-28", "Ủy ban MTTQ Việt Nam huyện Cư Jút",
    )  # fmt: skip
    assert item.content == {
        "kind": "Nhà đại đoàn kết (xây mới)", "quantity": 1, "measure_unit": "house",
        "partners": ["Thôn 1, xã Nam Dong, huyện Cư Jút"], "mobiliser": "Ủy ban MTTQ Việt Nam huyện Cư Jút",
    }  # fmt: skip
    assert [(place.name, place.district_name) for place in item.places.order_by("position")] == [
        ("Buôn Nui, xã Nam Dong, huyện Cư Jút", "Huyện Cư Jút")
    ]
    assert [photo.file.uid for photo in item.photos.order_by("position")] == photos_of(work)[:1]


def test_copy_holds_nothing_of_the_inside(people: Cast) -> None:
    work = secret_house(people)
    assert (HOUSEHOLD in work.name, work.description) == (True, DESCRIPTION)
    stored = audit.snapshot(publish(people, work))
    assert [marker for marker in MARKERS if marker in str(stored)] == []


def test_copy_stays_when_its_work_changes(people: Cast) -> None:
    work = secret_house(people)
    item = publish(people, work)
    type(work).objects.filter(pk=work.pk).update(name="Tên khác", quantity=9)
    item.refresh_from_db()
    assert (item.title, item.content["quantity"]) == (TITLE, 1)


def test_work_published_anew_replaces_its_copy(people: Cast) -> None:
    work = secret_house(people)
    first = publish(people, work)
    second = publish(people, work, title="Nhà mới ở Buôn Nui")
    first.refresh_from_db()
    assert (first.status, second.status) == ("withdrawn", "published")
    assert PublicItem.objects.live().count() == 1


def test_sending_twice_publishes_once(people: Cast) -> None:
    work, receipt = secret_house(people), uuid.uuid4()
    first, second = (publish(people, work, receipt=receipt) for _time in range(2))
    assert (first.pk, PublicItem.objects.count()) == (second.pk, 1)


def test_work_not_verified_is_refused(people: Cast) -> None:
    for work in (registered(people, people.actor("district_officer")), done(people, content=house(people, name="Nhà"))):
        with pytest.raises(NotNow):
            publish(people, work, photos=())
    assert PublicItem.objects.count() == 0


WRONG_WORDS: list[tuple[dict[str, Any], str]] = [
    ({"title": "  "}, "title"),
    ({"title": "x" * 301}, "title"),
    ({"text": "x" * 3001}, "text"),
    ({"photos": [uuid.UUID(int=1)]}, "photos"),
    ({"text": "Xin gọi 0912 345 678 để biết thêm."}, "text"),
    ({"title": "Nhà chị Lan, 0912345678"}, "title"),
    ({"text": "Văn phòng: 0261.354.4321"}, "text"),
    ({"title": "Nhà đại đoàn kết cho hộ bà H'Duyên Mật"}, "title"),
]


def test_wrong_words_are_refused_at_their_field(people: Cast) -> None:
    work = secret_house(people)
    for more, field in WRONG_WORDS:
        with pytest.raises(Invalid) as refusal:
            publish(people, work, **more)
        assert (more, list(refusal.value.fields)) == (more, [field])
        assert PublicItem.objects.count() == 0


def test_sums_days_and_households_without_names_are_taken(people: Cast) -> None:
    work = secret_house(people)
    for text in ("Kinh phí 1.200.000.000 đồng", "Giúp 3 hộ nghèo, hộ cận nghèo", "Ngày 02.09.2024 đến 03.10.2024",
                 "Dài 0,5 km"):  # fmt: skip
        with transaction.atomic():
            assert publish(people, work, text=text).text == text
            transaction.set_rollback(True)


def test_work_of_another_campaign_is_refused(people: Cast) -> None:
    other = make_campaign(people.province, key="khac")
    with pytest.raises(Invalid) as refusal:
        publish(people, secret_house(people), campaign=other)
    assert list(refusal.value.fields) == ["campaign"]


def test_work_is_published_by_the_campaigns_own_people(people: Cast) -> None:
    work = secret_house(people)
    seen = {}
    for role in (*ROLES, "far_district_officer", "sister_officer"):
        try:
            publish_work(
                by=people.actor(role), now=NOW, work=work, campaign=people.campaign, title=TITLE, text="", photos=()
            )
            seen[role] = "done"
        except (NotAllowed, Missing) as refusal:
            seen[role] = type(refusal).__name__
    assert seen == {
        "province_officer": "done", "province_leader": "done", "district_officer": "NotAllowed",
        "district_leader": "NotAllowed", "commune_officer": "NotAllowed", "women_officer": "Missing",
        "administrator": "NotAllowed", "far_district_officer": "Missing", "sister_officer": "Missing",
    }  # fmt: skip


def test_work_without_places_lies_where_its_body_is(people: Cast) -> None:
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")
    work.places.all().delete()
    item = publish(people, work)
    assert [(place.name, place.district_name) for place in item.places.all()] == [
        ("Xã Nam Dong, huyện Cư Jút", "Huyện Cư Jút")
    ]


def test_withdrawing_needs_a_reason_and_keeps_the_copy(people: Cast) -> None:
    item = publish(people, secret_house(people))
    by = people.actor("province_leader")
    with pytest.raises(Invalid):
        withdraw_item(by=by, now=NOW, item=item, reason=" ")
    with pytest.raises(Stale):
        withdraw_item(by=by, now=NOW, item=item, reason="Ảnh lộ mặt trẻ em", version=7)
    gone = withdraw_item(by=by, now=NOW, item=item, reason="Ảnh lộ mặt trẻ em", version=1)
    assert (gone.status, gone.title, gone.photos.count()) == ("withdrawn", TITLE, 1)
    entry = AuditEntry.objects.filter(object_uid=item.uid).latest("id")
    assert (entry.act, entry.reason) == ("gỡ khỏi cổng", "Ảnh lộ mặt trẻ em")
    with pytest.raises(NotNow):
        withdraw_item(by=by, now=NOW, item=item, reason="Lần nữa")


@pytest.mark.parametrize("case", cases(PUBLICATION, roles=ROLES, allowed={"withdraw": OWNERS_PEOPLE}), ids=str)
def test_every_act_in_every_state(people: Cast, case: Case) -> None:
    item = published_plan(people)
    item.status = case.status
    item.save()
    assert outcome(PUBLICATION, item, case.act, by=people.actor(case.role)) == case.expected
    assert case.expected != DONE or item.status == "withdrawn"
