"""Form fields that read what people type: 20/8/2024, 1.234.500, «30,5 triệu», «1,2 km»; wrong text is explained."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit import figures
from thidua.faces.kit.sentences import REQUIRED
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import DONG, LARGEST, PLAIN, QuantityUnit, format_number, parse_quantity
from thidua.foundation.core.sending import Sent
from thidua.foundation.core.tables.values import day as day_parser
from thidua.foundation.core.vietnamese import fold

F = TypeVar("F", bound=forms.Field)
# What a file field calls the files that were sent in pieces before the form.
SENT_SUFFIX = "-sent"
SHORT_DAY = re.compile(r"(\d{1,2})(?: ?[/.\-] ?| )(\d{1,2})|(\d{2})(\d{2})")
SPACED_DAY = re.compile(r"\d{1,4} ?([/.\-]) ?\d{1,2} ?\1 ?\d{1,4}")
HOUR = re.compile(r"(?P<hour>\d{1,2}) ?(?:[:.h]|gio|$) ?(?P<minute>\d{1,2})?(?: ?(?:phut|p))?")


def short_day(text: str) -> tuple[str, str] | None:
    """Day and month of «12/11», «12 - 11», «1211»; None for anything else."""
    found = SHORT_DAY.fullmatch(text)
    return (found[1] or found[3], found[2] or found[4]) if found else None


def _spaced_day(text: str) -> str:
    """«20082024», «20 8 2024» and «20/8/ 2024» as 20/8/2024: a phone's number pad has no slash."""
    if len(text) == 8 and text.isdigit():
        return f"{text[:2]}/{text[2:4]}/{text[4:]}"
    if SPACED_DAY.fullmatch(text):
        return "".join(text.split())
    parts = text.split()
    # Words that are no day are told as they were typed.
    return "/".join(parts) if all(part.isdigit() for part in parts) else text


class TypedField(forms.Field):
    """Text read by a function that raises `Unreadable` with a sentence."""

    default_error_messages = {"required": REQUIRED}

    def read(self, text: str) -> Any:
        """The value of a text that is not empty."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        try:
            return self.read(text)
        except Unreadable as error:
            raise ValidationError(str(error)) from error


class QuantityField(TypedField):
    """A quantity in smallest units, typed in the shown unit: «1,5» km is 1500 metres, «30,5 triệu» is 30500000 đồng."""

    def __init__(self, *, of: QuantityUnit = PLAIN, smallest: int = 0, largest: int = LARGEST, **kwargs: Any) -> None:
        self.of, self.smallest, self.largest = of, smallest, largest
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    @property
    def unit(self) -> str:
        """The unit shown behind the field."""
        return self.of.short

    def read(self, text: str) -> int:
        return parse_quantity(text, self.of, smallest=self.smallest, largest=self.largest)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return format_number(value, scale=self.of.scale)
        return value


class MoneyField(QuantityField):
    """An amount in đồng."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(of=DONG, **kwargs)


