"""The forms of exemplars: a story in its parts, a model taken up, a campaign it is opened in."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.desk.works.forms import NamedUnits, another_field, ask_another
from thidua.faces.kit import figures
from thidua.faces.kit.fields import QuantityField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.works.kinds import unit_of
from thidua.stages.works.models import Story, Work
from thidua.stages.works.naming import Names, full_name
from thidua.stages.works.offers import choices_for
from thidua.stages.works.operations.spreading import LONGEST, NewWork
from thidua.stages.works.operations.telling import (
    LONGEST_CONTACT,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SAID,
    UNSAID,
    Telling,
)
from thidua.stages.works.places import reach_of
from thidua.stages.works.themes import themes

ROWS = 4


def _words(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": ROWS})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONGEST_TEXT, widget=widget)


class StoryForm(EditForm):
    """How a work was done, in the order in which others ask."""

    title = forms.CharField(label=_("Tên mô hình, cách làm"), max_length=LONGEST_TITLE)
    theme = forms.ChoiceField(label=_("Chủ đề"))
    problem = _words(_("Vì sao phải làm"), _("Trước đó vướng mắc điều gì."))
    way = _words(_("Cách làm"), _("Bắt đầu từ đâu, ai làm việc gì, theo thứ tự nào."), required=True)
    result = _words(_("Kết quả"), _("Điều đã khác trước, thấy được hoặc đếm được."), required=True)
    cost = _words(
        _("Tốn kém gì"), _("Tiền, công, vật liệu, nếu có. Sáng kiến, cách làm hay không tốn gì thì bỏ trống.")
    )
    needs = _words(_("Nơi khác cần có gì để làm theo"))
    contact = forms.CharField(
        label=_("Liên hệ để hỏi thêm"), required=False, max_length=LONGEST_CONTACT,
        help_text=_("Tên, chức vụ, điện thoại của cán bộ. Chỉ các đơn vị trong hệ thống đọc; không lên cổng."),
    )  # fmt: skip
    photos = forms.TypedMultipleChoiceField(
        label=_("Ảnh kèm câu chuyện"), required=False, coerce=uuid.UUID, widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn trong ảnh minh chứng của công trình. Nơi khác chỉ thấy bản thu nhỏ của ảnh được chọn."),
    )  # fmt: skip

    def __init__(self, *args: Any, work: Work, story: Story | None, pictures: Iterable[StoredFile], **kw: Any) -> None:
        first: dict[str, Any] = {"title": work.name, "result": "", "version": 1}
        if story is not None:
            first = {name: getattr(story, name) for name in ("version", "title", "theme", "contact", *SAID, *UNSAID)}
            first["photos"] = [
                str(uid) for uid in story.photos.order_by("position").values_list("file__uid", flat=True)
            ]
        super().__init__(*args, initial=first, **kw)
        self.fields["theme"].choices = [("", _("Xin chọn")), *themes().items()]
        self.fields["photos"].choices = [(str(file.uid), figures.day(file.made_at)) for file in pictures]

    def telling(self) -> Telling:
        """What was typed, as the operation takes it."""
        return Telling(
            **{name: self.cleaned_data[name] for name in ("title", "theme", "contact", "photos", *SAID, *UNSAID)}
        )


class OpenForm(EditForm):
    """The campaign whose units may read the story."""

    campaign = forms.ChoiceField(label=_("Cho các đơn vị của đợt thi đua"))

    def __init__(self, *args: Any, campaigns: Iterable[Campaign], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.campaigns = {row.key: row for row in campaigns}
        self.fields["campaign"].choices = [(key, row.short_name) for key, row in self.campaigns.items()]

    def chosen(self) -> Campaign:
        """The campaign itself."""
        return self.campaigns[self.cleaned_data["campaign"]]


class AdoptForm(OnceForm):
    """A model taken up: what was changed, and the work it is done as, registered already or now."""

    changed = forms.CharField(
        label=_("Làm khác nơi kể ở điểm nào"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: «Làm như nơi kể, thêm hàng rào hoa». Nơi kể câu chuyện sẽ đọc được lời này."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Đơn vị học theo"))
    work = forms.ChoiceField(
        label=_("Làm thành công trình nào"), required=False,
        help_text=_("Chọn công trình đã đăng ký, hoặc để hệ thống đăng ký mới."),
    )  # fmt: skip
    name = forms.CharField(label=_("Tên công trình đăng ký mới"), max_length=300)
    another = another_field()
    quantity = QuantityField(label=_("Số lượng"), smallest=1, required=False)
    campaign = forms.ChoiceField(label=_("Đợt thi đua"))
    places = NamedUnits(
        label=_("Làm ở đâu"),
        help_text=_("Mỗi dòng một nơi, ví dụ «Buôn Nui, xã Tâm Thắng». Bỏ trống là chính địa bàn của đơn vị học theo."),
    )

    def __init__(
        self, *args: Any, actor: Actor, story: Story, works: Iterable[Work], on: datetime.date, **kw: Any
    ) -> None:
        offered = choices_for(actor, on=on)
        self.leads = {str(unit.uid): unit for unit in offered.leads}
        self.works = {str(row.uid): row for row in works}
        self.campaigns = {row.key: row for row in offered.campaigns}
        first = story.opened_in.key if story.opened_in else next(iter(self.campaigns), "")
        super().__init__(*args, initial={"name": story.title, "campaign": first}, **kw)
        self.fields["unit"].choices = [(key, full_name(unit)) for key, unit in self.leads.items()]
        rows = [(key, f"{row.name} ({full_name(row.unit)})") for key, row in self.works.items()]
        self.fields["work"].choices = [("", _("Đăng ký công trình mới")), *rows]
        self.fields["campaign"].choices = [(key, row.short_name) for key, row in self.campaigns.items()]
        places, quantity = self.fields["places"], self.fields["quantity"]
        assert isinstance(places, NamedUnits)
        assert isinstance(quantity, QuantityField)
        places.names = Names(reach_of(offered.home).places, on=on)
        quantity.of = unit_of(story.work.kind)
        # One of a thing is usual; one metre of a road is what nobody means.
        self.is_measured = quantity.of.scale > 1
        if not self.is_measured:
            self.initial["quantity"] = 1
        self._hide(quantity_is_one=not quantity.of.short)

    def _hide(self, *, quantity_is_one: bool) -> None:
        """What leaves no choice is not asked."""
        for name in ("unit", "campaign"):
            choices = list(self.fields[name].choices)
            if len(choices) == 1:
                self.fields[name].widget = forms.HiddenInput()
                self.initial[name] = choices[0][0]
        if not self.works:
            self.fields["work"].widget = forms.HiddenInput()
        if quantity_is_one:
            self.fields["quantity"].widget = forms.HiddenInput()

    def refuse(self, refusal: Any) -> None:
        """An operation's refusal; of what stands registered already it is asked whether this is another."""
        ask_another(self, refusal)
        super().refuse(refusal)

    def clean(self) -> dict[str, Any]:
        """Asks how long a new work of a kind that is measured will be."""
        given = super().clean() or self.cleaned_data
        asked = self.is_measured and not given.get("work") and "quantity" not in self.errors
        if asked and given.get("quantity") is None:
            self.add_error("quantity", _t("Xin ghi số lượng, hoặc chọn công trình đã đăng ký."))
        return given

    def chosen_work(self) -> Work | None:
        """The work that was registered already."""
        return self.works.get(self.cleaned_data["work"])

    def chosen_unit(self) -> Unit:
        """Whose work it is: the chosen work's lead where one is chosen."""
        work = self.chosen_work()
        return work.unit if work else self.leads[self.cleaned_data["unit"]]

    def new(self) -> NewWork | None:
        """The work to be registered."""
        given = self.cleaned_data
        if self.chosen_work():
            return None
        return NewWork(
            name=given["name"], campaign=self.campaigns[given["campaign"]], places=tuple(given["places"]),
            quantity=given["quantity"] or 1, another=given["another"],
        )  # fmt: skip
