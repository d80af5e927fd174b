"""How a page carries an operation out: what the operation is given, where its refusal goes, one receipt a button."""

import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import path

from tests.faces.kit.test_components import drawn
from tests.factories import cast
from thidua.config import urls as site_urls
from thidua.faces.kit.acting import (
    ActForm,
    ReasonForm,
    ShortReasonForm,
    at_once,
    carried_out,
    pressed,
    with_form,
    with_reason,
)
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.downloads import download
from thidua.faces.kit.forms import EditForm
from thidua.faces.kit.parts import Button
from thidua.foundation.accounts.actors import NOBODY
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Refused

RECEIPT = uuid.uuid4()
ASKER = replace(NOBODY, label="who is asking")
WORDS = {"title": "Trả lại", "button": "Trả", "done": "Đã trả.", "about": "Nhà <A>", "beside": "Xã Tâm Thắng"}


class Record:
    uid, version = uuid.uuid4(), 3


class DayForm(EditForm):
    place = forms.CharField(label="Nơi")
    note = forms.CharField(label="Ghi chú", required=False)

    def shouted(self) -> str:
        return self.cleaned_data["place"].upper()


class Operation:
    """Takes down what it is given; answers or refuses as told."""

    def __init__(self, answer: Any = None) -> None:
        self.answer, self.given = answer, []

    def __call__(self, **given: Any) -> Any:
        self.given.append(given)
        if isinstance(self.answer, Refused):
            raise self.answer
        return self.answer


def ask(request: HttpRequest) -> HttpResponse:
    refusal = NotNow("Chưa đến lúc.") if "reason" in request.POST else None
    return with_reason(request, Operation(refusal), WORDS, "/ve/", Record)


urlpatterns = [path("hoi/", ask), *site_urls.urlpatterns]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def sent(**values: str) -> HttpRequest:
    request = RequestFactory().post("/", {"version": "3", "receipt": str(RECEIPT), **values})
    return _ready(request)


def opened() -> HttpRequest:
    return _ready(RequestFactory().get("/"))


def _ready(request: HttpRequest) -> HttpRequest:
    request.actor = ASKER
    request._messages = CookieStorage(request)
    return request


def said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(message.level_tag, message.message) for message in get_messages(request)]


def test_operation_is_given_guards_the_named_fields_and_what_is_named() -> None:
    request, operation = sent(place="Buôn Nui", note="x"), Operation("made")
    form = DayForm(request.POST)
    made = carried_out(request, form, operation, "place", record="R", loud=form.shouted, form="another")
    given = operation.given[0]
    assert made == "made"
    assert given.pop("now").tzinfo is not None
    assert given == {
        "by": ASKER, "receipt": RECEIPT, "version": 3, "place": "Buôn Nui", "record": "R", "loud": "BUÔN NUI",
        "form": "another",
    }  # fmt: skip


def test_operation_without_a_version_is_given_none() -> None:
    request, operation = sent(place="Buôn Nui"), Operation()
    carried_out(request, DayForm(request.POST), operation, versioned=False, by="the holder of a link")
    assert operation.given[0].keys() == {"by", "now", "receipt"}
    assert operation.given[0]["by"] == "the holder of a link"


def test_operation_that_answers_nothing_was_carried_out() -> None:
    request = sent(place="Buôn Nui")
    assert carried_out(request, DayForm(request.POST), Operation(None)) is True
    assert pressed(request, Operation([])) is True


@pytest.mark.parametrize("values", [None, {"place": ""}], ids=["opened", "wrong"])
def test_operation_is_not_called_for_a_form_that_was_not_sent_or_is_wrong(values: dict[str, str] | None) -> None:
    operation, data = Operation("made"), QueryDict(mutable=True)
    data.update(values or {})
    assert carried_out(opened(), DayForm(data if values else None), operation) is None
    assert operation.given == []


def test_refusal_stands_in_the_form_also_when_a_value_is_refused() -> None:
    request = sent(place="Buôn Nui")
    form = DayForm(request.POST)
    assert carried_out(request, form, Operation(Invalid({"place": "Không có nơi này."}))) is None
    assert form.errors == {"place": ["Không có nơi này."]}
    again = DayForm(request.POST)
    assert carried_out(request, again, Operation(), place=Operation(NotNow("Chưa đến lúc."))) is None
    assert again.non_field_errors() == ["Chưa đến lúc."]


@pytest.mark.parametrize("refusal", [NotAllowed("Người làm được: huyện."), Missing("Không có.")], ids=["403", "404"])
def test_who_may_not_is_told_by_a_page_of_its_own(refusal: Refused) -> None:
    request = sent(place="Buôn Nui")
    with pytest.raises(type(refusal)):
        carried_out(request, DayForm(request.POST), Operation(refusal))
    with pytest.raises(type(refusal)):
        at_once(request, Operation(refusal), "Đã gửi.", "/ve/")
    assert said(request) == []


def test_button_acts_and_tells_on_the_next_page() -> None:
    request, operation = sent(), Operation()
    assert at_once(request, operation, "Đã gửi.", "/ve/", record="R")["Location"] == "/ve/"
    assert said(request) == [("success", "Đã gửi.")]
    assert operation.given[0].keys() == {"by", "now", "receipt", "version", "record"}


