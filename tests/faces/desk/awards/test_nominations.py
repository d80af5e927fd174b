"""Proposing in the browser: few screens to «đã đề nghị», what is wrong is told at its field, the page of one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.factories import NOW, SYSTEM
from tests.harness.pages import enter
from tests.stages.nominations.support import (
    Awards,
    confirmed,
    person,
    proposed,
    voted,
)
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import (
    release_seat,
    reserve_nominee,
    select_nominee,
)

N = Nomination.Status


def test_commune_proposes_itself_in_three_screens(found: Awards) -> None:
    people = found.cast
    client = enter(people, "commune_officer")
    first = client.get(reverse("desk:nomination-new"))
    assert "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh" in first.content.decode()
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.commune.uid}&nguoi=tap-the"
    second = client.get(address)
    form = second.context["form"]
    assert form.initial["report-awards"] == "Chưa có."
    sent_form = {name: form.initial.get(name) or "" for name in form.fields} | {
        "achievement": "Làm 1,2 km đường", "lam": "de-nghi", "receipt": form["receipt"].value(), "version": "1",
    }  # fmt: skip
    third = client.post(address, sent_form, follow=True)
    row = Nomination.objects.get()
    assert (row.status, row.holder) == (N.PROPOSED, people.district)
    assert "Đã đề nghị. Ủy ban MTTQ Việt Nam huyện Cư Jút đang giữ." in third.content.decode()
    again = client.post(address, sent_form)
    assert (again.status_code, Nomination.objects.count()) == (302, 1)


def test_new_person_is_made_with_the_nomination(found: Awards) -> None:
    people = found.cast
    client = enter(people, "commune_officer")
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.area.uid}&nguoi=moi"
    receipt = client.get(address).context["form"]["receipt"].value()
    data = {"full_name": "Hoàng Văn Bảy", "position": "Trưởng ban", "achievement": "Vận động tốt", "version": "1",
            "receipt": receipt, "lam": "de-nghi"}  # fmt: skip
    client.post(address, data)
    row = Nomination.objects.get()
    assert (str(row), row.person.position, row.subject) == ("Hoàng Văn Bảy", "Trưởng ban", people.area)


def test_bad_nomination_is_told_at_its_field_and_kept(found: Awards) -> None:
    people = found.cast
    client = enter(people, "commune_officer")
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.commune.uid}&nguoi=tap-the"
    receipt = client.get(address).context["form"]["receipt"].value()
    answer = client.post(
        address,
        {"achievement": "", "report-results": "Chữ đã gõ", "version": "1", "receipt": receipt, "lam": "de-nghi"},
    )
    page = answer.content.decode()
    assert (answer.status_code, Nomination.objects.count()) == (422, 0)
    assert "Xin ghi tóm tắt thành tích trước khi đề nghị." in page
    assert "Chữ đã gõ" in page


def test_somebody_known_written_as_new_is_shown_and_asked_about(found: Awards) -> None:
    people = found.cast
    known = proposed(found, people.commune, people.area, person=person("Hoàng Văn Bảy", "Trưởng Ban Công tác Mặt trận"))
    client = enter(people, "commune_officer")
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.area.uid}&nguoi=moi"

    def sent(**more: str) -> Any:
        receipt = client.get(address).context["form"]["receipt"].value()
        data = {"receipt": receipt, "full_name": "hoàng văn bảy", "position": "Trưởng Ban", "achievement": "Làm đường"}
        return client.post(address, {**data, **more})

    asked = sent()
    page = asked.content.decode()
    assert (asked.status_code, Nomination.objects.count()) == (422, 1)
    assert "là Hoàng Văn Bảy, Trưởng Ban Công tác Mặt trận đã có" in page
    assert "Xin chọn người đó, hoặc chọn «người khác, trùng họ tên»" in page
    again = sent(same=str(known.person.uid))
    assert (again.status_code, "đã được" in again.content.decode(), Nomination.objects.count()) == (422, True, 1)
    assert sent(same="khac").status_code == 302
    assert Nomination.objects.filter(person__folded="hoang van bay").count() == 2


def test_another_form_for_the_same_body_is_told_on_the_page(found: Awards) -> None:
    people = found.cast
    row = proposed(found, people.commune)
    client = enter(people, "commune_officer")
    where = reverse("desk:nomination", args=[row.uid])
    assert "Cũng được đề nghị hình thức khác" not in client.get(where).content.decode()
    proposed(found, people.commune, form=found.later)
    told = "Cũng được đề nghị hình thức khác trong đợt thi đua này: Bằng khen của Ủy ban nhân dân tỉnh (đã đề nghị)."
    assert told in client.get(where).content.decode()


def test_leader_reads_the_report_and_confirms(found: Awards) -> None:
    people = found.cast
    row = proposed(found, people.commune)
    client = enter(people, "commune_leader")
    page = client.get(reverse("desk:nomination-confirm", args=[row.uid]))
    assert "Làm 1,2 km đường." in page.content.decode()
    data = {"version": row.version, "receipt": page.context["act_form"]["receipt"].value()}
    client.post(reverse("desk:nomination-confirm", args=[row.uid]), data)
    assert Nomination.objects.get().confirmed_by == people.people["commune_leader"]


def test_page_of_a_seated_and_of_a_reserve(found: Awards) -> None:
    people = found.cast
    row = voted(proposed(found, people.commune))
    other = reserve_nominee(by=SYSTEM, now=NOW, nomination=voted(proposed(found, people.sister_commune), 4))
    row = select_nominee(by=SYSTEM, now=NOW, nomination=row)
    client = enter(people, "province_officer")
    assert "đã chọn 1/2 suất" in client.get(reverse("desk:nomination", args=[row.uid])).content.decode()
    assert "Bỏ khỏi dự bị" in client.get(reverse("desk:nomination", args=[other.uid])).content.decode()
    release_seat(by=SYSTEM, now=NOW, nomination=row, reason="Xác minh")
    history = client.get(reverse("desk:nomination", args=[row.uid])).content.decode()
    assert "Xác minh" in history


def test_report_is_downloaded_as_word(found: Awards) -> None:
    row = confirmed(proposed(found, found.cast.commune))
    client = enter(found.cast, "commune_officer")
    answer = client.get(reverse("desk:nomination-report", args=[row.uid, "docx"]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bao-cao-thanh-tich.docx"'
    assert client.get(reverse("desk:nomination-report", args=[row.uid, "html"])).status_code == 404
