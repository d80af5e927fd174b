"""Files sent in pieces: each account's own, in order, whole, taken once; nothing lost when a form is refused."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.foundation.core.uploads import picture, upload
from thidua.foundation.core import clock, files, sending
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.models import Sending, StoredFile
from thidua.foundation.core.operations import operation
from thidua.foundation.core.sending import Sent, WrongOffset

NOW = datetime.datetime(2024, 7, 15, 2, 0, tzinfo=datetime.UTC)
OWNER = uuid.UUID(int=1)
BY = System(label="Nguyễn Thị An", uid=uuid.UUID(int=7))
OTHER = System(label="Lê Văn Bình", uid=uuid.UUID(int=8))
KIND = "tests.sent"
DATA = picture(120, 90)


@pytest.fixture(autouse=True)
def owners() -> Iterator[None]:
    OWNERS.register(KIND, OwnerKind("giấy", lambda _actor, _uid: True))
    yield
    del OWNERS._entries[KIND]


def begun(length: int = len(DATA), name: str = "nhà.jpg") -> Sending:
    return sending.begin(by=BY, now=NOW, name=name, length=length)


def add(row: Sending, offset: int, piece: bytes, by: System = BY) -> Sending:
    return sending.add(by=by, now=NOW, sending=row, offset=offset, piece=piece)


def arrived(data: bytes = DATA) -> Sent:
    row = add(begun(len(data)), 0, data)
    return Sent(row.uid, hashlib.sha256(data).hexdigest(), "nhà.jpg")


def store(sent: Sent, by: System = BY) -> StoredFile:
    return files.store(upload=sent, owner_kind=KIND, owner_uid=OWNER, by=by, now=NOW)


def on_disk(settings: Any) -> int:
    return sum(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))


@pytest.mark.django_db(transaction=True)
def test_pieces_make_the_file_and_leave_nothing_beside_it(settings: Any) -> None:
    row = begun()
    for start in range(0, len(DATA), 700):
        row = add(row, start, DATA[start : start + 700])
    stored = store(Sent(row.uid, hashlib.sha256(DATA).hexdigest(), "nhà.jpg"))

    assert (stored.name, stored.size, stored.sha256) == ("nhà.jpg", len(DATA), hashlib.sha256(DATA).hexdigest())
    with files.open_file(stored) as file:
        assert file.read() == DATA
    assert on_disk(settings) == 2


@pytest.mark.django_db(transaction=True)
def test_whole_file_is_held_for_its_sender_and_taken_once(settings: Any) -> None:
    held = sending.hold(by=BY, now=NOW, upload=upload(DATA, "nhà.jpg"))
    row = sending.find(BY, held.uid)
    assert (held.name, held.sha256, row.received) == ("nhà.jpg", hashlib.sha256(DATA).hexdigest(), len(DATA))
    with pytest.raises(Missing):
        sending.find(OTHER, held.uid)

    assert store(held).sha256 == held.sha256
    assert on_disk(settings) == 2
    with pytest.raises(Invalid, match="đã được lưu từ một cửa sổ khác"):
        store(held)


@pytest.mark.django_db
def test_nothing_is_held_of_nobody_of_nothing_and_of_too_much(settings: Any) -> None:
    with pytest.raises(Missing):
        sending.hold(by=System(label="ai đó"), now=NOW, upload=upload(DATA, "nhà.jpg"))
    with pytest.raises(Invalid):
        sending.hold(by=BY, now=NOW, upload=upload(b"", "nhà.jpg"))
    settings.UPLOAD_LIMIT_BYTES = 10
    with pytest.raises(Invalid):
        sending.hold(by=BY, now=NOW, upload=upload(DATA, "nhà.jpg"))
    assert (Sending.objects.count(), on_disk(settings)) == (0, 0)


@pytest.mark.django_db
def test_wrong_offset_tells_how_much_is_there() -> None:
    row = add(begun(), 0, DATA[:500])
    for offset in (0, 499, 501):
        with pytest.raises(WrongOffset) as refusal:
            add(row, offset, b"x")
        assert refusal.value.received == 500
    assert add(row, 500, DATA[500:]).received == len(DATA)


@pytest.mark.django_db
def test_bytes_of_a_request_that_broke_are_written_over() -> None:
    row = add(begun(), 0, DATA[:500])
    with sending.path_of(row).open("ab") as file:
        file.write(b"half a piece that was never counted")
    row = add(row, 500, DATA[500:])

    assert sending.path_of(row).read_bytes() == DATA


@pytest.mark.django_db
def test_longer_than_announced_is_refused_and_what_is_there_stays() -> None:
    row = add(begun(), 0, DATA[:-1])
    with pytest.raises(Invalid, match="dài hơn tệp đã báo trước"):
        add(row, len(DATA) - 1, b"ab")
    assert sending.find(BY, row.uid).received == len(DATA) - 1


@pytest.mark.django_db
def test_another_accounts_sending_is_missing() -> None:
    sent = arrived()
    row = Sending.objects.get(uid=sent.uid)
    with pytest.raises(Missing):
        sending.find(OTHER, row.uid)
    with pytest.raises(Missing):
        add(row, len(DATA), b"x", by=OTHER)
    with pytest.raises(Invalid, match="không còn trên máy chủ"):
        store(sent, by=OTHER)
    assert store(sent).size == len(DATA)


@pytest.mark.django_db
@pytest.mark.parametrize(("length", "words"), [(0, "Tệp rỗng"), (30 * 1024 * 1024, "Tệp lớn hơn 20 MB")])
def test_length_is_judged_before_anything_is_sent(length: int, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        begun(length)
    assert Sending.objects.count() == 0


@pytest.mark.django_db
def test_nobody_and_too_many_begin_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Missing):
        sending.begin(by=System(), now=NOW, name="a.jpg", length=10)
    monkeypatch.setattr(sending, "MOST_OPEN", 1)
    begun()
    with pytest.raises(NotNow, match="đang gửi dở"):
        begun()


@pytest.mark.django_db
def test_file_that_is_not_whole_or_not_the_same_is_refused() -> None:
    unfinished = add(begun(), 0, DATA[:500])
    with pytest.raises(Invalid, match="Tệp gửi chưa hết"):
        store(Sent(unfinished.uid, hashlib.sha256(DATA).hexdigest(), "a.jpg"))
    sent = arrived()
    with pytest.raises(Invalid, match="không nguyên vẹn"):
        store(Sent(sent.uid, hashlib.sha256(b"another").hexdigest(), "a.jpg"))
    assert store(sent).size == len(DATA)


@pytest.mark.django_db(transaction=True)
def test_second_window_is_told_that_the_file_is_kept(settings: Any) -> None:
    sent = arrived()
    store(sent)
    with pytest.raises(Invalid, match="từ một cửa sổ khác"):
        store(sent)
    assert StoredFile.objects.count() == 1
    assert on_disk(settings) == 2


@pytest.mark.django_db(transaction=True)
def test_refused_form_loses_nothing_of_what_was_sent(settings: Any) -> None:
    @operation
    def bring_and_fail(*, by: System, now: datetime.datetime, sent: Sent) -> None:
        store(sent)
        raise Invalid({"role": "Xin chọn ảnh này của bước nào."})

    sent = arrived()
    with pytest.raises(Invalid):
        bring_and_fail(by=BY, now=NOW, sent=sent)
    assert (StoredFile.objects.count(), on_disk(settings)) == (0, 1)
    assert store(sent).size == len(DATA)


@pytest.mark.django_db(transaction=True)
def test_what_is_no_picture_is_refused_however_it_came(settings: Any) -> None:
    sent = arrived(b"MZ\x90\x00" + b"\0" * 400)
    with pytest.raises(Invalid, match="Loại tệp này không nhận được"):
        store(sent)
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
def test_abandoned_sendings_are_swept_and_younger_ones_stay(settings: Any) -> None:
    old, young = add(begun(), 0, DATA[:500]), add(begun(), 0, DATA[:600])
    Sending.objects.filter(pk=old.pk).update(changed_at=clock.real_now() - datetime.timedelta(days=2))

    assert sending.sweep(clock.real_now()) == 1
    assert list(Sending.objects.order_by("id")) == [young]
    assert (sending.path_of(old).exists(), sending.path_of(young).exists()) == (False, True)


@pytest.mark.parametrize("text", ["", "a", f"{uuid.UUID(int=1)}:abc:a.jpg", f"{'-' * 36}:{'a' * 64}:a.jpg"])
def test_words_that_are_no_sending_are_none(text: str) -> None:
    assert Sent.parsed(text) is None


def test_words_of_a_sending_are_read_as_they_were_written() -> None:
    sent = Sent(uuid.UUID(int=1), "a" * 64, "nhà: bà Hoa.jpg")
    again = Sent.parsed(str(sent))

    assert again is not None
    assert (again.uid, again.sha256, again.name) == (sent.uid, sent.sha256, sent.name)
