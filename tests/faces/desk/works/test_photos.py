"""Photos and papers of a work: taken, served to who may see, refused when they are not what they say."""

from __future__ import annotations

import datetime
import hashlib
import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from tests.factories import NOW, Cast
from tests.foundation.core.uploads import moving, package, pdf, photo, picture, upload, word
from tests.harness.pages import address, enter, receipt, text, words
from tests.stages.works.support import house, photos, piece, registered, road
from thidua.foundation.core import files, sending
from thidua.foundation.core.errors import Busy
from thidua.foundation.core.models import AuditEntry, StoredFile
from thidua.stages.works.models import Work
from thidua.stages.works.operations import add_photo
from thidua.stages.works.operations.looking import find_new_doubles

pytestmark = pytest.mark.django_db
SECRET = "MAY-ANH-CUA-BA-HOA"


def sent(client: Client, data: bytes, name: str = "a.jpg") -> str:
    """A file sent in two pieces; the words the form then brings."""
    begun = client.post(address("file-send"), {"name": name, "length": len(data)})
    middle = len(data) // 2
    for start, end in ((0, middle), (middle, len(data))):
        answer = client.patch(
            begun["Location"],
            data[start:end],
            content_type="application/offset+octet-stream",
            headers={"Upload-Offset": str(start)},
        )
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(end))
    return f"{begun['Location'].split('/')[-2]}:{hashlib.sha256(data).hexdigest()}:{name}"


