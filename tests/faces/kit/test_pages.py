"""The kit's own pages: signing in, one's account, the language, errors, the gallery."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver, path

from tests.factories import PASSWORD, Cast, cast
from thidua.config import urls as site_urls
from thidua.faces.kit import errors, languages, notices
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow

REFUSALS = {
    "missing": Missing("Không có công trình này."),
    "not-allowed": NotAllowed("Người xác nhận: cán bộ huyện Cư Jút."),
    "not-now": NotNow("Công trình đã được xác nhận."),
    "invalid": Invalid({"amount": "Xin ghi số."}),
    "too-big": RequestDataTooBig("too big"),
    "denied": PermissionDenied(),
}


def refuse(request: HttpRequest, name: str) -> HttpResponse:
    raise REFUSALS[name]


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def say(request: HttpRequest) -> HttpResponse:
    notices.done(request, "Đã lưu trữ.", undo="/phuc-hoi/")
    notices.refused(request, "Chưa gửi được.")
    return HttpResponse()


urlpatterns = [path("tu-choi/<slug:name>/", refuse), path("hong/", broken), path("noi/", say), *site_urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    site_urls.handler400,
    site_urls.handler403,
    site_urls.handler404,
    site_urls.handler500,
)
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def people() -> Cast:
    return cast()


def main_of(response: HttpResponse) -> str:
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("missing", 404, "Không có công trình này."),
        ("not-allowed", 403, "Người xác nhận: cán bộ huyện Cư Jút."),
        ("not-now", 409, "Công trình đã được xác nhận."),
        ("invalid", 400, "Xin ghi số."),
        ("too-big", 413, "Mỗi tệp tối đa 20 MB."),
        ("denied", 403, "Người mở được: cán bộ hoặc lãnh đạo của chính đơn vị đó."),
    ],
)
def test_refusal_is_answered_in_its_own_words(
    client: Client, people: Cast, name: str, status: int, sentence: str
) -> None:
    client.force_login(people.account("commune_officer"))
    response = client.get(f"/tu-choi/{name}/")
    assert response.status_code == status
    assert sentence in main_of(response)
    assert "Ủy ban MTTQ Việt Nam xã Nam Dong" in response.content.decode()


def test_page_that_broke_says_so_without_asking_the_database(
    client: Client, people: Cast, django_assert_num_queries: object
) -> None:
    client.raise_request_exception = False
    client.force_login(people.account("commune_officer"))
    request = RequestFactory().get("/hong/")
    with django_assert_num_queries(0):
        page = errors.server_error(request)
    assert (page.status_code, client.get("/hong/").status_code) == (500, 500)
    assert "Hệ thống gặp trục trặc" in page.content.decode()


def test_more_than_the_site_takes_is_refused_unread(client: Client) -> None:
    with override_settings(UPLOAD_LIMIT_BYTES=10):
        response = client.post("/tai-khoan/dang-nhap/", {"login": "x" * 200, "password": "y"})
    assert response.status_code == 413


def test_unknown_address_answers_a_visitor_in_the_visitors_frame(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert 'href="/">Về trang đầu' in main_of(response)


def test_forged_form_is_refused_in_words(people: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/tai-khoan/dang-nhap/", {"login": "commune-officer", "password": PASSWORD})
    assert response.status_code == 403
    assert "Biểu mẫu để mở quá lâu" in main_of(response)


def test_signing_in_leads_to_the_desk_and_wrong_words_are_explained(client: Client, people: Cast) -> None:
    people.account("commune_officer")
    wrong = client.post("/tai-khoan/dang-nhap/", {"login": "commune-officer", "password": "sai-mat-khau-roi"})
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in main_of(wrong)
    assert 'value="commune-officer"' in main_of(wrong)
    right = client.post("/tai-khoan/dang-nhap/", {"login": "Commune-Officer", "password": PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (302, "/ban-lam-viec/")


def test_signing_in_never_leads_to_another_site(client: Client, people: Cast) -> None:
    people.account("commune_officer")
    words = {"login": "commune-officer", "password": PASSWORD, "next": "https://example.org/"}
    assert client.post("/tai-khoan/dang-nhap/", words).headers["Location"] == "/ban-lam-viec/"


def test_guessing_a_password_locks_for_a_quarter_of_an_hour(client: Client, people: Cast) -> None:
    people.account("commune_officer")
    for _guess in range(5):
        last = client.post("/tai-khoan/dang-nhap/", {"login": "commune-officer", "password": "doan-mo-mat-khau"})
    assert last.status_code == 429
    assert "tạm khóa trên máy này 15 phút" in main_of(last)
    assert client.post("/tai-khoan/dang-nhap/", {"login": "commune-officer", "password": PASSWORD}).status_code == 429


def test_nobody_opens_an_account_alone(client: Client) -> None:
    assert "account_signup" not in get_resolver().reverse_dict
    assert [client.get(f"/tai-khoan/{way}/").status_code for way in ("signup", "dang-ky", "email")] == [404, 404, 404]


def test_own_account_page_names_roles_with_their_units(client: Client, people: Cast) -> None:
    client.force_login(people.account("commune_leader"))
    page = main_of(client.get("/tai-khoan/"))
    assert "Y Hùng Êban" in page
    assert "<dt>Lãnh đạo</dt><dd>Ủy ban MTTQ Việt Nam xã Nam Dong</dd>" in page


def test_own_account_page_asks_a_visitor_to_sign_in(client: Client) -> None:
    assert client.get("/tai-khoan/").headers["Location"] == "/tai-khoan/dang-nhap/?next=/tai-khoan/"


def test_changing_the_password_is_confirmed_in_words(client: Client, people: Cast) -> None:
    client.force_login(people.account("commune_officer"))
    new = "mot-cau-de-nho-2024"
    words = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    response = client.post("/tai-khoan/doi-mat-khau/", words, follow=True)
    assert "Đã đổi mật khẩu." in main_of(response)


@pytest.mark.parametrize(
    ("way", "heading"),
    [
        ("dang-xuat", "Đăng xuất"),
        ("doi-mat-khau", "Đổi mật khẩu"),
        ("nhap-lai-mat-khau", "Nhập lại mật khẩu"),
        ("hai-buoc", "Xác thực hai bước"),
        ("dang-khoa", "Tài khoản đang khóa"),
    ],
)
def test_sign_in_pages_speak_vietnamese(client: Client, people: Cast, way: str, heading: str) -> None:
    client.force_login(people.account("commune_officer"))
    response = client.get(f"/tai-khoan/{way}/")
    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in main_of(response)


def test_second_step_is_set_up_after_the_password_was_typed_again(client: Client, people: Cast) -> None:
    client.force_login(people.account("commune_officer"))
    asked = client.get("/tai-khoan/hai-buoc/bat/", follow=True)
    assert asked.redirect_chain[-1][0].startswith("/tai-khoan/nhap-lai-mat-khau/")
    shown = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert "quét hình dưới đây" in main_of(shown)
    wrong = client.post("/tai-khoan/hai-buoc/bat/", {"code": "000000"})
    assert "Mã chưa đúng." in main_of(wrong)


def test_pages_are_vietnamese_whatever_the_browser_wants(client: Client) -> None:
    response = client.get("/tai-khoan/dang-nhap/", headers={"Accept-Language": "en-US,en"})
    assert response.headers["Content-Language"] == "vi"
    assert '<html lang="vi">' in response.content.decode()


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "offered", lambda: {"vi": "Tiếng Việt", "en": "English"})


def test_language_switch_goes_back_and_is_remembered(client: Client, english: None) -> None:
    answer = client.get("/ngon-ngu/en/?next=/tai-khoan/dang-nhap/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tai-khoan/dang-nhap/")
    assert client.get("/tai-khoan/dang-nhap/").headers["Content-Language"] == "en"


def test_language_without_words_is_not_offered(tmp_path: Path) -> None:
    languages.offered.cache_clear()
    with override_settings(LOCALE_PATHS=[tmp_path]):
        assert languages.offered() == {"vi": "Tiếng Việt"}
        languages.offered.cache_clear()
        (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / "en" / "LC_MESSAGES" / "django.mo").write_bytes(b"")
        assert languages.offered() == {"vi": "Tiếng Việt", "en": "English"}
    languages.offered.cache_clear()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_language_switch_never_leads_to_another_site(client: Client, back: str) -> None:
    assert client.get("/ngon-ngu/vi/", {"next": back}).headers["Location"] == "/"


def test_language_unknown_is_not_there(client: Client) -> None:
    assert client.get("/ngon-ngu/fr/").status_code == 404


def test_gallery_is_for_administrators(client: Client, people: Cast) -> None:
    assert client.get("/thu-vien-thanh-phan/").status_code == 404
    client.force_login(people.account("commune_leader"))
    assert client.get("/thu-vien-thanh-phan/").status_code == 404
    client.force_login(people.account("administrator"))
    page = client.get("/thu-vien-thanh-phan/").content.decode()
    assert page.count('<section class="demo"') == 22
    assert len(page.encode()) < 150 * 1024


def test_gallery_is_open_to_who_develops(client: Client) -> None:
    with override_settings(DEBUG=True):
        assert client.get("/thu-vien-thanh-phan/").status_code == 200


def test_every_page_says_which_day_the_demonstration_lives_on(client: Client, people: Cast) -> None:
    page = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "<b>Bản minh họa</b> · hôm nay là <b>15/7/2024</b>" in page


def test_notice_has_its_way_back_and_refusal_stands_in_the_page(client: Client, people: Cast) -> None:
    client.force_login(people.account("commune_officer"))
    client.get("/noi/")
    page = main_of(client.get("/tai-khoan/"))
    assert '<form method="post" action="/phuc-hoi/">' in page
    assert "Chưa gửi được." in page.split('<div class="page-head">')[0]


def test_desk_tells_htmx_to_keep_to_the_policy(client: Client, people: Cast) -> None:
    client.force_login(people.account("commune_officer"))
    page = client.get("/tai-khoan/").content.decode()
    config = json.loads(page.split('name="htmx-config" content=\'')[1].split("'")[0])
    assert (config["includeIndicatorStyles"], config["allowEval"], config["historyCacheSize"]) == (False, False, 0)
