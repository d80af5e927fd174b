"""One milestone: its page, reporting, planning, confirming, giving back, proof."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.faces.desk.milestones.conftest import Desk, report_address, text_of
from tests.factories import NOW, Cast
from tests.foundation.core.uploads import photo
from tests.stages.milestones.conftest import FESTIVAL_DAY
from tests.stages.works.support import piece, registered, road
from thidua.foundation.core import files
from thidua.foundation.core.models import ProofLink, StoredFile
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import add_proof, assign_milestone, report_milestone, return_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.works.operations import add_photo

PILOT = "pilot-congress"


def address(row: Milestone, page: str = "milestone") -> str:
    return reverse(f"desk:{page}", args=[row.uid])


def launch(**values: Any) -> dict[str, Any]:
    return {"done_date": "1/12/2023", "way": "ceremony", "receipt": str(uuid.uuid4()), **values}


@pytest.mark.clause("III.1")
def test_launch_is_reported_and_leads_to_its_page(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    answer = client.post(report_address(site, "launch", "commune"), launch())
    row = Milestone.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address(row))
    page = text_of(client.get(address(row)))
    assert "Đã làm, chờ xác nhận" in page
    assert "bằng lễ phát động" in page


def test_history_keeps_the_day_before_it_was_put_right(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    for day in ("1/12/2023", "3/12/2023"):
        client.post(report_address(site, "launch", "commune"), launch(done_date=day))
    page = text_of(client.get(address(Milestone.objects.get())))
    assert "báo đã làm · ngày làm: 1/12/2023" in page
    assert "báo đã làm · ngày làm từ 1/12/2023 thành 3/12/2023" in page


def test_sent_twice_is_reported_once(site: Cast, desk: Desk) -> None:
    client, form = desk("commune_officer"), launch()
    first, second = (client.post(report_address(site, "launch", "commune"), form) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Milestone.objects.get().version == 2


def test_wrong_day_is_told_beside_the_field_and_keeps_what_was_typed(site: Cast, desk: Desk) -> None:
    answer = desk("commune_officer").post(
        report_address(site, "launch", "commune"), launch(done_date="1/9/2023", note="Có đủ")
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Đợt thi đua bắt đầu từ 1/10/2023. Xin xem lại ngày." in page
    assert ('value="1/9/2023"' in page, "Có đủ" in page) == (True, True)
    assert Milestone.objects.count() == 0


def test_day_that_is_none_is_told(site: Cast, desk: Desk) -> None:
    page = text_of(
        desk("commune_officer").post(report_address(site, "launch", "commune"), launch(done_date="31/2/2024"))
    )
    assert "Không có ngày 31/2/2024" in page


def test_wrong_file_is_told_and_nothing_is_written(site: Cast, desk: Desk) -> None:
    form = launch(upload=SimpleUploadedFile("anh.jpg", b"MZ a program"))
    answer = desk("commune_officer").post(report_address(site, "launch", "commune"), form)
    assert answer.status_code == 422
    # Of several files the one that is wrong is told by its name.
    assert "«anh.jpg»: Loại tệp này không nhận được." in text_of(answer)
    assert (Milestone.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.clause("III.5b")
def test_commune_reports_a_joint_festival_with_photos_and_confirms_at_once(
    site: Cast, desk: Desk, picture: bytes
) -> None:
    form = {
        "done_date": "12/11/2023", "was_held_well": "on", "partners": [str(site.area_two.uid)],
        "upload": [SimpleUploadedFile("a.png", picture), SimpleUploadedFile("b.png", picture)],
    }  # fmt: skip
    client = desk("commune_officer")
    client.post(report_address(site, "festival", "area"), form)
    row = Milestone.objects.get()
    assert (row.status, row.was_held_well, row.partners.get()) == ("verified", True, site.area_two)
    page = text_of(client.get(address(row)))
    stored = list(files.of_owner("milestone", row.uid))
    assert [reverse("desk:file", args=[one.uid]) in page for one in stored] == [True, True]
    assert "Nhập thay" in page


def test_rating_form_asks_what_its_kind_asks(site: Cast, desk: Desk) -> None:
    page = text_of(desk("district_officer").get(report_address(site, "rating", "district", 2023)))
    names = set(re.findall(r'name="(\w+)"', page))
    assert {"answer", "answered_by", "document_number", "document_date"} <= names
    assert not names & {"way", "partners", "new_head_name", "was_held_well"}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("commune_officer", 200),
        ("commune_leader", 403),
        ("district_officer", 403),
        ("sister_officer", 404),
        ("women_officer", 404),
    ],
)
def test_report_form_is_for_who_may_enter(site: Cast, desk: Desk, name: str, status: int) -> None:
    assert desk(name).get(report_address(site, "launch", "commune")).status_code == status


def test_forbidden_page_names_who_may(site: Cast, desk: Desk) -> None:
    page = text_of(desk("district_officer").get(report_address(site, "launch", "commune")))
    assert "Chỉ cán bộ của Ủy ban MTTQ Việt Nam xã Nam Dong ghi được mốc việc này." in page


def test_what_is_not_asked_is_a_bad_request(site: Cast, desk: Desk) -> None:
    assert desk("commune_officer").get(report_address(site, "launch", "area")).status_code == 400


def test_day_is_planned(site: Cast, desk: Desk) -> None:
    plan = report_address(site, "congress", "commune", page="milestone-plan")
    answer = desk("commune_officer").post(plan, {"planned_date": "20/8/2024"})
    assert answer.status_code == 302
    assert str(Milestone.objects.get().planned_date) == "2024-08-20"
    past = desk("commune_officer").post(plan, {"planned_date": "1/7/2024"})
    assert "Ngày dự kiến đã qua" in text_of(past)


def test_page_of_a_foreign_milestone_is_missing(site: Cast, desk: Desk, reported: Milestone) -> None:
    names = ("commune_leader", "province_officer", "sister_officer", "far_commune_officer", "women_officer")
    assert [desk(name).get(address(reported)).status_code for name in names] == [200, 200, 404, 404, 404]


def test_page_names_who_may_confirm_to_who_may_not(site: Cast, desk: Desk, reported: Milestone) -> None:
    page = text_of(desk("district_officer").get(address(reported)))
    assert "Chỉ Ủy ban MTTQ Việt Nam xã Nam Dong, là cấp trên trực tiếp, xác nhận được." in page
    assert reverse("desk:milestone-confirm", args=[reported.uid]) not in page


@pytest.mark.clause("III.5b")
def test_commune_confirms(site: Cast, desk: Desk, reported: Milestone) -> None:
    client = desk("commune_leader")
    form = {"version": reported.version, "was_held_well": "on", "receipt": str(uuid.uuid4())}
    assert client.post(address(reported, "milestone-confirm"), form).status_code == 302
    assert client.post(address(reported, "milestone-confirm"), form).status_code == 302
    reported.refresh_from_db()
    assert (reported.status, reported.was_held_well) == ("verified", True)
    assert "Đã xác nhận: Thôn 1." in text_of(client.get(address(reported)))


def test_confirming_what_changed_meanwhile_is_told(site: Cast, desk: Desk, reported: Milestone) -> None:
    answer = desk("commune_leader").post(address(reported, "milestone-confirm"), {"version": reported.version - 1})
    assert answer.status_code == 422
    assert "Người khác vừa sửa bản ghi này trước bạn." in text_of(answer)


@pytest.mark.parametrize(
    ("name", "status"), [("district_officer", 403), ("sister_officer", 404), ("administrator", 403)]
)
def test_confirming_is_for_the_level_above(site: Cast, desk: Desk, reported: Milestone, name: str, status: int) -> None:
    assert desk(name).post(address(reported, "milestone-confirm"), {"version": 2}).status_code == status
    assert desk(name).get(address(reported, "milestone-return")).status_code == status


def test_given_back_with_words_the_unit_reads(site: Cast, desk: Desk, reported: Milestone) -> None:
    client = desk("commune_leader")
    assert client.post(address(reported, "milestone-return"), {"reason": " "}).status_code == 422
    answer = client.post(
        address(reported, "milestone-return"), {"reason": "Ảnh của năm trước.", "version": reported.version}
    )
    assert answer.status_code == 302
    assert "Ảnh của năm trước." in text_of(desk("commune_officer").get(address(reported)))


def test_withdrawn_by_the_unit(site: Cast, desk: Desk, reported: Milestone) -> None:
    assert (
        desk("commune_officer").post(address(reported, "milestone-withdraw"), {"version": reported.version}).status_code
        == 302
    )
    reported.refresh_from_db()
    assert reported.status == "planned"


def test_proof_is_added_and_taken_off(site: Cast, desk: Desk, reported: Milestone, picture: bytes) -> None:
    client = desk("commune_officer")
    client.post(address(reported, "milestone-proof"), {"upload": SimpleUploadedFile("a.png", picture)})
    (stored,) = files.of_owner("milestone", reported.uid)
    assert desk("sister_officer").get(reverse("desk:file", args=[stored.uid])).status_code == 404
    client.post(reverse("desk:milestone-proof-remove", args=[reported.uid, stored.uid]))
    assert list(files.of_owner("milestone", reported.uid)) == []
    assert (
        desk("commune_leader")
        .post(address(reported, "milestone-proof"), {"upload": SimpleUploadedFile("a.png", picture)})
        .status_code
        == 403
    )


def test_confirmed_milestone_keeps_its_proof(site: Cast, desk: Desk, reported: Milestone, picture: bytes) -> None:
    client = desk("commune_officer")
    client.post(address(reported, "milestone-proof"), {"upload": SimpleUploadedFile("a.png", picture)})
    client.post(address(reported, "milestone-confirm"), {"version": reported.version})
    (stored,) = files.of_owner("milestone", reported.uid)
    page = client.post(reverse("desk:milestone-proof-remove", args=[reported.uid, stored.uid]), follow=True)
    assert "Mốc việc đã xác nhận, không gỡ ảnh và văn bản được nữa." in text_of(page)
    assert files.of_owner("milestone", reported.uid).count() == 1


def test_link_is_added_with_its_host_and_stays_once_confirmed(site: Cast, desk: Desk, reported: Milestone) -> None:
    client = desk("commune_officer")
    form = {"sort": "page", "title": "Ngày hội", "address": "https://facebook.com/1", "receipt": str(uuid.uuid4())}
    assert (
        client.post(address(reported, "milestone-link"), {**form, "address": "file:///etc/passwd"}).status_code == 422
    )
    assert client.post(address(reported, "milestone-link"), form).status_code == 302
    assert "Trang, fanpage · facebook.com · " in text_of(desk("district_officer").get(address(reported)))
    assert desk("sister_officer").post(address(reported, "milestone-link"), form).status_code == 404
    link = ProofLink.objects.get()
    off = reverse("desk:milestone-link-remove", args=[reported.uid, link.uid])
    client.post(off)
    assert "facebook.com" not in text_of(client.get(address(reported)))
    client.post(address(reported, "milestone-link"), {**form, "receipt": str(uuid.uuid4())})
    client.post(address(reported, "milestone-confirm"), {"version": reported.version})
    kept = ProofLink.objects.get(removed_at=None)
    page = client.post(reverse("desk:milestone-link-remove", args=[reported.uid, kept.uid]), follow=True)
    assert "Mốc việc đã xác nhận, không gỡ liên kết được nữa." in text_of(page)


def test_who_confirms_reads_what_deserves_a_look_and_nobody_else(site: Cast, desk: Desk, reported: Milestone) -> None:
    work = registered(site, site.actor("commune_officer"), road(site))
    data = photo(point=(21.03, 105.85))
    add_photo(
        by=site.actor("commune_officer"), now=NOW, work=work, role="before", upload=SimpleUploadedFile("a.jpg", data)
    )
    add_proof(
        by=site.actor("commune_officer"), now=NOW, milestone=reported, uploads=[SimpleUploadedFile("hội.jpg", data)]
    )
    confirms = text_of(desk("commune_officer").get(address(reported)))
    sees = text_of(desk("district_officer").get(address(reported)))
    remark = "Ảnh «hội.jpg» ghi chụp ở tọa độ 21,03; 105,85, ngoài"
    assert (remark in confirms, remark in sees) == (True, False)
    # Where a file was before is told to whoever stands above both too.
    assert (work.name in confirms, work.name in sees) == (True, True)


def test_who_sent_a_file_twice_is_not_told_and_every_level_above_is(site: Cast, desk: Desk) -> None:
    officer, data = site.actor("commune_officer"), photo()
    work = registered(site, officer, piece(site))
    row = report_milestone(
        by=officer, now=NOW, kind=site.milestone_kinds["launch"], unit=site.commune,
        report=Report(FESTIVAL_DAY, way="ceremony"), uploads=[SimpleUploadedFile("phát động.jpg", data)],
    )  # fmt: skip
    add_photo(by=officer, now=NOW, work=work, role="before", upload=SimpleUploadedFile("a.jpg", data))
    readers = ("commune_officer", "commune_leader", "district_officer", "province_officer", "administrator")
    told = [name for name in readers if work.name in text_of(desk(name).get(address(row)))]
    assert told == ["district_officer", "province_officer"]


def test_returned_report_says_why_on_its_form(site: Cast, desk: Desk, reported: Milestone) -> None:
    return_milestone(by=site.actor("commune_leader"), now=NOW, milestone=reported, reason="Thiếu ảnh.")
    assert "Thiếu ảnh." in text_of(desk("commune_officer").get(report_address(site, "festival", "area")))


def test_assigned_pilot_is_on_the_commune_s_page(site: Cast, desk: Desk) -> None:
    assign_milestone(
        by=site.actor("district_officer"), now=NOW, kind=site.milestone_kinds[PILOT], unit=site.commune,
        prescribed_date=NOW.date().replace(month=3, day=31), prescribed_by="Kế hoạch 15",
    )  # fmt: skip
    page = text_of(desk("commune_officer").get(reverse("desk:milestones-own")))
    assert ("Đại hội điểm cấp xã" in page, "31/3/2024" in page) == (True, True)
