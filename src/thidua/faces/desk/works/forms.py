"""The form of a work: what it says of itself, made for one kind."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, MoneyField, QuantityField, TypedField
from thidua.faces.kit.forms import EditForm
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import HALF_DAY, PERSON, PLAIN, SQUARE_METRE
from thidua.foundation.units.provinces import Point, point_told
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.details import (
    CHOICE,
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST,
    YEAR,
    DetailField,
    fields_of,
)
from thidua.stages.works.doubts import unusual
from thidua.stages.works.kinds import is_idea, sources, unit_of
from thidua.stages.works.models import Household, Work
from thidua.stages.works.naming import Names, full_name
from thidua.stages.works.offers import Choices, choices_for
from thidua.stages.works.places import reach_of
from thidua.stages.works.points import parse_point
from thidua.stages.works.standing import ANOTHER, AlreadyRegistered

# Up to so many places are offered one by one; beyond, their names are written.
LISTED = 40


class NamedUnits(forms.CharField):
    """Units written by name, one to a line or with «;» between; the value is a tuple of units."""

    def __init__(self, **kwargs: Any) -> None:
        self.names: Names | None = None
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.names.find_all(text) if text and self.names else ()
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return "\n".join(full_name(unit) for unit in value)
        return value


class PointField(TypedField):
    """Where a work lies."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def read(self, text: str) -> Point:
        return parse_point(text)

    def prepare_value(self, value: Any) -> Any:
        return point_told(value) if isinstance(value, tuple) else value


def detail_field(field: DetailField) -> forms.Field:
    """The form's field of one of the kind's own fields."""
    common: dict[str, Any] = {"label": field.label, "required": False, "help_text": field.help}
    if field.type == CHOICE:
        return forms.ChoiceField(choices=[("", _("Chưa ghi")), *((word, word) for word in field.choices)], **common)
    if field.unit is not None:
        return QuantityField(of=field.unit, **common)
    if field.type == YEAR:
        return forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, **common)
    return forms.CharField(max_length=LONGEST, **common)


def another_field() -> forms.BooleanField:
    """«This is another work»: asked of who names what stands registered already, and of nobody else."""
    return forms.BooleanField(label=_("Đây là công trình khác"), required=False, widget=forms.HiddenInput)


def ask_another(form: forms.Form, refusal: Any) -> Work | None:
    """Has a form ask it after such a refusal; the work that stands registered."""
    if not isinstance(refusal, AlreadyRegistered):
        return None
    form.fields[ANOTHER].widget = forms.CheckboxInput()
    return refusal.work


