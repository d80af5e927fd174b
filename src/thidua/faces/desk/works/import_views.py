"""An office's list: sent, read as a dry run, taken over whole or not at all."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.imports import dry_runs
from thidua.faces.desk.works.act_forms import ListForm
from thidua.faces.kit.acting import ActForm, carried_out, pressed
from thidua.faces.kit.downloads import download
from thidua.foundation.accounts.waiting_lists import MANY
from thidua.foundation.core import clock, files
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.quantities import format_money
from thidua.foundation.core.tables import DraftRow, template
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.kinds import unit_of
from thidua.stages.works.models import Household
from thidua.stages.works.naming import full_name
from thidua.stages.works.offers import choices_for
from thidua.stages.works.operations import import_works, keep_list, queue_works
from thidua.stages.works.planning import plan_import
from thidua.stages.works.second_look import second_look
from thidua.stages.works.sheets import LIST_OWNER, WORKS_SHEET


@require_http_methods(["GET", "POST"])
def send_list(request: HttpRequest) -> HttpResponse:
    """The file is kept for its sender; the next page says what it would do."""
    form = ListForm(request.POST or None, request.FILES or None, actor=request.actor, on=clock.today())
    if stored := carried_out(request, form, keep_list, "upload"):
        chosen = {"unit": form.chosen_unit().uid, "campaign": form.cleaned_data["campaign"]}
        return redirect("desk:works-import-check", file=stored.uid, **chosen)
    return render(request, "desk/works/import.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def check_list(request: HttpRequest, file: uuid.UUID, unit: uuid.UUID, campaign: str) -> HttpResponse:
    """GET: the dry run, with sheet, row, column and reason of each problem. POST: all works are registered."""
    actor = request.actor
    stored = files.of_owner(LIST_OWNER, actor.uid).filter(uid=file).first() if actor.uid else None
    if stored is None:
        raise Missing(_("Không còn tệp danh sách này. Xin gửi lại tệp."))
    lead, chosen = _lead(request, unit), _campaign(campaign)
    if dry_runs.remembered(request, WORKS_SHEET):
        return redirect(request.path)
    with files.open_file(stored) as opened:
        plan = plan_import(
            upload=File(opened, name=stored.name), by=actor, unit=lead, campaign=chosen, on=clock.today()
        )
    if request.method == "POST":
        form = ActForm(request.POST)
        receipt = form.cleaned_data["receipt"] if form.is_valid() else None
        if plan.draft.is_sound and len(plan.contents) > MANY and not actor.by_link:
            told = dry_runs.left_to_the_worker()
            given = {"unit": lead, "campaign": chosen, "stored_file": stored, "total": len(plan.contents)}
            if pressed(request, queue_works, told, told=str, receipt=receipt, **given):
                return redirect("desk:imports")
            return redirect(request.path)
        told = _("Đã đăng ký %(count)d công trình từ danh sách.") % {"count": len(plan.contents)}
        if pressed(request, import_works, told, unit=lead, campaign=chosen, stored_file=stored, receipt=receipt):
            return redirect("desk:works")
    context = {
        **dry_runs.shown(plan.draft, WORKS_SHEET, stored),
        "lead": lead,
        "rows": [_told(row, content) for row, content in plan.contents[: dry_runs.SHOWN]],
        "ready": len(plan.contents),
        "look": second_look(plan.contents, chosen, by=actor),
        "act_form": ActForm(),
    }
    return render(request, "desk/works/import_check.html", context)


def _told(row: DraftRow, content: Content) -> dict[str, Any]:
    """One row as the dry run shows it: with its figures, which are where a list goes wrong."""
    return {
        "number": row.row,
        "content": content,
        "unit": full_name(content.unit),
        "quantity": unit_of(content.kind).format(content.quantity, with_unit=True),
        "money": format_money(sum(content.money.values())) if content.money else "",
    }


@require_GET
def sheet_template(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in, with the words this office may choose from."""
    offered = choices_for(request.actor, on=clock.today())
    choices = {
        "kind": [kind.label for kind in WorkKind.objects.order_by("position", "id")],
        "unit": [full_name(unit) for unit in offered.leads],
        "household": [str(label) for label in Household.labels],
        "occasion": list(dict.fromkeys(row.name for row in offered.occasions)),
    }
    return download(template(WORKS_SHEET, choices=choices), "danh-sach-cong-trinh.xlsx")


def _lead(request: HttpRequest, uid: uuid.UUID) -> Unit:
    offered: Any = choices_for(request.actor, on=clock.today())
    lead = next((unit for unit in offered.leads if unit.uid == uid), None)
    if lead is None:
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))
    return lead


def _campaign(key: str) -> Campaign:
    campaign = Campaign.objects.filter(key=key).first()
    if campaign is None:
        raise Missing(_("Không có đợt thi đua này."))
    return campaign
