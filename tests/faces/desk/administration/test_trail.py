"""«Nhật ký»: read by administrators, of their branch alone, by day, person, record, outcome; as a page and a file."""

from __future__ import annotations

import datetime
import html
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from tests.faces.desk.administration.test_administration import signed_in
from tests.factories import START, Cast, cast, make_person
from tests.stages.works.support import registered
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core.models import AuditEntry

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2024, 7, 15, 9, tzinfo=get_default_timezone())
TRAIL = "/ban-lam-viec/quan-tri/nhat-ky/"


@pytest.fixture
def people() -> Cast:
    return cast()


def entry(people: Cast, label: str, **more: object) -> AuditEntry:
    values = {
        "at": MORNING, "site_date": datetime.date(2024, 7, 15),
        "actor_uid": people.people["commune_officer"].uid, "actor_label": "Cán bộ xã", "act": "xác nhận",
        "model": "works.work", "object_uid": uuid.uuid4(), "object_label": label, "unit_id": people.commune.pk,
    }  # fmt: skip
    return AuditEntry.objects.create(**{**values, **more})


def labels(client: Client, query: str = "") -> list[str]:
    return [row.record.object_label for row in client.get(TRAIL + query).context["page"].rows]


def far_administrator(people: Cast) -> Client:
    person = people.people["far_administrator"] = make_person("Quản trị huyện khác")
    Membership.objects.create(person=person, unit=people.far_district, role="administrator", valid_from=START)
    return signed_in(people, "far_administrator")


def test_refused_press_is_read_with_its_sentence(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    signed_in(people, "province_officer").post(reverse("desk:work-return", args=[work.uid]), {"reason": ""})
    client = signed_in(people, "administrator")
    page = html.unescape(client.get(TRAIL + "?ket-qua=tu-choi").content.decode())
    assert "Biểu mẫu điền chưa đúng: Lý do." in page
    assert str(work) in page
    assert people.people["province_officer"].full_name in page
    assert AuditEntry.objects.filter(act="lập", object_uid=work.uid).exists()
    assert str(work) not in labels(client, "?ket-qua=tu-choi&den=2024-07-14")


def test_rows_are_found_by_day_person_record_and_outcome(people: Cast) -> None:
    AuditEntry.objects.all().delete()
    entry(people, "Đường bon A")
    later = datetime.datetime(2024, 7, 16, tzinfo=get_default_timezone())
    entry(people, "Nhà bà B", at=later, refused=True, actor_uid=people.people["province_officer"].uid)
    client, named = signed_in(people, "administrator"), people.people["province_officer"].full_name
    assert labels(client) == ["Nhà bà B", "Đường bon A"]
    assert labels(client, "?den=2024-07-15") == ["Đường bon A"]
    assert labels(client, "?tu=16/7/2024") == ["Nhà bà B"]
    assert labels(client, "?ket-qua=da-lam") == ["Đường bon A"]
    assert labels(client, f"?nguoi={named.upper()}") == ["Nhà bà B"]
    assert labels(client, "?ban-ghi=Đường") == ["Đường bon A"]
    assert client.get(TRAIL + "?ket-qua=khac").status_code == 404
    told = client.get(TRAIL + "?tu=31/2/2024&ban-ghi=bon")
    page = told.content.decode()
    assert (told.status_code, told.context["page"]) == (400, None)
    # Beside its field and, for a phone where the filters are folded away, above the list.
    assert page.count("Không có ngày 31/2/2024. Xin ghi ngày trước, tháng sau: 15/7/2024.") == 2
    assert all(f'value="{typed}"' in page for typed in ("31/2/2024", "bon"))


def test_administrator_reads_its_branch_alone(people: Cast) -> None:
    AuditEntry.objects.all().delete()
    entry(people, "Của xã")
    entry(people, "Của huyện khác", unit_id=people.far_district.pk)
    entry(people, "Không của đơn vị nào", unit_id=None)
    entry(people, "Của hệ thống", unit_id=None, actor_uid=None)
    everything = ["Của hệ thống", "Không của đơn vị nào", "Của huyện khác", "Của xã"]
    assert labels(signed_in(people, "administrator")) == everything
    far = far_administrator(people)
    assert labels(far) == ["Của huyện khác"]
    file = b"".join(far.get(reverse("desk:export-csv", args=["nhat-ky"])).streaming_content).decode()  # type: ignore[attr-defined]
    assert ("Của huyện khác" in file, "Của xã" in file) == (True, False)


def test_everybody_else_is_told_who_may(people: Cast) -> None:
    entry(people, "Của xã")
    for name in ("province_officer", "province_leader", "commune_officer"):
        client = signed_in(people, name)
        assert client.get(TRAIL).status_code == 403
        file = b"".join(client.get(reverse("desk:export-csv", args=["nhat-ky"])).streaming_content).decode()  # type: ignore[attr-defined]
        assert "Của xã" not in file


def test_page_asks_the_same_at_one_three_and_a_thousand_rows(people: Cast) -> None:
    client = signed_in(people, "administrator")
    client.get(TRAIL)
    AuditEntry.objects.all().delete()
    asked = []
    for number in (1, 2, 997):
        row = entry(people, "Đường", unit_id=people.commune.pk)
        AuditEntry.objects.bulk_create([_copy(row) for _time in range(number - 1)])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(TRAIL).status_code == 200
        asked.append(len(seen))
    assert AuditEntry.objects.count() == 1000
    assert asked == [7, 7, 7]


def _copy(row: AuditEntry) -> AuditEntry:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.attname != "id"}
    return AuditEntry(**values)


@pytest.mark.parametrize("route", ["desk:export-excel", "desk:export-csv"])
def test_files_open_with_filters(people: Cast, route: str) -> None:
    entry(people, "Đường bon A")
    answer = signed_in(people, "administrator").get(reverse(route, args=["nhat-ky"]) + "?tu=2024-07-15&nguoi=can")
    assert answer.status_code == 200