class WorkForm(EditForm):
    """A work of one kind, for the units an actor enters for. `content()` is what the operations take."""

    name = forms.CharField(label=_("Tên công trình, phần việc"), max_length=300)
    another = another_field()
    unit = forms.ChoiceField(label=_("Đơn vị dẫn đầu"))
    quantity = QuantityField(label=_("Số lượng"), smallest=1)
    quantity_ok = forms.BooleanField(
        label=_("Số lượng này đúng, tôi đã xem lại"), required=False, widget=forms.HiddenInput
    )
    household = forms.ChoiceField(label=_("Diện hộ"), required=False, choices=[("", _("Chưa ghi")), *Household.choices])
    floor_area = QuantityField(label=_("Diện tích"), of=SQUARE_METRE, smallest=1, required=False)
    places = forms.MultipleChoiceField(
        label=_("Nơi hưởng lợi"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn thì tính là chính địa bàn của đơn vị dẫn đầu."),
    )  # fmt: skip
    places_named = NamedUnits(
        label=_("Nơi hưởng lợi"),
        help_text=_("Mỗi dòng một nơi, ví dụ «Buôn Nui, xã Tâm Thắng». Bỏ trống là chính địa bàn của đơn vị dẫn đầu."),
    )
    mobiliser = forms.ChoiceField(
        label=_("Chủ trì vận động"), required=False, help_text=_("Đơn vị được tính vào chỉ tiêu vận động.")
    )
    partners = NamedUnits(
        label=_("Đơn vị cùng làm"), help_text=_("Mỗi dòng một đơn vị, ví dụ «Hội Phụ nữ» hoặc «Thôn 2».")
    )
    occasions = forms.MultipleChoiceField(label=_("Chào mừng"), required=False, widget=forms.CheckboxSelectMultiple)
    campaigns = forms.MultipleChoiceField(label=_("Đợt thi đua"), widget=forms.CheckboxSelectMultiple)
    planned_start = DayField(label=_("Ngày bắt đầu"), required=False)
    planned_finish = DayField(label=_("Dự kiến xong"), required=False)
    people_served = QuantityField(label=_("Số người hưởng lợi"), of=PERSON, required=False)
    labour = QuantityField(label=_("Ngày công đóng góp"), of=HALF_DAY, required=False)
    land = QuantityField(label=_("Đất hiến"), of=SQUARE_METRE, required=False)
    point = PointField(
        label=_("Tọa độ"), help_text=_("Vĩ độ rồi kinh độ, như bản đồ trên điện thoại ghi: 12,65432; 107,69123.")
    )
    description = forms.CharField(label=_("Mô tả"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(
        self, *args: Any, actor: Actor, kind: WorkKind, on: datetime.date, work: Work | None = None, **kw: Any
    ) -> None:
        self.kind, self.work = kind, work
        # What is registered already under the name that was sent.
        self.standing: Work | None = None
        self.offered: Choices = choices_for(actor, on=on)
        kw["initial"] = {**self._first_values(work), **(kw.get("initial") or {})}
        super().__init__(*args, **kw)
        self._offer(on)
        for key, source in sources().items() if kind.has_money else ():
            self.fields[f"money-{key}"] = MoneyField(label=source.label, required=False)
        for field in fields_of(kind):
            self.fields[f"detail-{field.key}"] = detail_field(field)

    def _offer(self, on: datetime.date) -> None:
        """Gives the choices this actor and kind have; what the kind does not have is not asked."""
        offered = self.offered
        for name, units in (("unit", offered.leads), ("places", offered.places), ("mobiliser", offered.mobilisers)):
            rows = [(str(unit.uid), full_name(unit)) for unit in units]
            self.fields[name].choices = [("", _("Chính đơn vị dẫn đầu")), *rows] if name == "mobiliser" else rows
        self.fields["campaigns"].choices = [(row.key, row.short_name) for row in offered.campaigns]
        self.fields["occasions"].choices = [(f"{row.campaign.key}:{row.key}", row.name) for row in offered.occasions]
        quantity = self.fields["quantity"]
        assert isinstance(quantity, QuantityField)
        quantity.of = unit_of(self.kind)
        if is_idea(self.kind):
            # An initiative, a good way is one: nothing to be counted or paid is asked.
            quantity.widget, self.initial["quantity"] = forms.HiddenInput(), self.initial.get("quantity") or 1
        reach = reach_of(offered.home)
        for name, intervals in (("places_named", reach.places), ("partners", (reach.root,))):
            field = self.fields[name]
            assert isinstance(field, NamedUnits)
            field.names = Names(intervals, on=on)
        del self.fields["places_named" if len(offered.places) <= LISTED else "places"]
        if not self.kind.is_house:
            del self.fields["household"], self.fields["floor_area"]
        else:
            del self.fields["land"]
            if self.kind.households:
                kept = [pair for pair in Household.choices if pair[0] in self.kind.households]
                self.fields["household"].choices = [("", _("Chưa ghi")), *kept]
        for name in ("unit", "campaigns"):
            choices = self.fields[name].choices
            if len(choices) == 1:
                hidden = forms.HiddenInput if name == "unit" else forms.MultipleHiddenInput
                self.fields[name].widget = hidden()
                self.initial.setdefault(name, choices[0][0] if name == "unit" else [choices[0][0]])

    def clean(self) -> dict[str, Any]:
        """Asks once about a quantity far above the usual of its kind."""
        given = super().clean() or self.cleaned_data
        quantity = given.get("quantity")
        if isinstance(quantity, int) and not given.get("quantity_ok"):
            doubt = unusual(self.kind, quantity, apart_from=self.work.pk if self.work else None)
            if doubt:
                self.fields["quantity_ok"].widget = forms.CheckboxInput()
                usual = unit_of(self.kind).format(doubt.usual, with_unit=True)
                self.add_error(
                    "quantity",
                    _t(
                        "Số này gấp %(times)d lần mức thường thấy của loại này (%(usual)s). Nếu đúng, xin đánh dấu xác nhận ở dưới."
                    )
                    % {"times": doubt.times, "usual": usual},
                )
        return given

    def refuse(self, refusal: Any) -> None:
        """An operation's refusal; the places may stand under another field, money under its first source."""
        fields = getattr(refusal, "fields", None)
        if fields:
            other = {"money": next((name for name in self.fields if name.startswith("money-")), "money")}
            other["places"] = "places" if "places" in self.fields else "places_named"
            refusal.fields = {other.get(name, name): sentence for name, sentence in fields.items()}
        self.standing = ask_another(self, refusal)
        super().refuse(refusal)

    def content(self) -> Content:
        """What was typed, as the operations take it."""
        given, offered = self.cleaned_data, self.offered
        chosen = [*given.get("places", ()), given["unit"], given.get("mobiliser")]
        units = {str(unit.uid): unit for unit in offered.everybody if str(unit.uid) in chosen}
        places = given.get("places_named") or tuple(units[uid] for uid in given.get("places", ()))
        plain = ("name", "quantity", "description", "planned_start", "planned_finish", "people_served", "labour")
        return Content(
            kind=self.kind,
            unit=units[given["unit"]],
            mobiliser=units.get(given.get("mobiliser") or ""),
            places=tuple(places),
            partners=given["partners"],
            campaigns=tuple(row for row in offered.campaigns if row.key in given["campaigns"]),
            occasions=tuple(row for row in offered.occasions if f"{row.campaign.key}:{row.key}" in given["occasions"]),
            household=given.get("household") or "",
            floor_area=given.get("floor_area"),
            land=given.get("land"),
            point=given.get("point"),
            details={field.key: given.get(f"detail-{field.key}") for field in fields_of(self.kind)},
            money={key: given[f"money-{key}"] for key in sources() if given.get(f"money-{key}")},
            **{name: given[name] for name in plain},
        )

    def _first_values(self, work: Work | None) -> dict[str, Any]:
        """The form of a new work, or of one that is changed."""
        if work is None:
            return {"quantity": 1} if self.kind.is_house or unit_of(self.kind) is PLAIN else {}
        places = tuple(
            row.unit for row in work.places.select_related("unit__kind", "unit__parent").order_by("unit__lft", "id")
        )
        partners = tuple(
            row.unit for row in work.partners.select_related("unit__kind", "unit__parent").order_by("unit__lft", "id")
        )
        plain = (
            "version", "name", "quantity", "household", "floor_area", "planned_start", "planned_finish", "people_served",
            "labour", "land", "point", "description",
        )  # fmt: skip
        return {
            **{name: getattr(work, name) for name in plain},
            "unit": str(work.unit.uid),
            "mobiliser": "" if work.mobiliser_id == work.unit_id else str(work.mobiliser.uid),
            "places": [str(unit.uid) for unit in places],
            "places_named": places,
            "partners": partners,
            "campaigns": list(work.campaigns.order_by("id").values_list("key", flat=True)),
            "occasions": [
                f"{row.campaign.key}:{row.key}" for row in work.occasions.select_related("campaign").order_by("id")
            ],
            **{f"money-{row.source}": row.amount for row in work.money.order_by("id")},
            **{f"detail-{key}": value for key, value in work.details.items()},
        }
