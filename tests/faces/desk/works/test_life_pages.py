"""Pages of the life of a work: bad input explained and kept, papers signed, questions, doubles, lists."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.faces.desk.works.support import typed
from tests.factories import NOW, Cast
from tests.foundation.core.uploads import picture, upload
from tests.harness.pages import address, enter, receipt, text
from tests.stages.works.support import handed_over, house, piece, registered, verified, whole_house, with_catalogue
from thidua.foundation.core import files
from thidua.foundation.core.content import DOCX, PDF
from thidua.stages.publications.operations import publish_work
from thidua.stages.works.models import Double, Work
from thidua.stages.works.operations import complete_step, note_work, offer_work
from thidua.stages.works.operations.looking import find_new_doubles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "money-people", "1,234,500.00",
            "Không rõ «1,234,500.00» là bao nhiêu. Xin dùng dấu chấm tách hàng nghìn, dấu phẩy cho phần lẻ: 1.234,5.",
        ),
        ("point", "21,02851; 105,80482", "Tọa độ 21,02851; 105,80482 nằm ngoài Tỉnh Đắk Nông."),
        ("point", "gần chợ", "Không hiểu tọa độ «gần chợ»."),
        ("planned_finish", "1/3/2024", "Ngày xong 01/3/2024 đứng trước ngày bắt đầu 15/3/2024."),
        ("detail-width", "rộng", "«rộng» không phải là số."),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_loses_nothing(people: Cast, field: str, value: str, sentence: str) -> None:
    with_catalogue(people)
    client = enter(people, "commune_officer")
    answer = client.post(address("work-new") + "?loai=rural-road", typed(people, **{field: value}))

    assert answer.status_code == 422
    assert sentence.replace("01/3", "1/3") in text(answer).replace("01/3", "1/3")
    assert answer.context["form"][field].value() == value
    assert answer.context["form"]["name"].value() == "Bê tông hóa đường nội thôn"
    assert not Work.objects.exists()


def test_same_form_sent_twice_makes_one_work(people: Cast) -> None:
    with_catalogue(people)
    client, form = (
        enter(people, "commune_officer"),
        typed(people, **{"detail-width": "3,5", "detail-surface": "Bê tông"}),
    )
    answers = [client.post(address("work-new") + "?loai=rural-road", form).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert Work.objects.get().details == {"width": 35, "surface": "Bê tông"}


def surveyed(people: Cast) -> Work:
    officer = people.actor("district_officer")
    work = note_work(
        by=people.actor("province_officer"), now=NOW, work=registered(people, officer, whole_house(people))
    )
    return complete_step(by=officer, now=NOW, work=work, step="survey", done_date=NOW.date())


@pytest.mark.clause("II.5")
def test_support_decision_is_read_signed_and_taken_away(people: Cast) -> None:
    with_catalogue(people)
    work, leader = surveyed(people), enter(people, "district_leader")
    page = leader.get(address("work-paper", work.uid, "approve"))
    assert "Đây là bản thảo, chưa có số." in text(page)
    buttons = leader.get(address("work", work.uid)).context["buttons"]
    assert buttons[0].label == "Lập «Quyết định hỗ trợ»"
    form = {"version": work.version, "receipt": receipt(), "title": "Trưởng ban"}
    answer = leader.post(address("work-paper-sign", work.uid, "approve"), form, follow=True)

    assert "Quyết định hỗ trợ 01/QĐ-BVĐ" in text(answer)
    for ending, kind in (("docx", DOCX), ("pdf", PDF)):
        assert leader.get(address("work-paper-file", work.uid, "approve", ending))["Content-Type"] == kind
    shown = text(enter(people, "district_officer").get(address("work", work.uid)))
    assert "01/QĐ-BVĐ" in shown
    assert "Dự toán" in shown


def test_scan_of_a_signed_decision_is_entered_and_a_missing_one_is_asked_for(people: Cast) -> None:
    with_catalogue(people)
    work, client = surveyed(people), enter(people, "district_officer")
    form: dict[str, Any] = {"number": "9", "date": "15/7/2024", "name": "Hoàng Văn Em", "title": "Trưởng ban"}
    form |= {"version": work.version, "receipt": receipt()}
    where = address("work-paper-record", work.uid, "approve")
    assert client.post(where, form).status_code == 422
    answer = client.post(where, {**form, "scan": upload(picture(40, 30), "qd.jpg")}, follow=True)

    assert "Quyết định hỗ trợ 09/QĐ-BVĐ" in text(answer)
    assert "Ký trên giấy ngày 15/7/2024" in text(answer)


@pytest.mark.parametrize("wrong", [{"number": "x"}, {"date": "15/7/2031"}])
def test_scan_need_not_be_chosen_again_after_a_refusal(people: Cast, wrong: dict[str, str]) -> None:
    """Neither where the form is wrong nor where the operation refuses: the first sending brought the file."""
    with_catalogue(people)
    work, client = surveyed(people), enter(people, "district_officer")
    form: dict[str, Any] = {"number": "9", "date": "15/7/2024", "name": "Hoàng Văn Em", "title": "Trưởng ban"}
    form |= {"version": work.version, "receipt": receipt()}
    where = address("work-paper-record", work.uid, "approve")
    refused = client.post(where, {**form, **wrong, "scan": upload(picture(40, 30), "qd.jpg")})
    page = refused.content.decode()
    assert (refused.status_code, "qd.jpg, đã gửi xong" in text(refused)) == (422, True)
    kept = re.search(r'name="scan-sent" value="([^"]+)" checked', page)
    assert kept
    assert re.search(r'<input type="file" name="scan"[^>]* required', page) is None
    twice = client.post(where, {**form, **wrong, "scan-sent": kept[1]})
    assert f'value="{kept[1]}" checked' in twice.content.decode()

    answer = client.post(where, {**form, "scan-sent": kept[1]}, follow=True)
    assert "Quyết định hỗ trợ 09/QĐ-BVĐ" in text(answer)
    assert [file.name for file in files.of_owner("work", work.uid) if file.role == "paper-approve"] == ["qd.jpg"]


def test_file_that_is_refused_itself_is_chosen_anew_and_stands_in_place_of_the_kept_one(people: Cast) -> None:
    with_catalogue(people)
    work, client = surveyed(people), enter(people, "district_officer")
    form: dict[str, Any] = {"number": "9", "date": "15/7/2024", "name": "Hoàng Văn Em", "title": "Trưởng ban"}
    form |= {"version": work.version, "receipt": receipt()}
    where = address("work-paper-record", work.uid, "approve")
    page = text(client.post(where, {**form, "scan": upload(b"MZ" + b"x" * 90, "qd.jpg")}))
    assert ("«qd.jpg»: Loại tệp này không nhận được" in page, "đã gửi xong" in page) == (True, False)
    page = client.post(where, {**form, "number": "x", "scan": upload(picture(40, 30), "qd.jpg")}).content.decode()
    kept = re.search(r'name="scan-sent" value="([^"]+)"', page)
    assert kept
    client.post(where, {**form, "scan-sent": kept[1], "scan": upload(picture(50, 30), "qd-ban-ro.jpg")})
    assert [file.name for file in files.of_owner("work", work.uid) if file.role == "paper-approve"] == ["qd-ban-ro.jpg"]


def test_question_and_answer_stand_on_the_page_and_in_duties(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), piece(people))
    above, lead = enter(people, "district_officer"), enter(people, "commune_officer")
    assert "Không ai hỏi lại thì tự động ghi nhận ngày 23/7/2024." in text(above.get(address("work", work.uid)))
    above.post(
        address("work-ask", work.uid), {"question": "Trồng ở đâu?", "version": work.version, "receipt": receipt()}
    )
    assert "Trả lời: Trồng hoa dọc đường liên thôn" in text(lead.get(address("home")))
    work.refresh_from_db()
    lead.post(address("work-answer", work.uid), {"answer": "Thôn 1.", "version": work.version, "receipt": receipt()})

    assert "Thôn 1." in text(above.get(address("work", work.uid)))


@pytest.mark.clause("II.5")
def test_double_house_is_found_merged_and_undone_in_the_browser(people: Cast) -> None:
    first = verified(people)
    content = house(people, unit=people.women, name="Xây nhà cho bà H’Duyên, buôn Nui", money={})
    second = registered(people, people.actor("women_officer"), content)
    find_new_doubles(now=NOW)
    client, where = enter(people, "province_officer"), address("double", first.uid, second.uid)
    assert "Bản thứ hai" in text(client.get(address("doubles") + "?xem=cho-toi"))
    assert "cùng loại, cùng nơi, cùng thời gian, tên gần giống" in text(client.get(address("doubles")))
    form = {"act": "merge", "kept": str(first.uid), "money": "own", "receipt": receipt(), "version": "1"}
    assert "Đã gộp" in text(client.post(where, form, follow=True))
    assert "Đã gộp vào bản khác" in text(enter(people, "women_officer").get(address("work", second.uid)))
    assert "Gồm cả bản đăng ký của đơn vị khác" in text(
        enter(people, "district_officer").get(address("work", first.uid))
    )
    pair = Double.objects.get()
    form = {"reason": "Hai nhà khác nhau", "receipt": receipt(), "version": pair.version}
    client.post(address("double-undo", first.uid, second.uid), form)
    second.refresh_from_db()
    assert second.status == "registered"
    apart = {"act": "apart", "reason": "Hai mẹ con", "receipt": receipt(), "version": "1"}
    assert "Hai mẹ con" in text(client.post(where, apart, follow=True))


def test_unknown_lists_and_papers_are_not_found(people: Cast) -> None:
    client = enter(people, "province_officer")
    for query in ("doubles?xem=la", "works-print?giay=la", "works-print?dot=la", "works-print?don-vi=la"):
        name, _mark, rest = query.partition("?")
        assert client.get(f"{address(name)}?{rest}").status_code == 404, query


def test_list_paper_is_looked_at_and_taken_away(people: Cast) -> None:
    verified(people)
    client = enter(people, "province_officer")
    page = client.get(address("works-print"))
    assert [row["label"] for row in page.context["kinds"]] == ["Nhà đại đoàn kết (xây mới)"]
    where = address("works-paper-file", "danh-sach", people.province.uid, "thu", "docx")
    assert client.get(where)["Content-Type"] == DOCX


def test_offer_is_settled_by_publishing(people: Cast) -> None:
    work = verified(people)
    work = offer_work(by=people.actor("district_officer"), now=NOW, work=work, note="Nhà đẹp")
    assert "đang chờ xem" in text(enter(people, "province_officer").get(address("work", work.uid)))
    publish_work(
        by=people.actor("province_officer"),
        now=NOW,
        work=work,
        campaign=people.campaign,
        title="Một mái nhà mới",
        text="Lời kể.",
    )
    work.refresh_from_db()

    assert work.offer_settled_at == NOW


def test_handed_over_house_shows_estimate_and_both_papers(people: Cast) -> None:
    work = handed_over(with_catalogue(people))
    shown = text(enter(people, "province_officer").get(address("work", work.uid)))

    assert "01/QĐ-BVĐ" in shown
    assert "02/BB-BVĐ" in shown
