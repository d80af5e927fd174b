"""What is owed once a published work is not verified any more."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.publications.support import TITLE, given, honour, publish, published_honour, secret_house
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.publications.operations import withdraw_item
from thidua.stages.works.operations import unverify_work

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def owed(people: Cast, who: str) -> list[Duty]:
    return list(SOURCES["publications"](people.actor(who), TODAY))


def test_work_that_lost_its_verification_is_looked_at_again(django_assert_num_queries: object) -> None:
    people = cast()
    work = secret_house(people)
    item = publish(people, work)
    assert owed(people, "province_officer") == []
    unverify_work(by=people.actor("province_officer"), now=NOW, work=work, reason="Ảnh của nhà khác")
    found = {
        who: owed(people, who) for who in ("province_officer", "province_leader", "district_officer", "administrator")
    }
    assert {who: len(rows) for who, rows in found.items()} == {
        "province_officer": 1, "province_leader": 1, "district_officer": 0, "administrator": 0,
    }  # fmt: skip
    duty = found["province_officer"][0]
    assert (duty.what, duty.address_name, duty.address_args, duty.since) == (
        f"Xem lại nội dung đã đăng: {TITLE}", "desk:publication", (item.uid,), TODAY,
    )  # fmt: skip
    withdraw_item(by=people.actor("province_officer"), now=NOW, item=item, reason="Chưa xác nhận lại")
    assert owed(people, "province_officer") == []


def test_new_decision_waits_to_be_named_until_one_name_stands() -> None:
    people = cast()
    first = honour(people, given=given("41/QĐ-MTTQ-BTT", TODAY))
    honour(people, number=2, unit=people.sister_commune, given=given("41/QĐ-MTTQ-BTT", TODAY))
    honour(people, number=3, given=given("09/QĐ-MTTQ-BTT", TODAY - 60 * DAY))
    rows = owed(people, "province_officer")
    assert [(duty.kind, duty.detail, duty.since) for duty in rows] == [
        ("publication-names", "2 tập thể, cá nhân", TODAY)
    ]
    assert rows[0].what == "Đăng tên được khen lên cổng: quyết định số 41/QĐ-MTTQ-BTT"
    assert owed(people, "district_officer") == []
    published_honour(people, first)
    assert owed(people, "province_officer") == []
