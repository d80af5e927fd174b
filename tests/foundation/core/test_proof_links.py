"""Links as proof: addresses of the web alone, told by their host, opened by nobody here."""

from __future__ import annotations

import datetime
import socket
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from thidua.foundation.core import proof_links
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing, NotNow, Unreadable
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.models import AuditEntry, ProofLink

NOW = datetime.datetime(2024, 7, 15, 2, 0, tzinfo=datetime.UTC)
OWNER = uuid.UUID(int=1)
BY = System(label="Nguyễn Thị An", uid=uuid.UUID(int=7))
KIND = "tests.linked"


@pytest.fixture(autouse=True)
def owners() -> Iterator[None]:
    OWNERS.register(KIND, OwnerKind("giấy", lambda _actor, _uid: True))
    yield
    del OWNERS._entries[KIND]


def add(address: str = "https://baodaknong.vn/nha.html", **more: Any) -> ProofLink:
    words = {"title": "Trao nhà cho bà Hoa", "sort": "article", "owner_kind": KIND, "owner_uid": OWNER, **more}
    return proof_links.add(address=address, by=BY, now=NOW, **words)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://baodaknong.vn/nha-dai-doan-ket.html?id=5#anh", "baodaknong.vn"),
        (" http://WWW.Facebook.com/mttq.daknong/posts/1 ", "www.facebook.com"),
        ("https://drive.google.com/drive/folders/1AbC", "drive.google.com"),
        ("https://báo.vn/tin", "xn--bo-mia.vn"),
        ("https://vаn.vn/", "xn--vn-7kc.vn"),
        ("http://10.0.0.5:8080/", "10.0.0.5"),
        ("http://[::1]/quan-tri", "[::1]"),
    ],
)
def test_address_of_the_web_is_told_by_its_host(address: str, host: str) -> None:
    assert proof_links.read(address) == (address.strip(), host)


@pytest.mark.parametrize(
    "address",
    [
        "", "baodaknong.vn", "javascript:alert(1)", "JavaScript://a.vn/%0aalert(1)", "file:///etc/passwd", "data:text/html,x",
        "ftp://a.vn/", "vbscript:x", "//a.vn/", "https://", "https:///a", "http://a b.vn/", "https://a.vn/\n<script>",
        'https://a.vn/"onclick="x', "https://a.vn\\@b.vn/", "https://a.vn/\u202egpj", "https://[::1", "https://a.vn:0/",
        "https://a.vn:99999/", "https://-a.vn/", "https://a..vn/", "blob:https://a.vn/1", "https://a.vn/" + "x" * 1000,
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(Unreadable, match=r"Chỉ nhận liên kết của trang web|Liên kết dài quá"):
        proof_links.read(address)


def test_address_with_a_password_is_refused() -> None:
    with pytest.raises(Unreadable, match="mật khẩu đăng nhập"):
        proof_links.read("https://an:bi-mat@drive.vn/")


@pytest.mark.django_db
def test_link_is_kept_with_who_added_it_and_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """One to an address inside the house is words like any other: nothing here asks for it."""

    def opened(*_words: Any, **_more: Any) -> Any:
        raise AssertionError("the site opens nothing")

    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, opened)
    monkeypatch.setattr(socket.socket, "connect", opened)
    link = add("http://169.254.169.254/latest/meta-data/")

    assert (link.host, link.made_by_label, link.made_at) == ("169.254.169.254", BY.label, NOW)
    assert list(proof_links.of_owner(KIND, OWNER)) == [link]
    assert AuditEntry.objects.get().act == "thêm liên kết"


@pytest.mark.django_db
def test_what_is_wrong_is_told_at_its_field() -> None:
    add()
    with pytest.raises(Invalid) as refusal:
        add(title=" ", sort="song")
    assert set(refusal.value.fields) == {"title", "sort", "address"}
    with pytest.raises(Invalid) as refusal:
        add("javascript:alert(1)")
    assert list(refusal.value.fields) == ["address"]
    assert ProofLink.objects.count() == 1


@pytest.mark.django_db
def test_links_of_a_record_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_links, "MOST", 1)
    add()
    with pytest.raises(NotNow, match="nhiều nhất 1 liên kết"):
        add("https://a.vn/")


@pytest.mark.django_db
def test_removed_link_is_gone_and_may_come_again() -> None:
    link = add()
    proof_links.remove(link=link, by=BY, now=NOW)
    proof_links.remove(link=link, by=BY, now=NOW)

    assert list(proof_links.of_owner(KIND, OWNER)) == []
    with pytest.raises(Missing):
        proof_links.one_of(KIND, OWNER, link.uid)
    assert add().uid != link.uid
    assert list(AuditEntry.objects.order_by("id").values_list("act", flat=True)) == [
        "thêm liên kết", "gỡ liên kết", "thêm liên kết",
    ]  # fmt: skip
