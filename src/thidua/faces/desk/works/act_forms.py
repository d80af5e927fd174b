"""The forms of acts on works: a day, photos, a list."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, FilesField, MoneyField, QuantityField, ScanField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.quantities import HALF_DAY, SQUARE_METRE
from thidua.foundation.units.models import Unit
from thidua.stages.works.kinds import last_step, sources
from thidua.stages.works.models import Work
from thidua.stages.works.naming import full_name
from thidua.stages.works.offers import choices_for

ACCEPTED = "image/*,.pdf,.docx,.xlsx"


class StepForm(EditForm):
    """One step that was done."""

    done_date = DayField(label=_("Ngày làm xong bước này"))
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)
    photos = FilesField(label=_("Ảnh, giấy tờ"), required=False, accept=ACCEPTED)


class CompletionForm(EditForm):
    """The last step: the day, what was accepted, the photos, and the money where the kind has money."""

    done_date = DayField(label=_("Ngày hoàn thành"))
    photos = FilesField(label=_("Ảnh, giấy tờ"), required=False, accept=ACCEPTED)
    papers = FilesField(label=_("Biên bản, văn bản nghiệm thu"), required=False, accept=ACCEPTED)
    labour = QuantityField(label=_("Ngày công đóng góp"), of=HALF_DAY, required=False)
    land = QuantityField(label=_("Đất hiến"), of=SQUARE_METRE, required=False)
    acceptance_note = forms.CharField(label=_("Nghiệm thu"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        told = {"version": work.version, "labour": work.labour, "land": work.land}
        told |= {f"money-{row.source}": row.amount for row in work.money.order_by("id")}
        kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        last = last_step(work.kind)
        if not last.paper or last.document:
            del self.fields["papers"]
        else:
            self.fields["papers"].label = last.paper
        if work.kind.is_house:
            del self.fields["land"]
        for key, source in sources().items() if work.kind.has_money else ():
            self.fields[f"money-{key}"] = MoneyField(label=source.label, required=False)

    def money(self) -> dict[str, int] | None:
        """Amounts by source; None where the kind has no money."""
        names = [name for name in self.fields if name.startswith("money-")]
        if not names:
            return None
        return {name.removeprefix("money-"): self.cleaned_data[name] or 0 for name in names}

    def refuse(self, refusal: Any) -> None:
        """An operation's refusal; of money under its first source."""
        first = next((name for name in self.fields if name.startswith("money-")), "money")
        if fields := getattr(refusal, "fields", None):
            refusal.fields = {first if name == "money" else name: sentence for name, sentence in fields.items()}
        super().refuse(refusal)


class QuestionForm(EditForm):
    """What the level above wants to know."""

    question = forms.CharField(label=_("Cần hỏi điều gì"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(EditForm):
    """What the lead answers."""

    answer = forms.CharField(label=_("Trả lời"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class OfferForm(EditForm):
    """A word to whoever keeps the portal."""

    note = forms.CharField(
        label=_("Vì sao nên đăng"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class SignForm(EditForm):
    """A paper signed here: the title that stands over the name, and of minutes who was there."""

    title = forms.CharField(label=_("Chức vụ ghi trên văn bản"), max_length=100)
    witness = forms.CharField(
        label=_("Người chứng kiến"), required=False, max_length=200,
        help_text=_("Họ tên, chức vụ, ví dụ «Y Hùng Êban, Trưởng Ban công tác Mặt trận»."),
    )  # fmt: skip
    remarks = forms.CharField(
        label=_("Ý kiến của các bên"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, with_parties: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_parties:
            del self.fields["witness"], self.fields["remarks"]


class SignedForm(SignForm):
    """A paper that was signed on paper, as it stands there, and its scan."""

    number = QuantityField(label=_("Số"), smallest=1, help_text=_("Chỉ ghi số, không ghi ký hiệu."))
    date = DayField(label=_("Ngày ký"))
    name = forms.CharField(label=_("Người ký"), max_length=100)
    scan = ScanField(label=_("Bản chụp"))
    field_order = ("number", "date", "name", "title", "witness", "remarks", "scan")


class MergeForm(EditForm):
    """Which record counts from now on, and whose money it tells."""

    kept = forms.ChoiceField(label=_("Bản được giữ, tính vào chỉ tiêu"), widget=forms.RadioSelect)
    money = forms.ChoiceField(
        label=_("Kinh phí"), widget=forms.RadioSelect, initial="own",
        choices=[
            ("own", _("Lấy của bản được giữ")), ("others", _("Lấy của bản kia")),
            ("both", _("Cộng cả hai bản, mỗi bản là phần của một đơn vị")),
        ],
    )  # fmt: skip
    reason = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)


class ApartForm(EditForm):
    """Why two records are two works."""

    reason = forms.CharField(label=_("Vì sao là hai công trình khác nhau"), max_length=500)


class PhotosForm(OnceForm):
    """Photos and papers put to a work."""

    role = forms.ChoiceField(label=_("Ảnh của bước nào"))
    photos = FilesField(label=_("Ảnh, giấy tờ"), accept=ACCEPTED)

    def __init__(self, *args: Any, roles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(roles.items())


class ListForm(OnceForm):
    """An office's list: the file and the campaign its works belong to."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    campaign = forms.ChoiceField(label=_("Đợt thi đua"))
    upload = forms.FileField(
        label=_("Tệp Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Tệp mẫu, hoặc danh sách của đơn vị có dòng tiêu đề."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = choices_for(actor, on=on)
        leads = [unit for unit in self.offered.leads if not unit.kind.is_area] or list(self.offered.leads)
        self.fields["unit"].choices = [(str(unit.uid), full_name(unit)) for unit in leads]
        self.fields["campaign"].choices = [(row.key, row.short_name) for row in self.offered.campaigns]

    def chosen_unit(self) -> Unit:
        """The unit whose list it is."""
        return next(unit for unit in self.offered.leads if str(unit.uid) == self.cleaned_data["unit"])