def test_photos_are_added_and_taken_off(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    client.post(address("work-photos", work.uid), {"role": "before", "photos": photos(3)})
    first = files.of_owner("work", work.uid).first()
    assert first is not None
    assert files.of_owner("work", work.uid).count() == 3

    client.post(address("work-photo-remove", work.uid, first.uid))
    assert files.of_owner("work", work.uid).count() == 2
    assert [row.act for row in AuditEntry.objects.filter(object_uid=work.uid).order_by("-id")[:2]] == [
        "gỡ ảnh, tệp",
        "thêm ảnh, tệp",
    ]


def test_renamed_program_is_refused_and_nothing_is_kept(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    sent = {"role": "before", "photos": [upload(picture(40, 30), "a.jpg"), upload(b"MZ\x90\x00", "b.jpg")]}
    response = enter(people, "district_officer").post(address("work-photos", work.uid), sent)

    assert response.status_code == 422
    assert "«b.jpg»" in text(response)
    assert files.of_owner("work", work.uid).count() == 0


BAD = {
    "30 MB": (picture(300, 200) + b"\0" * 1024 * 1024, "Tệp lớn hơn 1 MB"),
    "program": (b"MZ\x90\x00" + b"\0" * 300, "Loại tệp này không nhận được"),
    "zip": (package({"a.txt": b"a"}), "Đây là tệp nén, chưa nhận được"),
    "bomb": (word(word__a_xml=b" " * 30_000_000), "phình ra quá lớn"),
    "scripted pdf": (pdf(script=True), "Tệp PDF có chứa chương trình"),
    "moving": (moving("WEBP"), "ảnh động"),
    "huge": (picture(9_000, 5_000, kind="PNG", mode="1"), "Ảnh có quá nhiều điểm ảnh"),
    "cut": (picture()[:600], "Ảnh bị hỏng hoặc gửi chưa hết"),
    "film": (b"\0\0\0\x18ftypmp42" + b"\0" * 100, "dán liên kết"),
}


@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize("case", BAD)
def test_bad_file_is_one_sentence_and_nothing_is_kept_by_halves(
    people: Cast, settings: Any, case: str, in_pieces: bool
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    data, sentence = BAD[case]
    work, client = registered(people, people.actor("district_officer")), enter(people, "district_officer")
    form: dict[str, Any] = {"role": "before", "receipt": receipt(), "photos": photos(1)}
    if in_pieces and case == "30 MB":
        answer = client.post(address("file-send"), {"name": "xấu.jpg", "length": len(data)})
        assert (answer.status_code, sentence in answer.content.decode()) == (413, True)
        return
    if in_pieces:
        form["photos-sent"] = [sent(client, data, "xấu.jpg")]
    else:
        form["photos"] = [*form["photos"], upload(data, "xấu.jpg")]
    answer = client.post(address("work-photos", work.uid), form)

    assert (answer.status_code, "«xấu.jpg»: " in words(answer), sentence in words(answer)) == (422, True, True)
    assert StoredFile.objects.filter(owner_uid=work.uid).count() == 0


@pytest.mark.parametrize("name", ["district_officer", "province_officer", "commune_officer"])
def test_photo_is_served_to_who_may_open_the_work(people: Cast, name: str) -> None:
    work = registered(people, people.actor("district_officer"))
    data = photo(secret=SECRET)
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(data, "nhà.jpg"), role="before"
    )
    client = enter(people, name)
    whole, small = client.get(address("file", stored.uid)), client.get(address("file-small", stored.uid))

    seen = b"".join(whole.streaming_content)
    assert (SECRET.encode() in data, SECRET.encode() in seen) == (True, False)
    assert Image.open(io.BytesIO(seen)).tobytes() == Image.open(io.BytesIO(data)).tobytes()
    assert int(whole["Content-Length"]) == len(seen)
    assert (whole["Content-Type"], whole["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert whole["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert whole["Content-Disposition"].startswith("inline")
    assert b"".join(small.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize("name", ["far_district_officer", "sister_officer", "women_officer"])
def test_photo_is_not_found_for_others(people: Cast, name: str) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    client = enter(people, name)

    assert client.get(address("file", stored.uid)).status_code == 404
    assert client.get(address("file-small", stored.uid)).status_code == 404


def test_document_is_kept_and_never_opened_in_the_page(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(pdf(), "a.pdf"), role="acceptance"
    )
    response = enter(people, "district_officer").get(address("file", stored.uid))
    b"".join(response.streaming_content)

    assert response["Content-Disposition"].startswith("attachment")


def test_removed_photo_is_not_found(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    client = enter(people, "district_officer")
    client.post(address("work-photo-remove", work.uid, stored.uid))

    assert client.get(address("file", stored.uid)).status_code == 404


def test_original_leaves_after_a_stated_choice_that_the_trail_keeps(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    data = photo(secret=SECRET)
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(data, "nhà.jpg"), role="before"
    )
    client, page = enter(people, "province_officer"), address("file-original", stored.uid)

    assert "Việc lấy bản gốc được ghi vào nhật ký" in words(client.get(page))
    assert client.post(page, {"receipt": receipt()}).status_code == 422
    answer = client.post(page, {"receipt": receipt(), "why": "inspect"})
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"].startswith("attachment")
    entry = AuditEntry.objects.filter(object_uid=stored.uid, refused=False).order_by("-id")[0]
    assert (entry.act, entry.reason) == ("Lấy bản gốc", "Thanh tra, kiểm tra, giải quyết đơn thư")
    assert enter(people, "far_district_officer").get(page).status_code == 404


def test_paper_has_no_original_of_its_own(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(pdf(), "a.pdf"), role="acceptance"
    )
    assert enter(people, "district_officer").get(address("file-original", stored.uid)).status_code == 404


def with_doubtful_photos(people: Cast) -> tuple[Work, Work]:
    """A work whose photo was taken before it began, in another province, and stands in another work too."""
    officer = people.actor("district_officer")
    content = house(people, planned_start=datetime.date(2024, 4, 1))
    first, second = (
        registered(people, officer, content),
        registered(people, officer, house(people, name="Nhà hộ ông Y Nam")),
    )
    for work in (first, second):
        data = photo(point=(21.03, 105.85))
        add_photo(by=officer, now=NOW, work=work, upload=upload(data, "nhà.jpg"), role="complete")
    return first, second


def test_who_accepts_reads_what_deserves_a_look_and_nobody_else(people: Cast) -> None:
    work, _other = with_doubtful_photos(people)
    accepts = words(enter(people, "province_officer").get(address("work", work.uid)))
    enters = words(enter(people, "district_officer").get(address("work", work.uid)))
    sees = words(enter(people, "commune_officer").get(address("work", work.uid)))

    assert "Ảnh «nhà.jpg» ghi chụp ngày 3/3/2024, trước ngày bắt đầu 1/4/2024." in accepts
    assert "ghi chụp ở tọa độ 21,03; 105,85, ngoài" in accepts
    assert "Nhà hộ ông Y Nam" in accepts
    for page in (enters, sees):
        assert ("ghi chụp ngày" in page, "Y Nam" in page, "trùng ảnh" in page) == (False, False, False)
    told = "chụp 9:12 ngày 3/3/2024, tại 21,03; 105,85"
    assert [told in page for page in (accepts, enters, sees)] == [True, True, False]


def brought_for_two_areas(people: Cast, by: str) -> tuple[Work, Work]:
    """One photo for the works of two areas of a commune, which one person sends."""
    officer = people.actor(by)
    names = {"area": "Bê tông hóa đường nội thôn", "area_two": "Làm đường nội buôn"}
    first, second = (
        registered(people, officer, road(people, unit=people.units[unit], name=name)) for unit, name in names.items()
    )
    for work in (first, second):
        add_photo(by=officer, now=NOW, work=work, upload=photos(1)[0], role="before")
    return first, second


def test_file_of_two_units_is_told_to_every_level_above_both_and_not_to_who_sent_it(people: Cast) -> None:
    first, second = brought_for_two_areas(people, "commune_officer")
    find_new_doubles(now=NOW)

    def read(name: str, page: str) -> tuple[bool, bool]:
        shown = words(enter(people, name).get(page))
        return "Ảnh, tệp đã dùng ở nơi khác" in shown or "trùng ảnh" in shown, "ngoài phạm vi của bạn" in shown

    pages = [address("work", first.uid), address("work", second.uid), address("double", first.uid, second.uid)]
    for page in [*pages, address("doubles")]:
        assert read("commune_officer", page) == (False, False), page
        for above in ("district_officer", "province_officer"):
            assert read(above, page) == (True, False), (above, page)
    # The commune's leader accepts: of both.
    assert [read("commune_leader", page) for page in pages[:2]] == [(True, False), (True, False)]


def test_who_is_asked_about_a_file_out_of_sight_sees_it_on_both_pages(people: Cast) -> None:
    """Two communes of two districts: each district that accepts counts the other's; the province reads both."""
    works = [
        registered(people, people.actor(by), piece(people, unit=people.units[unit], places=(people.units[unit],), name=name))
        for by, unit, name in (
            ("commune_officer", "commune", "Đoạn đường hoa"), ("far_commune_officer", "far_commune", "Trồng cây ven suối")
        )
    ]  # fmt: skip
    for work, by in zip(works, ("commune_officer", "far_commune_officer"), strict=True):
        add_photo(by=people.actor(by), now=NOW, work=work, upload=photos(1)[0], role="before")
    pages = [address("work", work.uid) for work in works]

    asks = words(enter(people, "district_officer").get(pages[0]))
    assert "1 nơi khác ngoài phạm vi của bạn; xin hỏi cấp trên." in asks
    above = enter(people, "province_officer")
    assert [other.name in words(above.get(page)) for page, other in zip(pages, works[::-1], strict=True)] == [
        True,
        True,
    ]
    assert "ngoài phạm vi của bạn" not in words(above.get(pages[0]))


def test_usual_photo_without_time_and_place_warns_nobody(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"), house(people, planned_start=datetime.date(2024, 4, 1)))
    data = photo("", None)
    add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=upload(data, "zalo.jpg"), role="complete")
    page = words(enter(people, "province_officer").get(address("work", work.uid)))

    assert "zalo.jpg" in page
    assert "Ảnh nên xem lại" not in page


def test_file_in_quarantine_is_told_and_not_served(people: Cast, settings: Any) -> None:
    settings.SCAN_COMMAND = ["/no/such/scanner", "{path}"]
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    client.post(address("work-photos", work.uid), {"role": "before", "photos": photos(1)})
    stored = files.of_owner("work", work.uid).get()

    assert "anh-0.jpg: đang chờ quét vi-rút" in words(client.get(address("work", work.uid)))
    for route in ("file", "file-small"):
        answer = client.get(address(route, stored.uid))
        assert (answer.status_code, "đang chờ quét vi-rút" in text(answer)) == (409, True)
    files.settle(stored_file=stored, is_clean=False, by=people.actor("province_officer"), now=NOW)
    assert "phần mềm diệt vi-rút không nhận. Xin gửi tệp khác." in words(client.get(address("work", work.uid)))
    assert client.get(address("file", stored.uid)).status_code == 404


def test_link_is_shown_with_its_host_and_taken_off(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    form = {
        "sort": "video",
        "title": "Phim ngày bàn giao",
        "address": "https://www.youtube.com/watch?v=1",
        "receipt": receipt(),
    }
    assert client.post(address("work-link", work.uid), form).status_code == 302
    page = enter(people, "province_officer").get(address("work", work.uid))

    link = '<a href="https://www.youtube.com/watch?v=1" rel="noopener noreferrer nofollow">Phim ngày bàn giao</a>'
    assert link in page.content.decode()
    assert "Phim · www.youtube.com · " in words(page)
    refused = client.post(
        address("work-link", work.uid), {**form, "address": "javascript:alert(1)", "receipt": receipt()}
    )
    assert refused.status_code == 422
    assert "Chỉ nhận liên kết của trang web, bắt đầu bằng https:// hoặc http://." in words(refused)
    assert "javascript:alert" not in page.content.decode()
    listed = client.get(address("work-photos", work.uid))
    off = listed.context["links"][0].row
    client.post(address("work-link-remove", work.uid, off.uid))
    assert "youtube" not in text(client.get(address("work", work.uid)))


def test_photo_sent_in_pieces_is_kept_like_any_other(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client, data = enter(people, "district_officer"), picture(200, 150)
    form = {"role": "before", "photos-sent": [sent(client, data)], "photos": photos(1), "receipt": receipt()}

    assert client.post(address("work-photos", work.uid), form).status_code == 302
    assert [row.name for row in files.of_owner("work", work.uid)] == ["anh-0.jpg", "a.jpg"]


def test_what_was_sent_stands_ticked_when_the_form_is_refused(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    first = sent(client, picture(200, 150), "nhà.jpg")
    again = client.post(
        address("work-photos", work.uid), {"role": "no such", "photos-sent": [first], "receipt": receipt()}
    )

    assert again.status_code == 422
    assert f'<input type="checkbox" name="photos-sent" value="{first}" checked>' in again.content.decode()
    assert client.post(address("work-photos", work.uid), {"role": "before", "photos-sent": [first]}).status_code == 302


def test_photos_that_a_held_database_could_not_keep_are_told_after_one_wait(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[str] = []

    def busy(**given: Any) -> None:
        waits.append(given["upload"].name)
        raise Busy("Hệ thống đang bận.")

    work = registered(people, people.actor("district_officer"))
    monkeypatch.setattr(sending, "hold", busy)
    given = {"role": "no such", "photos": photos(3), "receipt": receipt()}
    answer = enter(people, "district_officer").post(address("work-photos", work.uid), given)
    assert (answer.status_code, waits) == (422, ["anh-0.jpg"])
    assert "chưa giữ được hết ảnh, tệp. Xin chọn lại" in answer.content.decode()


def test_file_that_cannot_be_kept_beside_another_wrong_field_is_told_with_it(people: Cast, settings: Any) -> None:
    work = registered(people, people.actor("district_officer"))
    settings.UPLOAD_LIMIT_BYTES = 100
    given = {"role": "no such", "photos": photos(1), "receipt": receipt()}
    answer = enter(people, "district_officer").post(address("work-photos", work.uid), given)
    assert (answer.status_code, 'name="photos-sent" value=' in answer.content.decode()) == (422, False)
    assert "«anh-0.jpg»" in text(answer)


def test_two_windows_that_finish_one_sending_keep_it_once(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    form = {"role": "before", "photos-sent": [sent(client, picture(200, 150))]}
    one, two = (client.post(address("work-photos", work.uid), {**form, "receipt": receipt()}) for _window in range(2))

    assert (one.status_code, two.status_code) == (302, 422)
    assert "đã được lưu từ một cửa sổ khác" in words(two)
    assert StoredFile.objects.filter(owner_uid=work.uid).count() == 1
