"""An office's own book of the fund: sent, read as a dry run, taken over whole or not at all."""

from __future__ import annotations

import uuid

from django import forms
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.funds.page import crumbs
from thidua.faces.desk.imports import dry_runs
from thidua.faces.kit.acting import ActForm, carried_out, pressed
from thidua.faces.kit.downloads import download
from thidua.faces.kit.forms import OnceForm
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.waiting_lists import MANY
from thidua.foundation.core import clock, files
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.tables import template
from thidua.stages.funds import operations, queries, rules
from thidua.stages.funds.models import Fund, Kind
from thidua.stages.funds.operations.records import require_ledger
from thidua.stages.funds.planning import plan_entries
from thidua.stages.funds.repeats import repeated, repeated_words
from thidua.stages.funds.sheets import FUND_SHEET, LIST_OWNER, PURPOSES


class BookForm(OnceForm):
    """The office's own book."""

    upload = forms.FileField(
        label=_("Tệp Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Tệp mẫu, hoặc sổ thu, chi của đơn vị có dòng tiêu đề."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def send_book(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The file is kept for its sender; the next page says what it would do."""
    fund = _kept(request, uid)
    form = BookForm(request.POST or None, request.FILES or None)
    if stored := carried_out(request, form, operations.keep_book, "upload"):
        return redirect("desk:fund-import-check", uid=fund.uid, file=stored.uid)
    context = {"form": form, "fund": fund, "crumbs": crumbs(fund, Link(_t("Nhập từ Excel")))}
    return render(request, "desk/funds/import.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def check_book(request: HttpRequest, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """GET: the dry run, with sheet, cell and reason of each problem. POST: every row is written, or none."""
    fund, actor = _kept(request, uid), request.actor
    stored = kept_list(actor, file)
    if dry_runs.remembered(request, FUND_SHEET):
        return redirect(request.path)
    with files.open_file(stored) as opened:
        plan = plan_entries(upload=File(opened, name=stored.name), fund=fund, today=clock.today())
    if request.method == "POST":
        form = ActForm(request.POST)
        receipt = form.cleaned_data["receipt"] if form.is_valid() else None
        if plan.draft.is_sound and len(plan.lines) > MANY:
            told, given = dry_runs.left_to_the_worker(), {"stored_file": stored, "total": len(plan.lines)}
            if pressed(request, operations.queue_entries, told, told=str, fund=fund, receipt=receipt, **given):
                return redirect("desk:imports")
            return redirect(request.path)
        told = _t("Đã ghi cả danh sách vào sổ quỹ.")
        if pressed(request, operations.import_entries, told, fund=fund, stored_file=stored, receipt=receipt):
            return redirect("desk:fund", uid=fund.uid)
    context = {
        **dry_runs.shown(plan.draft, FUND_SHEET, stored),
        "fund": fund,
        "crumbs": crumbs(fund, Link(_t("Nhập từ Excel"))),
        "lines": plan.lines[: dry_runs.SHOWN],
        "ready": len(plan.lines),
        "repeated": len(again := repeated(plan.lines, fund)),
        "again": repeated_words(again),
        "act": ActForm(),
    }
    return render(request, "desk/funds/import_check.html", context)


@require_GET
def sheet_template(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The sheet to fill in, with the words that may be chosen from."""
    _kept(request, uid)
    kinds = [str(kind.label) for kind in (Kind.DONATION, Kind.OTHER, Kind.SPENDING)]
    choices = {"kind": kinds, "purpose": list(PURPOSES), "is_goods": [_t("tiền"), _t("hiện vật")]}
    return download(template(FUND_SHEET, choices=choices), "so-thu-chi-quy.xlsx")


def kept_list(actor: Actor, file: uuid.UUID) -> StoredFile:
    """The list the actor sent; raises `Missing` for one that is gone or somebody else's."""
    stored = files.of_owner(LIST_OWNER, actor.uid).filter(uid=file).first() if actor.uid else None
    if stored is None:
        raise Missing(_t("Không còn tệp danh sách này. Xin gửi lại tệp."))
    return stored


def _kept(request: HttpRequest, uid: uuid.UUID) -> Fund:
    """The fund, for who keeps it in full."""
    fund = queries.find_fund(request.actor, uid)
    if why_not := rules.may_enter_for(request.actor, fund.unit):
        raise NotAllowed(why_not)
    require_ledger(fund)
    return fund
