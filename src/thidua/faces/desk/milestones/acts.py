"""What is done with one milestone from its page: confirmed, given back, withdrawn, proof added and taken off."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.milestones.forms import ActForm, ConfirmForm, ProofForm, ReturnForm
from thidua.faces.desk.milestones.record import show
from thidua.faces.kit import notices
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused
from thidua.stages.milestones import operations, queries
from thidua.stages.milestones.particulars import particulars, title
from thidua.stages.milestones.rules import may_confirm


@require_POST
def confirm(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level above confirms."""
    row = queries.milestone_by_uid(request.actor, uid)
    form = ConfirmForm(request.POST, quality=particulars(row.kind).quality)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.confirm_milestone(
                by=request.actor, now=clock.now(), milestone=row, was_held_well=given.get("was_held_well", False),
                version=given["version"], receipt=given["receipt"],
            )  # fmt: skip
        except (Missing, NotAllowed):
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            notices.done(request, _("Đã xác nhận: %(unit)s.") % {"unit": row.unit.short_name})
            return redirect("desk:milestone", uid=uid)
    return show(request, queries.milestone_by_uid(request.actor, uid), confirm=form)


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level above gives the report back with the words the unit reads."""
    row = queries.milestone_by_uid(request.actor, uid)
    if why := may_confirm(request.actor, row):
        raise NotAllowed(why)
    form = ReturnForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.return_milestone(
                by=request.actor, now=clock.now(), milestone=row, reason=given["reason"], version=given["version"],
                receipt=given["receipt"],
            )  # fmt: skip
        except (Missing, NotAllowed):
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            notices.done(request, _("Đã trả lại %(unit)s.") % {"unit": row.unit.short_name})
            return redirect("desk:milestone", uid=uid)
    context = {"row": row, "name": title(row.kind, row.year), "form": form}
    return render(request, "desk/milestones/return.html", context, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The unit takes back what it reported."""
    row = queries.milestone_by_uid(request.actor, uid)
    form = ActForm(request.POST)
    if form.is_valid():
        try:
            operations.withdraw_milestone(
                by=request.actor, now=clock.now(), milestone=row, version=form.cleaned_data["version"],
                receipt=form.cleaned_data["receipt"],
            )  # fmt: skip
        except (Missing, NotAllowed):
            raise
        except Refused as refusal:
            notices.refused(request, refusal)
        else:
            notices.done(request, _("Đã rút báo cáo. Mốc việc lại là chưa làm."))
    return redirect("desk:milestone", uid=uid)


@require_POST
def add_proofs(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """More photos and papers."""
    row = queries.milestone_by_uid(request.actor, uid)
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            operations.add_proof(
                by=request.actor, now=clock.now(), milestone=row, uploads=form.cleaned_data["upload"],
                receipt=form.cleaned_data["receipt"],
            )  # fmt: skip
        except (Missing, NotAllowed):
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            notices.done(request, _("Đã thêm ảnh, văn bản."))
            return redirect("desk:milestone", uid=uid)
    return show(request, row, proof=form)


@require_POST
def remove_one_proof(request: HttpRequest, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Takes one photo or paper off."""
    row = queries.milestone_by_uid(request.actor, uid)
    try:
        operations.remove_proof(by=request.actor, now=clock.now(), milestone=row, file_uid=file)
    except (Missing, NotAllowed):
        raise
    except Refused as refusal:
        notices.refused(request, refusal)
    else:
        notices.done(request, _("Đã gỡ tệp."))
    return redirect("desk:milestone", uid=uid)
