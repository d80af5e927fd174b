"""Forms of a campaign's draft: what its files say, each value at its own field; how an earlier campaign is copied."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.kit import figures
from thidua.faces.kit.fields import DayField, TypedField, sometimes, unmarked
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.core.errors import Refused, Unreadable
from thidua.foundation.core.working_days import is_working_day
from thidua.stages.campaigns.campaign_file import CampaignFileError, Problem
from thidua.stages.campaigns.plan_draft.places import (
    DAY,
    MONTH,
    NUMBER,
    YEARS,
    Place,
    corrected,
    label_of,
    places,
    section_of,
)

MOST_LETTERS, SHORT = 4_000, 60
MONTH_TYPED = re.compile(r"(\d{1,2})\s*/\s*(\d{4})")
YEARS_TYPED = re.compile(r"\d{4}(\s*,\s*\d{4})*")
# Without these no campaign is opened; what else may stay empty is the plan's matter.
NEEDED = (
    "campaign.key", "campaign.name", "campaign.short_name", "plan.number", "plan.symbol", "plan.date", "plan.place",
    "plan.title", "plan.signer.capacity", "plan.signer.title", "plan.signer.name",
)  # fmt: skip


class MonthField(TypedField):
    """A month: «8/2024»; its value is written 2024-08."""

    def read(self, text: str) -> str:
        found = MONTH_TYPED.fullmatch(text)
        if found is None or not 1 <= int(found[1]) <= 12:
            raise Unreadable(_("Tháng viết như 8/2024."))
        return f"{found[2]}-{int(found[1]):02d}"


class YearsField(TypedField):
    """Years: «2026, 2027»."""

    def read(self, text: str) -> str:
        if not YEARS_TYPED.fullmatch(text):
            raise Unreadable(_("Các năm viết cách nhau bằng dấu phẩy, như 2026, 2027."))
        return text


class WholeField(TypedField):
    """A whole number as files have it."""

    def read(self, text: str) -> str:
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise Unreadable(_("Xin ghi một số nguyên, chỉ gồm chữ số."))
        return str(int(text))


class DraftForm(EditForm):
    """Every value of a draft's files that a person may correct, under what it belongs to."""

    def __init__(self, *args: Any, kept: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.places = places(kept)
        for place in self.places:
            field = _field(place)
            self.fields[place.name] = sometimes(field, _("phải có")) if place.path in NEEDED else unmarked(field)

    def groups(self) -> list[dict[str, Any]]:
        """The fields under the words of the table they stand in."""
        return [
            {"legend": legend, "fields": [self[place.name] for place in of]}
            for legend, of in groupby(self.places, key=section_of)
        ]

    def written(self) -> dict[str, str]:
        """The files with what was written in the form."""
        return corrected(self.kept, {place.name: _written(self.cleaned_data.get(place.name)) for place in self.places})

    def tell(self, problems: list[Problem]) -> None:
        """What is still wrong with the files, each at the field it is about."""
        for problem in problems:
            name = self._of(problem.key)
            self.add_error(name or None, problem.reason[:1].upper() + problem.reason[1:] if name else str(problem))

    def lines_of(self, problems: list[Problem]) -> list[tuple[str, str, str]]:
        """What is still wrong in words: where, the address of its field on the page, why."""
        named = {place.name: place for place in self.places}
        found = [(self._of(problem.key), problem) for problem in problems]
        return [
            (
                f"{section_of(named[name])}: {label_of(named[name])}" if name else problem.key,
                str(self[name].id_for_label) if name else "",
                problem.reason,
            )
            for name, problem in found
        ]

    def refuse(self, refusal: Refused) -> None:
        """What is wrong with the files stands at its fields; a key or an owner of the site at theirs."""
        if isinstance(refusal, CampaignFileError):
            self.tell(refusal.problems)
            self._focus_first_error()
        elif refusal.field == "key":
            self.add_error("campaign.key", str(refusal.sentence))
            self._focus_first_error()
        else:
            super().refuse(refusal)

    def _of(self, key: str) -> str:
        """The field whose place the address names, or stands in."""
        exact = [place.name for place in self.places if place.path == key]
        within = [place.name for place in self.places if key and place.path.startswith((f"{key}.", f"{key}["))]
        return next(iter(exact + within), "")


class CopyForm(OnceForm):
    """An earlier campaign anew, its dates moved."""

    short_name = forms.CharField(label=gettext_lazy("Tên gọn của đợt mới"), max_length=120)
    key = forms.CharField(
        label=gettext_lazy("Mã đợt thi đua mới"),
        max_length=60,
        help_text=gettext_lazy("Chữ thường không dấu, chữ số, gạch nối: thi-dua-2028."),
    )
    months = forms.IntegerField(
        label=gettext_lazy("Dời mọi mốc thời gian bao nhiêu tháng"),
        min_value=1,
        max_value=60,
        localize=False,
        help_text=gettext_lazy("Từ 1 đến 60; 12 là sang năm."),
    )


def shown(place: Place) -> str:
    """A value as people write it."""
    if place.kind == DAY and place.value:
        return figures.weekday(datetime.date.fromisoformat(place.value))
    if place.kind == MONTH:
        return f"{int(place.value[5:])}/{place.value[:4]}"
    return place.value


def day_off(place: Place) -> str:
    """That offices do not work on the day; empty for a working day and for what is no day."""
    if place.kind != DAY or not place.value or is_working_day(datetime.date.fromisoformat(place.value)):
        return ""
    day = datetime.date.fromisoformat(place.value)
    return _("ngày nghỉ cuối tuần") if day.weekday() > FRIDAY else _("ngày nghỉ lễ")


def lines_of(pairs: list[tuple[Place, Place]]) -> Iterator[dict[str, str]]:
    """Rows of the table of moved days."""
    for was, be in pairs:
        yield {
            "where": section_of(be), "what": label_of(be), "was": shown(was), "will": shown(be), "off": day_off(be),
        }  # fmt: skip


FRIDAY = 4


def _field(place: Place) -> forms.Field:
    given: dict[str, Any] = {"label": label_of(place), "required": False, "initial": place.value}
    if place.kind == DAY:
        given["initial"] = datetime.date.fromisoformat(place.value) if place.value else None
        return DayField(**given, help_text=day_off(place))
    if place.kind == MONTH:
        return MonthField(**{**given, "initial": shown(place)})
    if place.kind == YEARS:
        return YearsField(**given)
    if place.kind == NUMBER:
        return WholeField(**given, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    long = len(place.value) > SHORT
    widget = forms.Textarea(attrs={"rows": min(8, 2 + len(place.value) // SHORT)}) if long else forms.TextInput()
    return forms.CharField(**given, max_length=MOST_LETTERS, widget=widget)


def _written(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return " ".join(str(value).split()) if value is not None else ""
