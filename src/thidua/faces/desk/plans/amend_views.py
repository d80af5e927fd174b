"""A campaign that runs amended by a document of its body: the document's facts, each number and day that moves."""

from __future__ import annotations

import datetime
import uuid
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thidua.faces.kit import figures
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.fields import CountedField, DayField, QuantityField
from thidua.faces.kit.forms import EditForm
from thidua.faces.kit.notices import done
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.quantities import UNITS, format_number
from thidua.stages.campaigns import queries, rules
from thidua.stages.campaigns.amendable import LABELS, MILESTONE, TARGET, TASK, Amendable, amendable
from thidua.stages.campaigns.models import Plan, Target
from thidua.stages.campaigns.operations import AmendingPaper, amend_campaign

MOST_LETTERS, MOST_SHOWN, LONGEST = 4_000, 50, 80
SORTS = {TARGET: gettext_lazy("Chỉ tiêu"), MILESTONE: gettext_lazy("Mốc việc"), TASK: gettext_lazy("Việc")}


class AmendForm(EditForm):
    """The amending document, then every value of the campaign that it may move."""

    number = forms.IntegerField(label=gettext_lazy("Số"), min_value=1, max_value=99_999, localize=False)
    symbol = forms.CharField(label=gettext_lazy("Ký hiệu"), max_length=60)
    date = DayField(label=gettext_lazy("Ngày ký"))
    capacity = forms.CharField(label=gettext_lazy("Thể thức ký"), max_length=200, required=False)
    title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=200)
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=200)
    what = CountedField(label=gettext_lazy("Văn bản sửa đổi điều gì"), most=MOST_LETTERS, rows=3)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_paper = [name for name in self.fields if name not in ("receipt", "version")]
        self.standing = list(amendable(plan.campaign))
        for one in self.standing:
            self.fields[one.name] = _field(one)

    def groups(self) -> list[dict[str, Any]]:
        """The document's fields, then those of each target, milestone and task."""
        groups = [{"legend": _("Văn bản sửa đổi"), "fields": [self[name] for name in self.of_paper]}]
        for (sort, key), of in groupby(self.standing, key=lambda one: (one.sort, one.key)):
            rows = list(of)
            called = key if sort == TARGET else str(rows[0].row)[:LONGEST]
            groups.append({"legend": f"{SORTS[sort]} {called}", "fields": [self[one.name] for one in rows]})
        return groups

    def paper(self) -> AmendingPaper:
        """The document as it was typed."""
        return AmendingPaper(
            **{name: self.cleaned_data[name] for name in ("number", "symbol", "date", "capacity", "title", "signer")}
        )

    def values(self) -> dict[str, Any]:
        """The value of each place; one left empty stays as it stands."""
        given = {one.name: self.cleaned_data.get(one.name) for one in self.standing}
        return {name: value for name, value in given.items() if value is not None}


@require_http_methods(["GET", "POST"])
def amend_root(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: who leads the body, «the plan was amended: what is asked from now on»."""
    plan = queries.plan_for(request.actor, uid)
    if why_not := rules.why_not_open(request.actor, plan.campaign.owner):
        raise NotAllowed(why_not)
    form = AmendForm(request.POST or None, plan=plan, initial=_signed_as(plan))
    if carried_out(request, form, amend_campaign, "what", plan=plan, paper=form.paper, values=form.values):
        done(request, _("Đã ghi văn bản sửa đổi. Chỉ tiêu, hạn và bảng theo dõi đã theo văn bản mới."))
        return redirect("desk:plan", uid=uid)
    context = {"plan": plan, "form": form}
    return render(request, "desk/plans/amend.html", context, status=422 if form.errors else 200)


def amendments_of(plan: Plan) -> list[dict[str, Any]]:
    """Each version after the first with its document and what it changed, the newest first."""
    units = {row.code: UNITS[row.measure_unit] for row in plan.campaign.targets.order_by("id")}
    return [
        {
            "row": row,
            "changes": [
                {
                    "what": f"{SORTS[one['sort']]} {one['key']}: {LABELS[one['part']]}",
                    "before": _shown(one, one["before"], units),
                    "after": _shown(one, one["after"], units),
                }
                for one in row.changes
            ],
        }
        for row in plan.amendments.select_related("document").order_by("-number")[:MOST_SHOWN]
    ]


def _shown(one: dict[str, Any], value: Any, units: dict[str, Any]) -> str:
    if one["part"] != "minimum":
        return figures.day(datetime.date.fromisoformat(value))
    unit = units.get(one["key"])
    return format_number(value, scale=unit.scale) if unit else str(value)


def _field(one: Amendable) -> forms.Field:
    given: dict[str, Any] = {"label": LABELS[one.part], "required": False, "initial": one.value}
    if isinstance(one.row, Target) and one.part == "minimum":
        return QuantityField(of=UNITS[one.row.measure_unit], **given)
    return DayField(**given)


def _signed_as(plan: Plan) -> dict[str, Any]:
    """The plan's own symbol and signer: most often they amend it too."""
    paper = plan.document
    if paper is None:
        return {"version": plan.version}
    return {
        "version": plan.version, "symbol": paper.symbol, "capacity": paper.signer_capacity, "title": paper.signer_title,
        "signer": paper.signer_name,
    }  # fmt: skip
