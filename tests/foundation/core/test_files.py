"""Files of records: what is kept, what is refused, who reads them, and that nothing is left half-written."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from PIL import Image

from tests.foundation.core.uploads import GPS, moving, package, pdf, picture, upload, word, workbook
from thidua.foundation.core import content, depot, files
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.models import AuditEntry, StoredFile
from thidua.foundation.core.operations import operation

NOW = datetime.datetime(2024, 7, 15, 2, 0, tzinfo=datetime.UTC)
OWNER = uuid.UUID(int=1)
OTHER = uuid.UUID(int=2)
BY = System(label="Nguyễn Thị An", uid=uuid.UUID(int=7))
KIND = "tests.paper"


@pytest.fixture(autouse=True)
def owners() -> Iterator[None]:
    """Papers, of which OWNER's are read by «an» alone."""
    OWNERS.register(KIND, OwnerKind("giấy", lambda actor, uid: actor == "an" and uid == OWNER, "paper"))
    yield
    del OWNERS._entries[KIND]


def store(data: bytes, name: str = "ảnh.jpg", **more: Any) -> StoredFile:
    words = {"owner_kind": KIND, "owner_uid": OWNER, "by": BY, "now": NOW, **more}
    return files.store(upload=upload(data, name), **words)


def on_disk(settings: Any) -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_picture_is_kept_with_checksum_and_random_path(settings: Any) -> None:
    data = picture()
    stored = store(data, "C:\\Ảnh\\nhà  bà Hoa.JPEG", role="before")

    assert (stored.name, stored.type, stored.size, stored.role) == ("nhà bà Hoa.jpg", "image/jpeg", len(data), "before")
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert (stored.made_at, stored.made_by_uid, stored.made_by_label) == (NOW, BY.uid, BY.label)
    with files.open_file(stored) as file:
        assert file.read() == data
    assert on_disk(settings) == sorted([stored.path, stored.thumbnail_path])
    assert [len(part) for part in stored.path.split("/")] == [2, 2, 36]
    assert "hoa" not in stored.path
    assert Path(settings.MEDIA_ROOT, stored.path).stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_thumbnail_is_small_upright_and_without_the_place() -> None:
    stored = store(picture(1200, 900, orientation=6))
    with files.open_file(stored, thumbnail=True) as file:
        small = Image.open(io.BytesIO(file.read()))

    assert (small.format, small.size) == ("WEBP", (360, 480))
    assert dict(small.getexif()) == {}
    assert Image.open(io.BytesIO(picture())).getexif().get_ifd(GPS) != {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "kept_as", "media_type"),
    [
        (picture(kind="PNG"), "a.png", "a.png", "image/png"),
        (picture(kind="WEBP"), "a.webp", "a.webp", "image/webp"),
        (picture(kind="PNG"), "a.jpg", "a.jpg.png", "image/png"),
        (picture(kind="MPO"), "a.jpg", "a.jpg", "image/jpeg"),
        (pdf(), "Kế hoạch 286.pdf", "Kế hoạch 286.pdf", content.PDF),
        (pdf(act="/GoTo"), "a.pdf", "a.pdf", content.PDF),
        (word(), "a.docx", "a.docx", content.DOCX),
        (workbook([["a"]]), "a.xlsx", "a.xlsx", content.XLSX),
        (picture(), "../../etc/passwd", "passwd.jpg", "image/jpeg"),
        (picture(), "ảnh.php.exe", "ảnh.php.exe.jpg", "image/jpeg"),
        (picture(), 'a"\r\nb;<i>.jpg', "a bi.jpg", "image/jpeg"),
        (picture(), "…" * 300 + ".jpg", "…" * 120 + ".jpg", "image/jpeg"),
        (picture(), "gi\u202egpj.exe", "gigpj.exe.jpg", "image/jpeg"),
        (picture(), ".jpg", "jpg.jpg", "image/jpeg"),
    ],
)
def test_kind_is_told_by_content_and_name_is_tidied(data: bytes, name: str, kept_as: str, media_type: str) -> None:
    stored = store(data, name)

    assert (stored.name, stored.type) == (kept_as, media_type)


@pytest.mark.parametrize("name", ["", "...", "/", " \t ", "\x00", "?"])
def test_name_of_nothing_is_named(name: str) -> None:
    assert files.tidy_name(name, content.KINDS["image/png"]) == "tệp.png"


