"""The forms of funds: what came in, what went out, a month's figures, a correction."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, FilesField, MoneyField, sometimes
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.units.models import Unit
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Donor, Fund, Kind, Manner
from thidua.stages.funds.operations import MonthTold, NewDonor
from thidua.stages.funds.purposes import purposes
from thidua.stages.works.models import Work
from thidua.stages.works.naming import full_name

SHEETS = "image/*,.pdf,.docx,.xlsx"
MONEY, GOODS = "tien", "hien-vat"
HOW_MUCH = _("Ghi 1.234.500 hoặc «30,5 triệu». Dấu chấm tách hàng nghìn, dấu phẩy cho phần lẻ.")


class OpenForm(OnceForm):
    """A fund is opened."""

    unit = forms.ChoiceField(label=_("Quỹ của"))
    manner = forms.ChoiceField(label=_("Cách ghi sổ"), choices=Manner, widget=forms.RadioSelect, initial=Manner.LEDGER)
    opens_on = DayField(label=_("Ghi sổ từ tháng có ngày"), help_text=_("Sổ bắt đầu từ ngày 1 của tháng ấy."))
    opening = MoneyField(label=_("Tiền có lúc ấy"), help_text=_("Theo sổ cũ. Không có thì ghi 0."))
    opening_goods = MoneyField(label=_("Hiện vật có lúc ấy, quy ra tiền"), required=False)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.uid): unit for unit in units}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self.units.items()]

    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]

    def goods(self) -> int:
        return self.cleaned_data["opening_goods"] or 0


class _MovementForm(OnceForm):
    """What every entry says."""

    day = DayField(label=_("Ngày"))
    amount = MoneyField(label=_("Số tiền"), smallest=1, help_text=HOW_MUCH)
    what = forms.ChoiceField(
        label=_("Là"), choices=[(MONEY, _("tiền")), (GOODS, _("hiện vật, số tiền ở trên là trị giá"))],
        widget=forms.RadioSelect, initial=MONEY,
    )  # fmt: skip
    goods = sometimes(
        forms.CharField(label=_("Hiện vật gì, bao nhiêu"), required=False, max_length=300), _("nếu là hiện vật")
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)

    def said(self, kind: str, **more: Any) -> Movement:
        """The fields every entry has, and those of its kind."""
        given = self.cleaned_data
        is_goods = given["what"] == GOODS
        return Movement(
            kind=kind, day=given["day"], amount=given["amount"], is_goods=is_goods, goods=given["goods"], note=given["note"],
            **more,
        )  # fmt: skip


class IncomeForm(_MovementForm):
    """A gift, or what else came in."""

    kind = forms.ChoiceField(
        label=_("Khoản thu"), choices=[(Kind.DONATION, Kind.DONATION.label), (Kind.OTHER, Kind.OTHER.label)]
    )
    donor = forms.ChoiceField(label=_("Người, đơn vị ủng hộ"), required=False)
    new_name = sometimes(
        forms.CharField(label=_("Họ tên, tên đơn vị ủng hộ"), required=False, max_length=200),
        _("nếu chưa có trong danh sách"),
    )
    sort = forms.ChoiceField(label=_("Là cá nhân hay đơn vị"), choices=Donor.Sort, required=False)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=300)
    is_anonymous = forms.BooleanField(label=_("Người ủng hộ xin không nêu tên"), required=False)

    field_order = (
        "kind",
        "donor",
        "new_name",
        "sort",
        "address",
        "is_anonymous",
        "day",
        "amount",
        "what",
        "goods",
        "note",
    )

    def __init__(self, *args: Any, donors: Sequence[Donor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.donors = {str(donor.uid): donor for donor in donors}
        named = [
            (key, f"{donor.name}, {donor.address}" if donor.address else donor.name)
            for key, donor in self.donors.items()
        ]
        self.fields["donor"].choices = [("", _t("Người mới, ghi ở dưới; bỏ trống cả hai nếu là ủng hộ chung")), *named]

    def given(self) -> Movement:
        return self.said(self.cleaned_data["kind"], donor=self.donors.get(self.cleaned_data["donor"]))

    def new_donor(self) -> NewDonor | None:
        said = self.cleaned_data
        if said["donor"] or not said["new_name"]:
            return None
        return NewDonor(
            name=said["new_name"], sort=said["sort"] or Donor.Sort.PERSON, address=said["address"],
            is_anonymous=said["is_anonymous"],
        )  # fmt: skip


class SpendingForm(_MovementForm):
    """What was spent, on what and for whom."""

    purpose = forms.ChoiceField(label=_("Chi vào việc"))
    work = sometimes(forms.ChoiceField(label=_("Công trình, căn nhà"), required=False), _("nếu chi cho công trình"))
    household = sometimes(
        forms.CharField(
            label=_("Hộ được giúp"), required=False, max_length=300, help_text=_("Tên chủ hộ; nhiều hộ thì ghi số hộ và danh sách.")
        ),
        _("nếu chi cho hộ"),
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Ở đâu"), required=False)

    field_order = ("purpose", "work", "household", "place", "day", "amount", "what", "goods", "note")

    def __init__(self, *args: Any, works: Sequence[Work], places: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.works = {str(work.uid): work for work in works}
        self.places = {str(place.uid): place for place in places}
        self.fields["purpose"].choices = [(row.key, row.label) for row in purposes().values()]
        self.fields["work"].choices = [
            ("", _t("Không phải công trình")),
            *((key, f"{work.name} ({full_name(work.unit)})") for key, work in self.works.items()),
        ]
        self.fields["place"].choices = [("", "–"), *((key, full_name(place)) for key, place in self.places.items())]

    def given(self) -> Movement:
        said = self.cleaned_data
        return self.said(
            Kind.SPENDING, purpose=said["purpose"], work=self.works.get(said["work"]), household=said["household"],
            place=self.places.get(said["place"]),
        )  # fmt: skip


class SendForm(_MovementForm):
    """What goes to another fund."""

    other_fund = forms.ChoiceField(label=_("Quỹ nhận"), required=False)
    counterpart = sometimes(
        forms.CharField(label=_("Tên quỹ ngoài hệ thống"), required=False, max_length=200),
        _("nếu quỹ nhận không có ở trên"),
    )

    field_order = ("other_fund", "counterpart", "day", "amount", "what", "goods", "note")

    def __init__(self, *args: Any, funds: Sequence[Fund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funds = {str(fund.uid): fund for fund in funds}
        named = [(key, str(row)) for key, row in self.funds.items()]
        self.fields["other_fund"].choices = [("", _t("Quỹ ngoài hệ thống, ghi ở dưới")), *named]

    def given(self) -> Movement:
        said = self.cleaned_data
        return self.said(
            Kind.TRANSFER_OUT, other_fund=self.funds.get(said["other_fund"]), counterpart=said["counterpart"]
        )


class OutsideForm(_MovementForm):
    """What came from a fund outside the site."""

    counterpart = forms.CharField(label=_("Quỹ chuyển đến"), max_length=200)

    field_order = ("counterpart", "day", "amount", "what", "goods", "note")

    def given(self) -> Movement:
        return self.said(Kind.TRANSFER_IN, counterpart=self.cleaned_data["counterpart"])


class ReceiveForm(OnceForm):
    """The day a transfer came in."""

    day = DayField(label=_("Ngày nhận"))


class CorrectForm(OnceForm):
    """Why an entry is answered, and the right amount where there is one."""

    reason = forms.CharField(label=_("Lý do điều chỉnh"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    amount = MoneyField(
        label=_("Số tiền đúng"),
        required=False,
        smallest=1,
        help_text=_("Bỏ trống để bỏ hẳn khoản này, ví dụ ghi trùng."),
    )


class BringForm(EditForm):
    """A month of a full ledger is brought to the leader."""

    sheets = FilesField(label=_("Bảng của kế toán"), required=False, accept=SHEETS)


class ToldForm(EditForm):
    """A month's four figures, with what came from and went to other funds among them."""

    received = MoneyField(label=_("Thu ủng hộ trong tháng"), help_text=HOW_MUCH)
    transferred_in = MoneyField(label=_("Nhận điều chuyển từ quỹ khác"), required=False)
    spent = MoneyField(label=_("Chi hỗ trợ trong tháng"))
    transferred_out = MoneyField(label=_("Điều chuyển đến quỹ khác"), required=False)
    closing = MoneyField(label=_("Số dư cuối tháng theo bảng của kế toán"))
    sheets = sometimes(
        FilesField(label=_("Bảng của kế toán"), required=False, accept=SHEETS), _("nếu tháng này chưa kèm bảng nào")
    )

    def told(self) -> MonthTold:
        names = ("received", "transferred_in", "spent", "transferred_out", "closing")
        return MonthTold(**{name: self.cleaned_data[name] or 0 for name in names})


class DonorForm(EditForm):
    """A donor mended."""

    name = forms.CharField(label=_("Họ tên, tên đơn vị"), max_length=200)
    sort = forms.ChoiceField(label=_("Là"), choices=Donor.Sort)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=300)
    is_anonymous = forms.BooleanField(label=_("Xin không nêu tên"), required=False)

    def given(self) -> NewDonor:
        said = self.cleaned_data
        return NewDonor(
            name=said["name"], sort=said["sort"], address=said["address"], is_anonymous=said["is_anonymous"]
        )


class MannerForm(EditForm):
    """The other manner of keeping the book."""

    manner = forms.ChoiceField(label=_("Cách ghi sổ"), choices=Manner, widget=forms.RadioSelect)


def first_open_day(fund: Fund, today: datetime.date) -> datetime.date:
    """The day a new entry most likely bears."""
    return max(today, fund.closed_before)
