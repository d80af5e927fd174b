"""An office's list of milestones: sent, read as a dry run, taken over whole or not at all."""

from __future__ import annotations

import uuid

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.imports import dry_runs
from thidua.faces.desk.milestones.forms import ListForm
from thidua.faces.kit.acting import ActForm, carried_out, pressed
from thidua.faces.kit.downloads import download
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.accounts.waiting_lists import MANY
from thidua.foundation.core import clock, files
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.tables import SHEETS, Draft, Problem, read, remembered_headings, template
from thidua.stages.campaigns.models import Campaign
from thidua.stages.milestones import filters, operations
from thidua.stages.milestones.imports import Reading
from thidua.stages.milestones.particulars import title
from thidua.stages.milestones.proofs import LIST_OWNER_KIND
from thidua.stages.milestones.template_rows import choices_of, rows_of


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, campaign: str) -> HttpResponse:
    """The file is kept for its sender; the next page says what it would do."""
    of = filters.campaign_of(request.actor, campaign)
    if not request.actor.holds_anywhere(Permission.MILESTONES_ENTER):
        raise NotAllowed(_("Chỉ cán bộ nhập mốc việc của đơn vị mình gửi được danh sách."))
    form = ListForm(request.POST or None, request.FILES or None)
    if stored := carried_out(request, form, operations.keep_list, "upload"):
        return redirect("desk:milestones-import-check", campaign=of.key, file=stored.uid)
    context = {"form": form, "campaign": of}
    return render(request, "desk/milestones/import.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, campaign: str, file: uuid.UUID) -> HttpResponse:
    """GET: the dry run, with sheet, cell and reason of each problem. POST: every row is taken over, or none."""
    of, stored = filters.campaign_of(request.actor, campaign), _kept(request.actor, file)
    if dry_runs.remembered(request, SHEETS["milestones"]):
        return redirect(request.path)
    draft = _draft(stored)
    reading = _judged(draft, request.actor, of)
    if request.method == "POST":
        form = ActForm(request.POST)
        receipt = form.cleaned_data["receipt"] if form.is_valid() else None
        if draft.is_sound and len(reading.ready) > MANY and not request.actor.by_link:
            told, given = dry_runs.left_to_the_worker(), {"stored_file": stored, "total": len(reading.ready)}
            if pressed(request, operations.queue_milestones, told, told=str, campaign=of, receipt=receipt, **given):
                return redirect("desk:imports")
            return redirect(request.path)
        told = _("Đã nhập %(count)s mốc việc từ danh sách.") % {"count": len(reading.ready)}
        given = {"campaign": of, "rows": draft.rows, "stored_file": stored, "receipt": receipt}
        if pressed(request, operations.import_milestones, told, **given):
            return redirect("desk:milestones")
    context = {
        **dry_runs.shown(draft, SHEETS["milestones"], stored),
        "campaign": of,
        "rows": [(ready, title(ready.kind, ready.year)) for ready in reading.ready[: dry_runs.SHOWN]],
        "ready": len(reading.ready),
        "act": ActForm(),
    }
    return render(request, "desk/milestones/import_check.html", context)


@require_GET
def template_file(request: HttpRequest, campaign: str) -> HttpResponse:
    """The sheet to fill in, with a row for everything the actor's units still owe."""
    of = filters.campaign_of(request.actor, campaign)
    content = template(
        SHEETS["milestones"], choices=choices_of(of), filled_rows=rows_of(request.actor, of, on=clock.today())
    )
    return download(content, f"moc-viec-{of.key}.xlsx")


def _kept(actor: Actor, file: uuid.UUID) -> StoredFile:
    stored = files.of_owner(LIST_OWNER_KIND, actor.uid).filter(uid=file).first() if actor.uid else None
    if stored is None:
        raise Missing(_("Không còn tệp danh sách này. Xin gửi lại tệp."))
    return stored


def _draft(stored: StoredFile) -> Draft:
    with files.open_file(stored) as opened:
        return read(SHEETS["milestones"], File(opened, name=stored.name), remembered=remembered_headings("milestones"))


def _judged(draft: Draft, actor: Actor, campaign: Campaign) -> Reading:
    """The draft with what the campaign has to say of each row; a row that could not be read is not judged again."""
    unread = {(problem.sheet, problem.row) for problem in draft.problems}
    reading = Reading(actor, campaign, today=clock.today())
    reading.read([row for row in draft.rows if (row.sheet, row.row) not in unread])
    draft.problems += reading.problems
    draft.passed_over += reading.passed_over
    if not reading.ready and not draft.problems:
        draft.problems.append(Problem("", 0, "", _("Không có dòng nào ghi việc đã làm. Xin ghi ít nhất một ngày làm.")))
    return reading