def lying_package() -> bytes:
    """A package whose part is told as 10 bytes long and is a thousand times that."""
    data = bytearray(package({"xl/workbook.xml": b" " * 10_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rindex(signature) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


REFUSED = {
    "empty": lambda: (b"", "a.jpg", "Tệp rỗng"),
    "program": lambda: (b"MZ" + b"\0" * 300, "a.jpg", "Loại tệp này không nhận được"),
    "script": lambda: (b"<?php phpinfo();", "a.jpg", "Loại tệp này không nhận được"),
    "page": lambda: (b"<html><script>x</script>", "a.pdf", "Loại tệp này không nhận được"),
    "drawing": lambda: (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "Loại tệp này không nhận được"),
    "gif": lambda: (b"GIF89a" + b"\0" * 100, "a.gif", "Loại tệp này không nhận được"),
    "heic": lambda: (b"\0\0\0\x18ftypheic" + b"\0" * 100, "a.heic", "HEIC"),
    "film": lambda: (b"\0\0\0\x18ftypmp42" + b"\0" * 100, "a.mp4", "phim"),
    "old word": lambda: (content.OLE + b"\0" * 600, "a.doc", "Word kiểu cũ (.doc)"),
    "old excel": lambda: (content.OLE + b"\0" * 600, "a.xls", "Excel kiểu cũ (.xls)"),
    "renamed old excel": lambda: (content.OLE + b"\0" * 600, "a.xlsx", "Excel kiểu cũ (.xls)"),
    "locked excel": lambda: (content.OLE + b"\0" * 600 + content.LOCKED, "a.xlsx", "mật khẩu"),
    "cut picture": lambda: (picture()[:600], "a.jpg", "Ảnh bị hỏng"),
    "moving picture": lambda: (moving("PNG"), "a.png", "ảnh động"),
    "moving picture of the web": lambda: (moving("WEBP"), "a.webp", "ảnh động"),
    "large picture": lambda: (picture(9_000, 5_000, kind="PNG", mode="1"), "a.png", "quá nhiều điểm ảnh"),
    "zip": lambda: (package({"a.txt": b"a"}), "a.zip", "tệp nén"),
    "macro": lambda: (word(word__vbaProject_bin=b"x"), "a.docx", "macro"),
    "bomb": lambda: (word(word__media__a_xml=b" " * 60_000_000), "a.docx", "phình ra quá lớn"),
    "many parts": lambda: (package({f"word/{n}.xml": b"" for n in range(2_001)}), "a.docx", "phình ra quá lớn"),
    "entities": lambda: (word(word__a_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "a.docx", "nội dung lạ"),
    "cut package": lambda: (word()[:80], "a.docx", "hỏng"),
    "lying package": lambda: (lying_package(), "a.xlsx", "hỏng"),
    "scripted pdf": lambda: (pdf(script=True), "a.pdf", "chương trình"),
    "launching pdf": lambda: (pdf(act="/Launch"), "a.pdf", "chương trình"),
    "sending pdf": lambda: (pdf(act="/SubmitForm"), "a.pdf", "chương trình"),
    "hidden script": lambda: (pdf(script=True).replace(b"/JavaScript", b"/J#61vaScript"), "a.pdf", "chương trình"),
    "script of an older version": lambda: (
        pdf() + b"\n9 0 obj <</S /JavaScript>> endobj\n%%EOF\n",
        "a.pdf",
        "chương trình",
    ),
    "locked pdf": lambda: (pdf(locked=True), "a.pdf", "mật khẩu"),
    "scripted pdf locked against changes": lambda: (pdf(script=True, sealed=True), "a.pdf", "chương trình"),
    "cut pdf": lambda: (pdf()[:40], "a.pdf", "PDF bị hỏng"),
}

SLOW = {"bomb"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=pytest.mark.slow) if case in SLOW else case for case in REFUSED]
)
def test_unwanted_file_is_refused_with_a_sentence_and_leaves_nothing(case: str, settings: Any) -> None:
    data, name, words = REFUSED[case]()
    with pytest.raises(Invalid) as refusal:
        store(data, name)

    assert list(refusal.value.fields) == ["upload"]
    assert words in refusal.value.fields["upload"]
    assert StoredFile.objects.count() == 0
    assert on_disk(settings) == []


@pytest.mark.django_db
def test_file_past_the_limit_is_refused_by_what_really_comes(settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    big = upload(b"\xff\xd8\xff" + b"\0" * 1024 * 1024, "a.jpg")
    big.size = 10
    with pytest.raises(Invalid, match="Tệp lớn hơn 1 MB"):
        files.store(upload=big, owner_kind=KIND, owner_uid=OWNER, by=BY, now=NOW)

    assert on_disk(settings) == []


@pytest.mark.django_db
def test_old_pdf_of_an_office_program_with_a_starting_view_is_kept() -> None:
    """Writers put a starting view into every PDF; only acts that run or send something are refused."""
    assert store(pdf(act="/GoTo"), "a.pdf").type == content.PDF


@pytest.mark.django_db
def test_pdf_locked_against_changes_only_is_kept() -> None:
    assert store(pdf(sealed=True), "a.pdf").type == content.PDF


@pytest.mark.django_db(transaction=True)
def test_rolled_back_operation_takes_its_files_along(settings: Any) -> None:
    @operation
    def bring_two(*, by: System, now: datetime.datetime) -> None:
        store(picture())
        store(pdf(), "a.pdf")
        assert len(on_disk(settings)) == 3
        raise Invalid({"a": "không"})

    with pytest.raises(Invalid):
        bring_two(by=BY, now=NOW)
    assert on_disk(settings) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_refused_inner_file_leaves_the_outer_ones(settings: Any) -> None:
    @operation
    def bring_two(*, by: System, now: datetime.datetime) -> StoredFile:
        kept = store(pdf(), "a.pdf")
        with pytest.raises(Invalid):
            store(b"MZ", "a.exe")
        return kept

    kept = bring_two(by=BY, now=NOW)
    assert on_disk(settings) == [kept.path]


@pytest.mark.django_db(transaction=True)
def test_failure_after_the_commit_keeps_the_file(settings: Any) -> None:
    def fail() -> None:
        raise ConnectionError("mail")

    @operation
    def bring(*, by: System, now: datetime.datetime) -> StoredFile:
        transaction.on_commit(fail)
        return store(pdf(), "a.pdf")

    with pytest.raises(ConnectionError):
        bring(by=BY, now=NOW)
    assert on_disk(settings) == [StoredFile.objects.get().path]


@pytest.mark.django_db
def test_same_receipt_stores_once(settings: Any) -> None:
    receipt = uuid.uuid4()
    first = store(pdf(), "a.pdf", receipt=receipt)
    second = store(pdf(), "a.pdf", receipt=receipt)

    assert second == first
    assert on_disk(settings) == [first.path]


@pytest.mark.django_db
def test_sweep_deletes_what_no_record_names_and_is_old(settings: Any) -> None:
    kept = store(picture())
    root = Path(settings.MEDIA_ROOT)
    for name in ("ab/cd/lost", "ab/cd/lost-small", "incoming/cut", "ab/cd/new"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    old = (NOW - datetime.timedelta(days=2)).timestamp()
    for path in on_disk(settings):
        os.utime(root / path, (old, old) if not path.endswith("new") else (NOW.timestamp(), NOW.timestamp()))

    assert depot.sweep(NOW) == 2
    assert on_disk(settings) == sorted(["ab/cd/new", kept.path, kept.thumbnail_path])


@pytest.mark.django_db
def test_only_who_may_read_the_owner_reads_the_file() -> None:
    stored, others = store(picture()), store(picture(), owner_uid=OTHER)

    assert (files.readable("an", stored), files.readable("bình", stored), files.readable("an", others)) == (
        True,
        False,
        False,
    )
    assert OWNERS[KIND].address(stored.owner_uid) == ("paper", (OWNER,))


@pytest.mark.django_db
def test_file_of_an_unknown_kind_of_owner_is_nobodys() -> None:
    stored = store(picture())
    stored.owner_kind = "gone"

    assert files.readable("an", stored) is False


@pytest.mark.django_db
def test_removed_file_is_read_no_more_and_stays_as_proof(settings: Any) -> None:
    stored = store(picture())
    removed = files.remove(stored_file=stored, by=BY, now=NOW, reason="ảnh nhầm")
    again = files.remove(stored_file=stored, by=BY, now=NOW + datetime.timedelta(hours=1))

    assert (removed.removed_at, again.removed_at) == (NOW, NOW)
    assert files.readable("an", removed) is False
    with pytest.raises(Missing):
        files.open_file(removed)
    assert list(files.of_owner(KIND, OWNER)) == []
    assert stored.path in on_disk(settings)
    acts = AuditEntry.objects.order_by("id").values_list("act", "reason", "actor_label")
    assert list(acts) == [("Lưu tệp", "", BY.label), ("Gỡ tệp", "ảnh nhầm", BY.label)]


@pytest.mark.django_db
def test_file_gone_from_the_disk_is_missing(settings: Any) -> None:
    stored = store(pdf(), "a.pdf")
    Path(settings.MEDIA_ROOT, stored.path).unlink()

    with pytest.raises(Missing, match="người quản trị"):
        files.open_file(stored)
    with pytest.raises(Missing):
        files.open_file(stored, thumbnail=True)


@pytest.mark.django_db
def test_files_of_many_owners_take_one_statement(django_assert_num_queries: Any) -> None:
    one, two, other = store(picture()), store(pdf(), "a.pdf"), store(picture(), owner_uid=OTHER)
    nobody = uuid.UUID(int=3)
    with django_assert_num_queries(1):
        found = files.by_owner(KIND, [OWNER, OTHER, nobody])

    assert found == {OWNER: [one, two], OTHER: [other], nobody: []}
    assert list(files.of_owner(KIND, OWNER)) == [one, two]
