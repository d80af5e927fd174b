"""The lists a person sent: what became of each, and the button that takes one back whole."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from thidua.faces.kit.acting import ActForm, pressed
from thidua.foundation.core import taken_lists
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import TakenList
from thidua.stages.funds.operations import take_back_entries, take_back_months
from thidua.stages.funds.sheets import MONTHS_KEY as FUND_MONTHS
from thidua.stages.funds.sheets import SHEET_KEY as FUND_ENTRIES
from thidua.stages.milestones.operations import take_back_milestones
from thidua.stages.works.operations import take_back_works
from thidua.stages.works.sheets import SHEET_KEY as WORKS

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of list: its name, what takes one back, what is said then."""

    label: Any
    take_back: Callable[..., Any]
    done: Any


SORTS = {
    WORKS: Sort(
        gettext_lazy("Công trình"), take_back_works,
        gettext_lazy("Đã lấy lại cả danh sách: các công trình ấy thành «đã rút»."),
    ),
    "milestones": Sort(
        gettext_lazy("Mốc việc"), take_back_milestones,
        gettext_lazy("Đã lấy lại cả danh sách: các mốc việc ấy trở về chưa làm."),
    ),
    FUND_ENTRIES: Sort(
        gettext_lazy("Sổ quỹ"), take_back_entries,
        gettext_lazy("Đã lấy lại cả danh sách: mỗi khoản có một phiếu điều chỉnh đối lại."),
    ),
    FUND_MONTHS: Sort(
        gettext_lazy("Số liệu tháng của quỹ"), take_back_months,
        gettext_lazy("Đã lấy lại cả danh sách: các tháng ấy trở về đang ghi."),
    ),
}  # fmt: skip


@require_GET
def taken(request: HttpRequest) -> HttpResponse:
    """Whose question: «what did I send, what became of it, can I have it back»."""
    rows = TakenList.objects.filter(by_uid=request.actor.uid, by_uid__isnull=False).order_by("-id")[:SHOWN]
    lines = [(row, SORTS[row.sheet].label, _outcome(row), ActForm() if row.is_standing else None) for row in rows]
    waiting = [(row, taken_lists.progress(row)) for row in rows if row.is_waiting]
    context = {"lines": lines, "waiting": waiting, "steps": taken_lists.STEPS}
    return render(request, "desk/imports/list.html", context)


@require_POST
def take_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The whole list is taken back; where something was done since, the next page says to which rows and what."""
    found = TakenList.objects.filter(uid=uid, by_uid=request.actor.uid, by_uid__isnull=False).first()
    if found is None:
        raise Missing(_("Không tìm thấy lần nhập này trong các danh sách của bạn."))
    sort, form = SORTS[found.sheet], ActForm(request.POST)
    receipt = form.cleaned_data["receipt"] if form.is_valid() else None
    pressed(request, sort.take_back, sort.done, told=str, taken=found, receipt=receipt)
    return redirect("desk:imports")


def _outcome(row: TakenList) -> str:
    if row.is_waiting:
        return _("đang chờ nhập")
    if row.told:
        return _("không nhập được: %(why)s") % {"why": row.told}
    return _("đã lấy lại") if row.back_at else _("đã nhập")
