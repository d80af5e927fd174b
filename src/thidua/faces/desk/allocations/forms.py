"""Forms of what single units are asked: a total shared out, a number of its own, an exemption."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from thidua.faces.desk.allocations.pasting import Pasted, read_lines
from thidua.faces.kit.acting import ShortReasonForm
from thidua.faces.kit.fields import DayField, QuantityField, ScanField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.core.quantities import PLAIN, UNITS, QuantityUnit
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.campaigns.sharing import Sharer

PAPERS = "application/pdf,image/*"


def unit_of(target: Target) -> QuantityUnit:
    """The unit in which people write the target's amounts."""
    return UNITS[target.measure_unit if target.measure_unit in UNITS else PLAIN.key]


class AllocationForm(EditForm):
    """A unit's total and what each of the units beneath is given; shares may also be pasted as lines."""

    total = QuantityField(label=_("Tổng phải phân bổ"))
    source = forms.CharField(
        label=_("Văn bản phân bổ"),
        max_length=300,
        help_text=_("Ví dụ: Quyết định số 15/QĐ-UBND ngày 6/3/2026, phụ lục 1."),
    )
    pasted = forms.CharField(
        label=_("Dán từ Excel"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("Mỗi dòng một đơn vị: mã hoặc tên, rồi số được giao. Sao chép hai cột trong Excel "
            "rồi dán vào đây, bấm «Điền vào bảng» để xem lại trước khi ghi."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        of: Target,
        rows: Sequence[Sharer],
        places: Callable[[], Sequence[Participation]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.rows, self.places = unit_of(of), [row for row in rows if not row.exemption], places
        self.fields["total"].of = self.unit
        for row in self.rows:
            self.fields[name_of(row.unit.pk)] = QuantityField(
                label=row.unit.short_name, of=self.unit, required=False, initial=row.share,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Pasted lines stand above what the table says of the same units."""
        pasted = self.cleaned_data.get("pasted", "")
        self.read = read_lines(pasted, self.places(), self.unit) if pasted.strip() else Pasted()
        for wrong in self.read.wrong:
            self.add_error("pasted", wrong)
        return self.cleaned_data

    def shares(self) -> dict[Unit, int]:
        """What each unit is given; who has nothing written gets nothing."""
        typed = {row.unit.pk: self.cleaned_data.get(name_of(row.unit.pk)) for row in self.rows}
        given = {**typed, **self.read.shares}
        units = {row.unit.pk: row.unit for row in self.rows}
        if self.read.shares.keys() - units.keys():
            units |= {place.unit_id: place.unit for place in self.places()}
        return {units[pk]: share for pk, share in given.items() if share is not None}

    def filled(self) -> dict[str, Any]:
        """The form's values as typed, with the pasted lines put into the table; lines not understood stay."""
        values = {name: self.data.get(name, "") for name in self.fields if name != "receipt"}
        read = read_lines(str(values["pasted"]), self.places(), self.unit)
        self.read = read
        values |= {name_of(pk): share for pk, share in read.shares.items()}
        return values | {"pasted": "\n".join(read.left)}

    def lines(self) -> list[tuple[Sharer, BoundField]]:
        """Each unit of the table with its field."""
        return [(row, self[name_of(row.unit.pk)]) for row in self.rows]


def name_of(unit: int) -> str:
    """The name of a unit's field."""
    return f"phan-{unit}"


class OwnNumberForm(EditForm):
    """A unit's own number in a target, by a document."""

    minimum = QuantityField(label=_("Mức riêng"))
    source = forms.CharField(
        label=_("Văn bản quy định"), max_length=300, help_text=_("Ví dụ: Kế hoạch số 3/KH-UBND ngày 20/3/2026 của xã.")
    )

    def __init__(self, *args: Any, of: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minimum"].of = unit_of(of)


class ExemptionForm(OnceForm):
    """Who is exempt, why, by which document."""

    unit = forms.CharField(
        label=_("Đơn vị được miễn"), max_length=200, help_text=_("Tên hoặc mã đơn vị."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "don-vi-duoc-giao"}),
    )  # fmt: skip
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(
        label=_("Văn bản cho miễn"), max_length=300, help_text=_("Loại, số và ký hiệu: Công văn số 112/MTTQ-BTT.")
    )
    signed_on = DayField(label=_("Ngày ký"))
    scan = ScanField(
        label=_("Bản đã ký"), required=False, accept=PAPERS,
        help_text=_("Tệp PDF hoặc ảnh chụp."),
    )  # fmt: skip


class EndExemptionForm(ShortReasonForm):
    """Why a unit is asked again."""


def offered(places: Sequence[Participation]) -> list[tuple[str, str]]:
    """What the field of a unit offers: the code, and the name beside it."""
    return [(place.code, f"{place.unit.short_name}, {place.parent.short_name}" if place.parent else place.unit.short_name)
            for place in places]  # fmt: skip
