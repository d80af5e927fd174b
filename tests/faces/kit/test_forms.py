"""Fields that read what people type, and forms that keep it."""

import datetime
import uuid

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from thidua.faces.kit.fields import DayField, FilesField, MoneyField, QuantityField
from thidua.faces.kit.forms import EditForm
from thidua.foundation.core.errors import Invalid, NotNow, Stale
from thidua.foundation.core.quantities import METRE


class WorkForm(EditForm):
    name = forms.CharField(label="Tên")
    started = DayField(label="Ngày khởi công")
    money = MoneyField(label="Kinh phí", required=False)


def filled(**changes: str) -> WorkForm:
    data = QueryDict(mutable=True)
    data.update({"name": "Đường hoa", "started": "5/4/2024", "money": "", "version": "3", **changes})
    return WorkForm(data)


@pytest.mark.parametrize(
    "typed",
    [
        "20/8/2024", "20/08/2024", "20-8-2024", "20.8.2024", " 20 8 2024 ", "20082024", "2024-08-20",
        "20/8/ 2024", "20 / 8 / 2024", "20 - 08 -2024",
    ],
)  # fmt: skip
def test_day_reads_every_way_of_writing_it(typed: str) -> None:
    assert DayField().clean(typed) == datetime.date(2024, 8, 20)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2/2024", "Không có ngày 31/2/2024. Xin ghi ngày trước, tháng sau: 15/7/2024."),
        ("20/8/24", "«20/8/24»: xin ghi năm đủ bốn chữ số, ví dụ 15/7/2024."),
        ("hôm qua", "«hôm qua» không phải là ngày. Xin ghi như 15/7/2024."),
    ],
)
def test_day_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        DayField().clean(typed)
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    ("typed", "dong"),
    [("1.234.500", 1_234_500), ("1 234 500 đ", 1_234_500), ("30,5 triệu", 30_500_000), ("1,2 tỷ", 1_200_000_000)],
)
def test_money_reads_what_is_typed(typed: str, dong: int) -> None:
    assert MoneyField().clean(typed) == dong


def test_quantity_is_kept_in_its_smallest_unit_and_shown_as_typed() -> None:
    field = QuantityField(of=METRE)
    assert (field.clean("1,5"), field.prepare_value(1_500), field.unit) == (1_500, "1,5", "km")


def test_quantity_refuses_a_dot_that_may_be_a_comma() -> None:
    with pytest.raises(ValidationError):
        QuantityField(of=METRE).clean("1.5")


def test_files_are_given_as_a_list() -> None:
    first, second = SimpleUploadedFile("a.jpg", b"a"), SimpleUploadedFile("b.jpg", b"b")
    assert FilesField().clean([first, second]) == [first, second]
    assert FilesField(required=False).clean([]) == []


class PhotoForm(forms.Form):
    photos = FilesField()


def test_files_of_one_field_all_arrive() -> None:
    files = MultiValueDict({"photos": [SimpleUploadedFile("a.jpg", b"a"), SimpleUploadedFile("b.jpg", b"b")]})
    form = PhotoForm({}, files)
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["photos"]] == ["a.jpg", "b.jpg"]


def test_form_gives_a_new_receipt_each_time_it_is_opened_and_keeps_the_sent_one() -> None:
    assert WorkForm()["receipt"].value() != WorkForm()["receipt"].value()
    key = uuid.uuid4()
    form = filled(receipt=str(key))
    assert form.is_valid()
    assert (form.cleaned_data["receipt"], form.cleaned_data["version"]) == (key, 3)


def test_form_puts_the_focus_in_the_first_wrong_field() -> None:
    form = filled(started="31/2/2024", money="abc")
    assert not form.is_valid()
    assert [name for name, field in form.fields.items() if "autofocus" in field.widget.attrs] == ["started"]


def test_form_says_in_vietnamese_what_is_missing() -> None:
    assert filled(name="").errors == {"name": ["Chỗ này cần được điền."]}


def test_form_shows_an_operations_refusal_at_its_field_and_keeps_what_was_typed() -> None:
    form = filled(money="1,2 tỷ")
    assert form.is_valid()
    form.refuse(Invalid({"money": "Loại này không ghi kinh phí.", "lead": "Xin chọn đơn vị chủ trì."}))
    assert form.errors == {"money": ["Loại này không ghi kinh phí."], "__all__": ["Xin chọn đơn vị chủ trì."]}
    assert form["money"].value() == "1,2 tỷ"


def test_form_shows_a_refusal_without_a_field_above_all() -> None:
    form = filled()
    assert form.is_valid()
    form.refuse(NotNow("Công trình đã được xác nhận."))
    assert form.errors == {"__all__": ["Công trình đã được xác nhận."]}


def test_form_of_the_second_editor_carries_the_version_of_now() -> None:
    form = filled()
    assert form.is_valid()
    form.refuse(Stale("Người khác vừa sửa.", given=3, current=5))
    assert (form["version"].value(), form["name"].value()) == ("5", "Đường hoa")
