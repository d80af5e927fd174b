"""What readers leave: comments by the form, and that they came."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.faces.portal.test_pages import text_of
from tests.factories import NOW, Cast, cast
from tests.stages.publications.support import news, said
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.publications.operations import show_comment
from thidua.stages.publications.operations.comments import MOST_IN_AN_HOUR

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/128.0"}


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def item(people: Cast) -> PublicItem:
    return news(people)


@pytest.fixture
def spool(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "journal" / "visits"


def typed(**more: str) -> dict[str, str]:
    return {"author": "Nguyễn Văn Hải", "text": "Rất đúng.", "contact": "", "receipt": str(uuid.uuid4()), **more}


def test_comment_is_sent_and_waits(client: Client, item: PublicItem) -> None:
    form = client.get(f"/y-kien/{item.uid}/")
    assert "no-store" in form.headers["Cache-Control"]
    answer = client.post(f"/y-kien/{item.uid}/", typed(), follow=True)
    assert (answer.redirect_chain[-1][0], "Cảm ơn bạn." in text_of(answer)) == (f"/y-kien/{item.uid}/da-gui/", True)
    kept = PublicComment.objects.get()
    assert (kept.status, kept.author, kept.text, len(kept.sender)) == ("waiting", "Nguyễn Văn Hải", "Rất đúng.", 64)
    assert "Rất đúng." not in client.get(f"/tin/{item.uid}/").content.decode()


def test_forged_form_is_refused(item: PublicItem) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/y-kien/{item.uid}/", typed()).status_code == 403
    page = strict.get(f"/y-kien/{item.uid}/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page).group(1)
    assert strict.post(f"/y-kien/{item.uid}/", typed(csrfmiddlewaretoken=token)).status_code == 302
    assert PublicComment.objects.count() == 1


def test_what_a_machine_fills_in_is_not_kept(client: Client, item: PublicItem) -> None:
    answer = client.post(f"/y-kien/{item.uid}/", typed(website="https://x.example/"))
    assert (answer.status_code, PublicComment.objects.count()) == (302, 0)
    field = re.search(r'<input[^>]*name="website"[^>]*>', client.get(f"/y-kien/{item.uid}/").content.decode()).group()
    assert ('tabindex="-1"' in field, 'autocomplete="off"' in field) == (True, True)


def test_wrong_words_are_kept_and_explained(client: Client, item: PublicItem) -> None:
    answer = client.post(f"/y-kien/{item.uid}/", typed(author="", text="Lời đã viết"))
    page = answer.content.decode()
    assert (answer.status_code, "Lời đã viết" in page, "Chỗ này cần được điền." in page) == (422, True, True)
    assert PublicComment.objects.count() == 0


def test_too_many_from_one_address_are_asked_to_wait(client: Client, item: PublicItem) -> None:
    answers = [client.post(f"/y-kien/{item.uid}/", typed()).status_code for _time in range(MOST_IN_AN_HOUR + 1)]
    assert answers == [302] * MOST_IN_AN_HOUR + [422]
    # What the sender says of itself is not believed.
    forged = client.post(f"/y-kien/{item.uid}/", typed(), headers={"X-Forwarded-For": "203.0.113.9"})
    other = client.post(f"/y-kien/{item.uid}/", typed(), REMOTE_ADDR="203.0.113.9")
    assert (forged.status_code, other.status_code) == (422, 302)


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(client: Client, item: PublicItem, settings: Any) -> None:
    settings.BEHIND_HTTPS = True
    for forged in ("198.51.100.1", "198.51.100.2"):
        client.post(f"/y-kien/{item.uid}/", typed(), headers={"X-Forwarded-For": f"{forged}, 203.0.113.9"})
    client.post(f"/y-kien/{item.uid}/", typed(), headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.1"})
    senders = list(PublicComment.objects.order_by("id").values_list("sender", flat=True))
    assert (senders[0] == senders[1], senders[1] == senders[2]) == (True, False)


def test_form_sent_twice_is_one_comment(client: Client, item: PublicItem) -> None:
    sent = typed()
    for _time in range(2):
        assert client.post(f"/y-kien/{item.uid}/", sent).status_code == 302
    assert PublicComment.objects.count() == 1


def test_many_comments_are_paged(client: Client, people: Cast, item: PublicItem) -> None:
    for number in range(21):
        show_comment(by=people.actor("province_officer"), now=NOW, comment=said(item, text=f"Lời số {number}."))
    first, second = (text_of(client.get(f"/tin/{item.uid}/?trang={number}")) for number in (1, 2))
    assert ("Lời số 0." in first, "Lời số 20." in first, "Lời số 20." in second) == (True, False, True)


@pytest.mark.clause("W.2")
def test_dot_is_the_visit_and_sets_no_cookie(client: Client, item: PublicItem, spool: Path) -> None:
    page = client.get(f"/tin/{item.uid}/", headers=BROWSER).content.decode()
    assert not spool.exists(), "a page that is read writes nothing, wherever it is kept"
    dot = re.search(r'<img class="vh" src="([^"]*)" width="1" height="1" alt="">', page).group(1)
    answer = client.get(dot, headers=BROWSER)
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"], dict(answer.cookies)) == (
        "image/gif", "no-store", {},
    )  # fmt: skip
    client.head(dot, headers=BROWSER)
    client.get("/luot-xem/", headers={"User-Agent": "Googlebot/2.1"})
    client.get("/luot-xem/", headers=BROWSER)
    lines = [json.loads(line) for path in spool.iterdir() for line in path.read_text().splitlines()]
    assert [(len(token), item_uid) for _at, token, item_uid in lines] == [(64, str(item.uid)), (64, "")]


@pytest.mark.clause("W.2")
def test_foot_tells_who_comes_on_every_page(client: Client, item: PublicItem) -> None:
    for path in ("/", "/tin/", f"/tin/{item.uid}/", "/khen-thuong/", "/lay-y-kien/", "/cong-trinh/", "/ke-hoach/"):
        foot = client.get(path).content.decode().split("<footer")[1]
        assert re.findall(r"<dt>([^<]*)</dt>", foot) == [
            "Đang truy cập", "Hôm nay", "Hôm qua", "Tháng này", "Tháng trước", "Tổng lượt",
        ], path  # fmt: skip
