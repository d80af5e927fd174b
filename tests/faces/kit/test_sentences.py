"""No field of any form answers a wrong value in the framework's own words."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core import validators
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import fields as field_kinds
from django.forms import models as model_fields
from django.urls import get_resolver
from django.utils.datastructures import MultiValueDict

from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.sentences import SENTENCES, speak

WRONG = ("", "a\0b", "abc", "-5", "99999999999999999999", "x" * 200_000, str(uuid.uuid4()), "31/2/2024", "🏵")
# A tally's numbers, a table's choices: fields that pages add to a form as they draw it.
ADDED = {
    "yes": forms.IntegerField(min_value=0, max_value=9),
    "seat": forms.ChoiceField(choices=[("a", "A")]),
    "seats": forms.MultipleChoiceField(choices=[("a", "A")]),
    "typed": forms.TypedMultipleChoiceField(choices=[("1", "A")], coerce=int),
    "note": forms.CharField(max_length=5, min_length=2),
    "key": forms.SlugField(),
    "mail": forms.EmailField(),
    "link": forms.URLField(assume_scheme="https"),
    "hour": forms.TimeField(),
    "share": forms.DecimalField(max_digits=3, decimal_places=1),
    "file": forms.FileField(max_length=3),
}


def classes(of: type[KitForm] = KitForm) -> Iterator[type[KitForm]]:
    for below in of.__subclasses__():
        yield below
        yield from classes(below)


def frameworks() -> list[Any]:
    """Every sentence the framework has for a field or a validator."""
    kinds = [*vars(field_kinds).values(), *vars(model_fields).values(), *vars(validators).values()]
    found = []
    for kind in kinds:
        found += getattr(kind, "default_error_messages", {}).values() if isinstance(kind, type) else []
        found += [kind.message] if hasattr(kind, "message") else []
    return found


def every_field() -> dict[str, forms.Field]:
    # Looked through, it imports the forms of every page.
    assert get_resolver().reverse_dict
    declared = {
        f"{kind.__module__}.{kind.__name__}.{name}": field
        for kind in classes()
        if kind.__module__.startswith("thidua.")
        for name, field in kind.base_fields.items()  # type: ignore[attr-defined]
    }
    return {**ADDED, **declared}


def test_wrong_values_are_told_in_the_kits_words() -> None:
    theirs, told, seen = frameworks(), [], 0
    for name, field in every_field().items():
        for value in WRONG:
            form = type("Bare", (KitForm,), {"field": copy.deepcopy(field)})({"field": value}, _files(field, value))
            for error in form.errors.as_data().get("field", []):
                seen += 1
                if any(error.message is words for words in theirs):
                    told.append(f"{name}: {error.message}")
    assert seen > 300
    assert told == []


def test_what_a_form_worded_itself_stays() -> None:
    own = forms.IntegerField(error_messages={"invalid": "Số hộ thôi."})
    speak(own)
    assert (own.error_messages["invalid"], own.error_messages["min_value"]) == ("Số hộ thôi.", SENTENCES["min_value"])


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("yes", "-1", "Số này nhỏ nhất là 0."),
        ("yes", "10", "Số này lớn nhất là 9."),
        ("yes", "ba", "Chỗ này cần một số, chỉ ghi chữ số, ví dụ 12."),
        ("seat", "1cc2bf0f", "Lựa chọn này không còn trong danh sách. Xin tải lại trang rồi chọn lại."),
        ("note", "a\0b", "Trong chữ dán vào có ký tự lạ không lưu được. Xin gõ lại chỗ này."),
        ("note", "dài quá", "Chỗ này ghi được nhiều nhất 5 ký tự; đang có 7. Xin viết gọn lại."),
    ],
)
def test_sentence_names_the_limit_and_never_what_was_sent(name: str, value: str, sentence: str) -> None:
    form = type("Bare", (KitForm,), {name: copy.deepcopy(ADDED[name])})({name: value})
    assert form.errors[name] == [sentence]


def _files(field: forms.Field, value: str) -> MultiValueDict[str, Any]:
    if not isinstance(field, forms.FileField) or not value:
        return MultiValueDict()
    return MultiValueDict({"field": [SimpleUploadedFile("abcdef.txt", b"")]})


def test_file_that_is_wanted_is_asked_for_by_name() -> None:
    form = type("Bare", (KitForm,), {"upload": forms.FileField()})({}, {})
    assert form.errors["upload"] == ["Xin chọn tệp."]