def test_button_that_is_refused_tells_why_in_the_words_of_the_room() -> None:
    request = sent()
    at_once(request, Operation(NotNow("Chưa đến lúc.")), "Đã gửi.", "/ve/")
    at_once(request, Operation(NotNow("Chưa đến lúc.")), "Đã gửi.", "/ve/", told=lambda refusal: f"«{refusal}»")
    assert said(request) == [("error", "Chưa đến lúc."), ("error", "«Chưa đến lúc.»")]


def test_page_that_asks_gives_every_field_says_done_and_leads_on() -> None:
    request, operation = sent(place="Buôn Nui", note="x"), Operation("made")
    words = {"title": "Ghi", "button": "Ghi", "done": "Đã ghi.", "undo": "/lai/"}
    assert with_form(request, DayForm(request.POST), operation, words, "/ve/")["Location"] == "/ve/"
    assert operation.given[0].keys() == {"by", "now", "receipt", "version", "place", "note"}
    on = with_form(request, DayForm(request.POST), operation, words, "/ve/", to="/tiep/", fields=["note"], place=list)
    assert on["Location"] == "/tiep/"
    assert operation.given[1]["place"] == []
    assert [(message.message, message.extra_tags) for message in get_messages(request)] == [
        ("Đã ghi.", "undo:/lai/")
    ] * 2


def test_reason_is_asked_for_where_it_lacks() -> None:
    request, operation = sent(reason="Thiếu ảnh"), Operation("made")
    words = {"title": "Trả lại", "button": "Trả lại", "done": "Đã trả lại."}
    assert with_reason(request, operation, words, "/ve/", Record, record=Record)["Location"] == "/ve/"
    assert operation.given[0]["reason"] == "Thiếu ảnh"
    assert not ReasonForm({"reason": " "}).is_valid()
    assert ReasonForm({"reason": "x" * 501}).is_valid()
    assert not ShortReasonForm({"reason": "x" * 501}).is_valid()


def test_page_that_asks_says_of_what_and_is_422_after_a_refusal(client: Client) -> None:
    client.force_login(cast().account("commune_officer"))
    page = client.get("/hoi/")
    body = page.content.decode()
    assert page.status_code == 200
    assert '<p><a href="/ve/">Nhà &lt;A&gt;</a> · Xã Tâm Thắng</p>' in body
    assert 'name="version" value="3"' in body
    assert "multipart" not in body
    refused = client.post("/hoi/", {"reason": "Thiếu ảnh", "version": "3", "receipt": str(RECEIPT)})
    assert refused.status_code == 422
    assert "Chưa đến lúc." in refused.content.decode()
    assert "Thiếu ảnh" in refused.content.decode()


def test_two_buttons_of_one_page_are_two_sendings() -> None:
    acts = [Button("Ghi nhận", "/ghi-nhan/", posts=True), Button("Gửi", "/gui/", posts=True, main=True)]
    page = drawn("{% for act in acts %}{% act_button act 1234 %}{% endfor %}", acts=acts)
    receipts = re.findall(r'name="receipt" value="([\w-]{36})"', page)
    assert len(set(receipts)) == 2
    assert page.count('name="version" value="1234"') == 2
    assert " id=" not in page


def test_button_held_or_leading_on_sends_nothing() -> None:
    held, way = Button("Gửi", "/gui/", posts=True, why_not="Chưa có ảnh."), Button("Sửa", "/sua/", sign="edit")
    page = drawn("{% act_button held 1 %}{% act_button way 1 %}", held=held, way=way)
    assert "<form" not in page
    assert "Chưa có ảnh." in page
    assert '<a class="btn" href="/sua/">' in page


def test_button_on_a_record_leads_to_its_address() -> None:
    made = Button.on(Record, "Gỡ", "desk:work-photo-remove", None, uuid.UUID(int=7), posts=True)
    assert (made.href.count(str(Record.uid)), made.href.count(str(uuid.UUID(int=7))), made.why_not) == (1, 1, "")


def test_act_form_has_a_receipt_each() -> None:
    assert ActForm()["receipt"].value() != ActForm()["receipt"].value()


@pytest.mark.parametrize(
    ("typed", "number"), [("7", 7), ("", 1), ("0", 1), ("-2", 1), ("hai", 1), ("²", 1), ("123456789", 1), ("90", 50)]
)
def test_page_number_is_read_or_the_first(typed: str, number: int) -> None:
    assert page_number({"trang": typed}, most=50) == number
    assert page_number({}) == 1


def test_filters_stay_and_the_page_does_not() -> None:
    given = {"q": "đường hoa", "trang": "4", "loai": ""}
    assert filters_of(given) == "q=%C4%91%C6%B0%E1%BB%9Dng+hoa"
    assert list_address("desk:works", given, q="", loai="road").endswith("/?loai=road")
    assert not list_address("desk:works", given, q="").endswith("?")


def test_download_is_named_and_typed_by_its_ending() -> None:
    answer = download(b"%PDF", "bien-ban.pdf")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf", 'attachment; filename="bien-ban.pdf"',
    )  # fmt: skip
    with pytest.raises(KeyError):
        download(b"", "bien-ban.exe")