class HourField(TypedField):
    """An hour of the day: «8:30», «8 giờ 30», «8h30», «14 giờ»."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "size": 8}))
        super().__init__(**kwargs)

    def read(self, text: str) -> datetime.time:
        found = HOUR.fullmatch(fold(text))
        if found is None or int(found["hour"]) > 23 or int(found["minute"] or 0) > 59:
            raise Unreadable(_("Xin ghi giờ và phút, ví dụ 8:30 hoặc 14 giờ."))
        return datetime.time(int(found["hour"]), int(found["minute"] or 0))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}:{value.minute:02}" if isinstance(value, datetime.time) else value


class DayField(TypedField):
    """A day. `picker` shows the phone's own calendar instead of a line to type in."""

    def __init__(
        self,
        *,
        earliest: datetime.date | None = None,
        latest: datetime.date | None = None,
        picker: bool = False,
        **kwargs: Any,
    ) -> None:
        self.parse: Callable[[Any], Any] = day_parser(earliest=earliest, latest=latest)
        self.picker = picker
        attrs = {"type": "date"} if picker else {"inputmode": "numeric", "class": "date"}
        kwargs.setdefault("widget", forms.TextInput(attrs={**attrs, "autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> datetime.date:
        day: datetime.date = self.parse(_spaced_day(text))
        return day

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime.date):
            return value.isoformat() if self.picker else figures.day(value)
        return value


class CountedField(forms.CharField):
    """Long text with a limit and a count beneath it.

    The browser is not told the limit: it would cut what is pasted and say nothing.
    """

    def __init__(self, *, most: int, rows: int = 4, **kwargs: Any) -> None:
        attrs = {"rows": rows, "data-kit-most": most}
        super().__init__(max_length=most, widget=forms.Textarea(attrs=attrs), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


def sometimes(field: F, when: Any) -> F:
    """A field that the operation asks for in some cases: its label says when instead of «không bắt buộc»."""
    field.__dict__["needed"] = when
    return field


class ReceiptField(forms.UUIDField):
    """The client's key of one sending: sent twice, it has one effect."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=uuid.uuid4, widget=forms.HiddenInput, **kwargs)


class VersionField(forms.IntegerField):
    """The version of the record that was on the page, so that the second of two editors is told."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=1, localize=False, widget=forms.HiddenInput, **kwargs)


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several files and shows photos before they are sent.

    Files the page's script sent in pieces come as words of the field's second name and stand there, ticked, when the
    form is shown again: what has arrived is not sent twice.
    """

    allow_multiple_selected = True
    template_name = "kit/widgets/files.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        words = data.getlist(name + SENT_SUFFIX) if hasattr(data, "getlist") else []
        sent = [found for found in map(Sent.parsed, words) if found]
        plain = super().value_from_datadict(data, files, name)
        return [*(plain if isinstance(plain, list) else [plain] if plain else []), *sent]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, name) and name + SENT_SUFFIX not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        sent = [one for one in value if isinstance(one, Sent)] if isinstance(value, list) else []
        if sent:
            # What is there already answers the question: the browser must not insist on another.
            context["widget"]["attrs"].pop("required", None)
        return {**context, "sent": sent, "sent_name": name + SENT_SUFFIX}


class OneFile(ManyFiles):
    """The same for one file: what is chosen anew stands in place of what was kept."""

    allow_multiple_selected = False


class FilesField(forms.FileField):
    """Several files at once; `clean` gives a list. What they are is told by core.files from their content."""

    default_error_messages = {
        "required": _("Hãy chọn ít nhất một tệp."),
        "empty": _("Tệp rỗng. Hãy chọn tệp khác."),
    }

    def __init__(self, *, accept: str = "image/*", **kwargs: Any) -> None:
        attrs = {
            "accept": accept,
            "multiple": True,
            "data-kit-preview": True,
            "data-kit-limit": str(settings.UPLOAD_LIMIT_BYTES),
            "data-kit-too-big": _("Tệp này quá lớn, sẽ không gửi được."),
            "data-kit-sending": _("Đang gửi"),
            "data-kit-waiting": _("Mất mạng, sẽ tự gửi tiếp"),
            "data-kit-arrived": _("Đã gửi xong"),
            "data-kit-failed": _("Chưa gửi được; bấm lưu lại để gửi tiếp từ chỗ dừng."),
        }
        kwargs.setdefault("widget", ManyFiles(attrs=attrs))
        super().__init__(**kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was brought, so that the widget shows again what was sent in pieces."""
        return data

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list) else [data] if data else []
        if not files:
            super().clean(None, initial)
        # What was sent in pieces is proved where it is kept: there one knows whose it is.
        return [file if isinstance(file, Sent) else super(FilesField, self).clean(file, initial) for file in files]


class ScanField(FilesField):
    """One file, the scan of a signed paper; `clean` gives it, or None. After a refusal it need not be chosen again."""

    def __init__(self, *, accept: str = "image/*,.pdf", **kwargs: Any) -> None:
        attrs = {
            "accept": accept,
            "data-kit-preview": True,
            "data-kit-limit": str(settings.UPLOAD_LIMIT_BYTES),
            "data-kit-too-big": _("Tệp này quá lớn, sẽ không gửi được."),
        }
        super().__init__(accept=accept, widget=OneFile(attrs=attrs), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = data[:1] if isinstance(data, list) else data
        return next(iter(super().clean(chosen, initial)), None)


def unmarked(field: F) -> F:
    """A field that may stay empty on a page that marks those that may not: no «không bắt buộc» at every label."""
    field.__dict__["unmarked"] = True
    return field
