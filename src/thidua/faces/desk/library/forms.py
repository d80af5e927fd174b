"""Forms of the library: a document's facts, and which document a plan cites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, ScanField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import CitedDocument
from thidua.stages.campaigns.operations import CitedFacts

FILES = "application/pdf,image/*,.docx"


class CitedForm(EditForm):
    """What is known of a document; what is not stays empty."""

    kind = forms.CharField(
        label=_("Loại văn bản"), max_length=60, help_text=_("Ví dụ: Luật, Nghị định, Chỉ thị, Kế hoạch.")
    )
    number = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ: 98/2023/NĐ-CP. Không rõ thì để trống."),
    )
    date = DayField(label=_("Ngày ban hành"), required=False, help_text=_("Không rõ thì để trống."))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300)
    subject = forms.CharField(label=_("Trích yếu"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    valid_from = DayField(label=_("Có hiệu lực từ"), required=False)
    valid_to = DayField(
        label=_("Hiệu lực đến hết ngày"), required=False, help_text=_("Để trống nếu còn hiệu lực hoặc chưa rõ.")
    )
    replaced_by = forms.CharField(
        label=_("Được thay bằng văn bản số"), max_length=60, required=False,
        help_text=_("Số, ký hiệu của một văn bản đã có trong thư viện."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Nguồn"), max_length=300, required=False, help_text=_("Nơi thấy các điều ghi ở trên.")
    )
    doubt = forms.CharField(label=_("Điều chưa rõ"), max_length=300, required=False)
    scan = ScanField(
        label=_("Tệp văn bản"), required=False, accept=FILES,
        help_text=_("PDF, Word hoặc ảnh chụp. Để trống thì tệp đang có vẫn giữ."),
    )  # fmt: skip

    def facts(self) -> CitedFacts:
        given = self.cleaned_data
        return CitedFacts(**{name: given[name] for name in CitedFacts.__dataclass_fields__})


class NewCitedForm(CitedForm):
    """A new one; who works for several bodies says for which."""

    unit = forms.ChoiceField(label=_("Đơn vị thêm vào thư viện"))
    field_order = ("unit",)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.uid): unit for unit in units}
        self.fields["unit"].choices = [(uid, unit.name) for uid, unit in self.units.items()]

    def chosen(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class CiteForm(OnceForm):
    """One of the documents found, and where the plan cites it."""

    document = forms.ChoiceField(label=_("Văn bản"), widget=forms.RadioSelect)
    clause = forms.CharField(
        label=_("Ở mục"), max_length=20, required=False, help_text=_("Ví dụ: II.3. Phần căn cứ thì để trống.")
    )
    carries_out = forms.BooleanField(label=_("Kế hoạch thực hiện văn bản này"), required=False)

    def __init__(self, *args: Any, offered: Sequence[tuple[CitedDocument, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {row.key: row for row, _words in offered}
        self.fields["document"].choices = [(row.key, words) for row, words in offered]

    def chosen(self) -> CitedDocument:
        return self.offered[self.cleaned_data["document"]]
