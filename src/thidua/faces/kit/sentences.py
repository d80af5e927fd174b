"""What a form says of a wrong value: the kit's own sentences for every field, in one place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.fields import BaseTemporalField
from django.utils.translation import gettext_lazy as _

REQUIRED = _("Chỗ này cần được điền.")
# By the framework's code of what is wrong, whichever field or validator tells it.
SENTENCES: dict[str, Any] = {
    "required": REQUIRED,
    "invalid": _("Chỗ này ghi chưa đúng. Xin xem lại rồi ghi lại."),
    "invalid_choice": _("Lựa chọn này không còn trong danh sách. Xin tải lại trang rồi chọn lại."),
    "invalid_list": _("Lựa chọn gửi đi chưa đúng. Xin tải lại trang rồi chọn lại."),
    "invalid_pk_value": _("Lựa chọn này không còn trong danh sách. Xin tải lại trang rồi chọn lại."),
    "min_value": _("Số này nhỏ nhất là %(limit_value)s."),
    "max_value": _("Số này lớn nhất là %(limit_value)s."),
    "step_size": _("Số này không dùng được. Xin ghi số khác."),
    "min_length": _("Chỗ này cần ít nhất %(limit_value)s ký tự; đang có %(show_value)s."),
    "max_length": _("Chỗ này ghi được nhiều nhất %(limit_value)s ký tự; đang có %(show_value)s. Xin viết gọn lại."),
    "max_digits": _("Số này dài quá. Xin xem lại."),
    "null_characters_not_allowed": _("Trong chữ dán vào có ký tự lạ không lưu được. Xin gõ lại chỗ này."),
    "missing": _("Chưa có tệp nào được gửi lên. Xin chọn lại tệp."),
    "empty": _("Tệp rỗng. Hãy chọn tệp khác."),
    "contradiction": _("Xin hoặc gửi tệp, hoặc đánh dấu bỏ tệp, không cả hai."),
    "invalid_image": _("Tệp này không phải ảnh đọc được. Xin chọn ảnh khác."),
    "invalid_extension": _("Loại tệp này không nhận. Xin chọn tệp khác."),
}
# Where a kind of field can say more of how a thing is written.
OF_KIND: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.FileField, {
        "required": _("Xin chọn tệp."),
        "invalid": _("Tệp chưa gửi lên được. Xin chọn lại tệp."),
        "max_length": _("Tên tệp dài quá. Xin đặt tên ngắn hơn rồi gửi lại."),
    }),
    (forms.IntegerField, {"invalid": _("Chỗ này cần một số, chỉ ghi chữ số, ví dụ 12.")}),
    (forms.EmailField, {"invalid": _("Địa chỉ thư điện tử chưa đúng. Xin ghi như ten@coquan.vn.")}),
    (forms.URLField, {"invalid": _("Đường dẫn chưa đúng. Xin ghi như https://coquan.vn/tin.")}),
    (forms.SlugField, {"invalid": _("Chỗ này chỉ nhận chữ không dấu, chữ số và dấu gạch nối.")}),
    (BaseTemporalField, {"invalid": _("Ngày, giờ ghi chưa đúng. Xin ghi như 15/7/2024, 14:30.")}),
    (forms.UUIDField, {"invalid": _("Trang này đã cũ. Xin tải lại trang rồi gửi lại.")}),
)  # fmt: skip


def speak(field: forms.Field) -> None:
    """Has a field tell what is wrong in the kit's sentences; what its own class or page worded stays."""
    words = dict(SENTENCES)
    for kind, more in reversed(OF_KIND):
        if isinstance(field, kind):
            words |= more
    for code, sentence in words.items():
        if code not in field.error_messages or _is_frameworks(field, code):
            field.error_messages[code] = sentence


def _is_frameworks(field: forms.Field, code: str) -> bool:
    """Whether the sentence is the one the framework's own class brought."""
    for kind in type(field).__mro__:
        own = vars(kind).get("default_error_messages", {})
        if code in own:
            return kind.__module__.startswith("django.") and field.error_messages[code] is own[code]
    return False
