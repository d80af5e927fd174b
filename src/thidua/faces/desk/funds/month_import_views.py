"""A list of months of one or of many funds: sent, read as a dry run, taken over whole or not at all."""

from __future__ import annotations

import uuid

from django import forms
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.funds.import_views import kept_list
from thidua.faces.desk.imports import dry_runs
from thidua.faces.kit.acting import ActForm, carried_out, pressed
from thidua.faces.kit.downloads import download
from thidua.faces.kit.forms import OnceForm
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock, files
from thidua.foundation.core.tables import template
from thidua.stages.funds import operations
from thidua.stages.funds.month_planning import plan_months
from thidua.stages.funds.month_rows import rows_due
from thidua.stages.funds.operations.month_lists import require_teller
from thidua.stages.funds.sheets import MONTHS_SHEET

# A longer list is left to the worker. Fewer than of others: each month is brought by itself, with a sheet of its own.
MANY = 100


class MonthsForm(OnceForm):
    """A list of months."""

    upload = forms.FileField(
        label=_t("Tệp Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_t("Tệp mẫu, hoặc bảng tổng hợp quỹ của đơn vị có dòng tiêu đề."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def send_months(request: HttpRequest) -> HttpResponse:
    """The file is kept for its sender; the next page says what it would do."""
    require_teller(request.actor)
    form = MonthsForm(request.POST or None, request.FILES or None)
    if stored := carried_out(request, form, operations.keep_book, "upload"):
        return redirect("desk:fund-months-import-check", file=stored.uid)
    context = {"form": form, "crumbs": _crumbs()}
    return render(request, "desk/funds/months_import.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def check_months(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """GET: the dry run, with sheet, cell and reason of each problem. POST: every month is brought, or none."""
    actor = request.actor
    require_teller(actor)
    stored = kept_list(actor, file)
    if dry_runs.remembered(request, MONTHS_SHEET):
        return redirect(request.path)
    with files.open_file(stored) as opened:
        plan = plan_months(upload=File(opened, name=stored.name), by=actor, today=clock.today())
    if request.method == "POST":
        form = ActForm(request.POST)
        receipt = form.cleaned_data["receipt"] if form.is_valid() else None
        if plan.draft.is_sound and len(plan.lines) > MANY:
            told, given = dry_runs.left_to_the_worker(), {"stored_file": stored, "total": len(plan.lines)}
            if pressed(request, operations.queue_months, told, told=str, receipt=receipt, **given):
                return redirect("desk:imports")
            return redirect(request.path)
        told = _("Đã ghi số liệu tháng và trình lãnh đạo từng đơn vị chốt.")
        if pressed(request, operations.import_months, told, told=str, stored_file=stored, receipt=receipt):
            return redirect("desk:imports")
    context = {
        **dry_runs.shown(plan.draft, MONTHS_SHEET, stored),
        "crumbs": _crumbs(),
        "lines": plan.lines[: dry_runs.SHOWN],
        "ready": len(plan.lines),
        "act": ActForm(),
    }
    return render(request, "desk/funds/months_check.html", context)


@require_GET
def months_template(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in, with a row for each month that is over and was not brought yet."""
    require_teller(request.actor)
    rows = rows_due(request.actor, clock.today())
    return download(template(MONTHS_SHEET, filled_rows=rows), "so-lieu-thang-quy.xlsx")


def _crumbs() -> list[Link]:
    return [Link(_("Quỹ “Vì người nghèo”"), reverse("desk:funds")), Link(_("Nhập số liệu tháng"))]
