"""Personal links: given by the commune, shown once; on the phone three screens from the link to «Đã gửi»."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.faces.desk.milestones.conftest import Desk, text_of
from tests.factories import NOW, Cast
from tests.stages.milestones.conftest import FESTIVAL_DAY
from thidua.faces.kit import keeping
from thidua.foundation.accounts.models import PersonalLink
from thidua.foundation.core import files
from thidua.foundation.core.models import AuditEntry
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import (
    give_area_link,
    report_milestone,
    return_milestone,
    revoke_area_link,
)
from thidua.stages.milestones.reports import Report


@pytest.fixture(autouse=True)
def _forget_wrong_links() -> None:
    cache.clear()


@pytest.fixture
def token(site: Cast) -> str:
    _link, token = give_area_link(by=site.actor("commune_officer"), now=NOW, area=site.area, full_name="Điểu Srôn")
    return token


def report_address(token: str, kind: str = "festival") -> str:
    return f"/v/{token}/thu/{kind}/0/"


def form(**values: Any) -> dict[str, Any]:
    return {"done_date": "2023-11-12", "receipt": str(uuid.uuid4()), **values}


def test_commune_gives_a_link_and_sees_it_once(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    address, given = (
        reverse("desk:area-link", args=[site.area.uid]),
        {"full_name": "Điểu Srôn", "receipt": str(uuid.uuid4())},
    )
    page = text_of(client.post(address, given))
    found = re.search(r"http://testserver/v/([\w-]+)/", page)
    assert found
    assert "<svg" in page  # The QR code.
    assert text_of(Client().get(f"/v/{found[1]}/")).count("Ngày hội Đại đoàn kết toàn dân tộc") >= 1
    again = client.post(address, given, follow=True)
    assert "chỉ hiện một lần" in text_of(again)
    assert PersonalLink.objects.count() == 1


def test_page_with_the_link_is_not_kept_by_browsers(site: Cast, desk: Desk) -> None:
    answer = desk("commune_officer").post(reverse("desk:area-link", args=[site.area.uid]), {"full_name": "Điểu Srôn"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "status"), [("commune_leader", 403), ("district_officer", 403), ("sister_officer", 404)]
)
def test_links_are_given_by_the_commune_s_officer(site: Cast, desk: Desk, name: str, status: int) -> None:
    assert desk(name).post(reverse("desk:area-link", args=[site.area.uid]), {"full_name": "X"}).status_code == status
    assert PersonalLink.objects.count() == 0


def test_revoked_from_the_list(site: Cast, desk: Desk, token: str) -> None:
    client = desk("commune_officer")
    assert "Điểu Srôn" in text_of(client.get(reverse("desk:area-links")))
    client.post(reverse("desk:area-link-revoke", args=[site.area.uid]))
    assert Client().get(f"/v/{token}/").status_code == 404


@pytest.mark.clause("III.5b")
def test_three_screens_to_sent(site: Cast, desk: Desk, token: str, picture: bytes) -> None:
    phone = Client(enforce_csrf_checks=True)
    first = text_of(phone.get(f"/v/{token}/"))
    assert report_address(token) in first
    assert "Điểu Srôn, Thôn 1, Xã Nam Dong" in first
    assert 'name="done_date"' in text_of(phone.get(report_address(token)))
    photos = {"photo_1": SimpleUploadedFile("1.png", picture), "photo_2": SimpleUploadedFile("2.png", picture)}
    answer = phone.post(report_address(token), form(**photos))
    row = Milestone.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/v/{token}/da-gui/{row.uid}/")
    sent = text_of(phone.get(answer["Location"]))
    assert ("Đã gửi. Cảm ơn!" in sent, "2 ảnh" in sent) == (True, True)
    assert (row.status, row.entered_by, files.of_owner("milestone", row.uid).count()) == ("done", None, 2)
    assert "Thôn 1" in text_of(desk("commune_officer").get(reverse("desk:milestones-waiting")))


def test_sent_twice_is_reported_once(site: Cast, token: str) -> None:
    phone, given = Client(), form()
    first, second = (phone.post(report_address(token), given) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Milestone.objects.get().version == 2


def test_wrong_day_is_told_and_kept(site: Cast, token: str) -> None:
    answer = Client().post(report_address(token), form(done_date="2023-11-20", note="Đã họp"))
    page = text_of(answer)
    assert (answer.status_code, "chỉ tính từ 1/11/2023 đến 18/11/2023" in page, "Đã họp" in page) == (422, True, True)


def test_photos_that_a_page_without_an_account_cannot_keep_are_told(token: str, picture: bytes) -> None:
    told = "Xin chọn lại ảnh, tệp trước khi gửi"
    photo = {"photo_1": SimpleUploadedFile("1.png", picture)}
    wrong = text_of(Client().post(report_address(token), form(done_date="2023-11-20", **photo)))
    assert told in wrong
    assert told not in text_of(Client().post(report_address(token), form(done_date="2023-11-20")))


def test_what_the_commune_gave_back_is_read_by_the_link(site: Cast, token: str) -> None:
    phone = Client()
    phone.post(report_address(token), form())
    return_milestone(by=site.actor("commune_leader"), now=NOW, milestone=Milestone.objects.get(), reason="Ảnh bị mờ.")
    assert "Ảnh bị mờ." in text_of(phone.get(f"/v/{token}/"))
    assert "Ảnh bị mờ." in text_of(phone.get(report_address(token)))


def test_link_opens_nothing_of_another_area(site: Cast, token: str, reported: Milestone) -> None:
    other = Milestone.objects.get(pk=reported.pk)
    assert Client().get(f"/v/{token}/da-gui/{other.uid}/").status_code == 200  # The own area's.
    _link, sister = give_area_link(by=site.actor("sister_officer"), now=NOW, area=site.sister_area, full_name="Y Bih")
    assert Client().get(f"/v/{sister}/da-gui/{other.uid}/").status_code == 404


def test_link_signs_nobody_in(site: Cast, token: str) -> None:
    phone = Client()
    phone.get(f"/v/{token}/")
    assert phone.get("/ban-lam-viec/").status_code == 302
    assert "sessionid" not in phone.cookies


@pytest.mark.parametrize("made", ["wrong", "revoked", "expired"])
def test_dead_link_is_a_kind_page_without_a_clue(site: Cast, token: str, made: str) -> None:
    if made == "wrong":
        token = "x" * 32
    elif made == "revoked":
        revoke_area_link(by=site.actor("commune_officer"), now=NOW, area=site.area)
    else:
        PersonalLink.objects.update(valid_to=NOW.date())
    answer = Client().get(f"/v/{token}/")
    assert answer.status_code == 404
    assert "Xin hỏi cán bộ Mặt trận xã để lấy đường dẫn mới." in text_of(answer)


@pytest.mark.parametrize("path", ["", "thu/festival/0/"])
def test_pages_of_a_link_tell_nobody_their_address(site: Cast, token: str, path: str) -> None:
    for address in (f"/v/{token}/{path}", f"/v/wrong/{path}"):
        answer = Client().get(address)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_guessing_is_slowed_down(site: Cast, token: str) -> None:
    phone = Client()
    answers = [phone.get(f"/v/wrong-{number}/").status_code for number in range(21)]
    assert (answers[:20], answers[20]) == ([404] * 20, 429)
    assert phone.get(f"/v/{token}/").status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.9").get(f"/v/{token}/").status_code == 200


def test_token_stands_in_no_entry_of_the_audit(site: Cast, token: str) -> None:
    Client().post(report_address(token), form())
    told = str(list(AuditEntry.objects.order_by("id").values()))
    assert token not in told


def test_unknown_milestone_is_missing(site: Cast, token: str) -> None:
    assert Client().get(report_address(token, "none")).status_code == 404


@pytest.mark.clause("III.5b")
def test_head_puts_right_what_the_commune_entered(site: Cast, token: str) -> None:
    report_milestone(
        by=site.actor("commune_officer"), now=NOW, kind=site.milestone_kinds["festival"], unit=site.area,
        report=Report(FESTIVAL_DAY),
    )  # fmt: skip
    phone = Client()
    first = text_of(phone.get(f"/v/{token}/"))
    assert ("Xã đã nhập thay cho khu mình" in first, report_address(token) in first) == (True, True)
    page = text_of(phone.get(report_address(token)))
    version = re.search(r'name="version" value="(\d+)"', page)
    assert ('value="2023-11-12"' in page, version is not None) == (True, True)
    assert phone.post(report_address(token), form(done_date="2023-11-14", version=version[1])).status_code == 302
    row = Milestone.objects.get()
    assert (row.status, str(row.done_date), row.entered_by) == ("done", "2023-11-14", None)
    assert "Xã đã nhập thay" not in text_of(phone.get(f"/v/{token}/"))


def test_phone_prepares_with_nothing_owed_and_keeps_the_correction(site: Cast, token: str) -> None:
    for kind in ("festival", "conference"):
        report_milestone(
            by=site.actor("commune_officer"), now=NOW, kind=site.milestone_kinds[kind], unit=site.area,
            report=Report(FESTIVAL_DAY, new_head_name="Điểu Srôn" if kind == "conference" else ""),
        )  # fmt: skip
    page = text_of(Client().get(f"/v/{token}/"))
    assert ("Khu mình đã báo đủ" in page, "data-kit-prepare" in page) == (True, True)
    kept = re.search(r"<ul data-kit-doors hidden>(.*?)</ul>", page)
    assert kept
    doors = re.findall(r'href="([^"]+)"', kept[1])
    assert set(doors) == {report_address(token), report_address(token, "conference")}
    assert {Client().get(door).headers[keeping.KEEP] for door in doors} == {"1"}


SHEET = "/ban-lam-viec/moc-viec/duong-dan-rieng/in/"


def heads(site: Cast, **names: str) -> dict[str, str]:
    return {
        "receipt": str(uuid.uuid4()),
        **{f"chon-{site.units[unit].pk}": "1" for unit in names},
        **{f"ten-{site.units[unit].pk}": name for unit, name in names.items()},
    }


def test_sheet_hands_out_a_link_of_its_own_to_every_area(site: Cast, desk: Desk, token: str) -> None:
    client, given = desk("commune_officer"), heads(site, area="Điểu Srôn", area_two="H'Lan Niê")
    page = client.post(SHEET, given)
    text = text_of(page)
    tokens = re.findall(r"http://testserver/v/([\w-]+)/", text)
    assert (page.status_code, len(set(tokens)), text.count("<svg viewBox"), "no-store" in page["Cache-Control"]) == (
        200, 2, 2, True,
    )  # fmt: skip
    first = [text_of(Client().get(f"/v/{one}/")) for one in tokens]
    assert ["H&#x27;Lan Niê, Buôn Nui" in first[0], "Điểu Srôn, Thôn 1" in first[1]] == [True, True]
    assert Client().get(f"/v/{token}/").status_code == 404  # The link the area had ends with the new one.
    # Sent again, the sheet is not shown again and nothing is given.
    assert "chỉ hiện một lần" in text_of(client.post(SHEET, given, follow=True))
    assert PersonalLink.objects.filter(revoked_at=None).count() == 2


def test_sheet_marks_the_areas_without_a_link(site: Cast, desk: Desk, token: str) -> None:
    page = text_of(desk("commune_officer").get(SHEET))
    chosen = {unit: f'name="chon-{site.units[unit].pk}" value="1"' for unit in ("area", "area_two")}
    marked = [re.search(re.escape(words) + "[^>]* checked", page) is not None for words in chosen.values()]
    assert marked == [False, True]
    assert str(site.sister_area.pk) not in re.findall(r'name="chon-(\d+)"', page)


def test_sheet_without_a_name_gives_nothing_and_keeps_what_was_typed(site: Cast, desk: Desk) -> None:
    answer = desk("commune_officer").post(SHEET, heads(site, area=" ", area_two="H'Lan"))
    page = text_of(answer)
    assert (answer.status_code, "Xin ghi họ và tên Trưởng ban." in page, 'value="H&#x27;Lan"' in page) == (
        422,
        True,
        True,
    )
    assert PersonalLink.objects.count() == 0


def test_sheet_for_nobody_is_told(site: Cast, desk: Desk) -> None:
    answer = desk("commune_officer").post(SHEET, {})
    assert (answer.status_code, "đánh dấu ít nhất một khu" in text_of(answer)) == (422, True)


def test_sheet_gives_no_link_of_another_commune_s_area(site: Cast, desk: Desk) -> None:
    desk("commune_officer").post(SHEET, heads(site, sister_area="Y Bih"))
    assert PersonalLink.objects.count() == 0


@pytest.mark.parametrize("name", ["commune_leader", "district_officer"])
def test_sheet_is_the_commune_s_officer_s(site: Cast, desk: Desk, name: str) -> None:
    assert desk(name).get(SHEET).status_code == 403
