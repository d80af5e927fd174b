"""What is done with one milestone from its page: confirmed, given back, withdrawn, proof added and taken off."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.files.forms import LinkForm
from thidua.faces.desk.milestones.forms import ConfirmForm, ProofForm, ReturnForm
from thidua.faces.desk.milestones.record import show
from thidua.faces.kit import notices
from thidua.faces.kit.acting import at_once, carried_out, pressed, with_form
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.milestones import operations, queries
from thidua.stages.milestones.particulars import particulars, title
from thidua.stages.milestones.rules import may_confirm


@require_POST
def confirm(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level above confirms."""
    row = queries.milestone_by_uid(request.actor, uid)
    form = ConfirmForm(request.POST, quality=particulars(row.kind).quality)
    if carried_out(
        request, form, operations.confirm_milestone, milestone=row,
        was_held_well=lambda: form.cleaned_data.get("was_held_well", False),
    ):  # fmt: skip
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
    words = {
        "title": _("Trả lại: %(name)s") % {"name": title(row.kind, row.year)}, "button": _("Trả lại"), "sign": "back",
        "done": _("Đã trả lại %(unit)s.") % {"unit": row.unit.short_name}, "beside": row.unit.name,
    }  # fmt: skip
    return with_form(request, form, operations.return_milestone, words, _address(uid), milestone=row)


@require_POST
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The unit takes back what it reported."""
    row = queries.milestone_by_uid(request.actor, uid)
    sentence = _("Đã rút báo cáo. Mốc việc lại là chưa làm.")
    return at_once(request, operations.withdraw_milestone, sentence, _address(uid), milestone=row)


@require_POST
def add_proofs(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """More photos and papers."""
    row = queries.milestone_by_uid(request.actor, uid)
    form = ProofForm(request.POST, request.FILES)
    if carried_out(request, form, operations.add_proof, milestone=row, uploads=lambda: form.cleaned_data["upload"]):
        notices.done(request, _("Đã thêm ảnh, văn bản."))
        return redirect("desk:milestone", uid=uid)
    return show(request, row, proof=form)


@require_POST
def remove_one_proof(request: HttpRequest, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Takes one photo or paper off."""
    row = queries.milestone_by_uid(request.actor, uid)
    pressed(request, operations.remove_proof, _("Đã gỡ tệp."), milestone=row, file_uid=file)
    return redirect("desk:milestone", uid=uid)


@require_POST
def add_link(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A link to an article, a page, a shared folder, a film."""
    row = queries.milestone_by_uid(request.actor, uid)
    form = LinkForm(request.POST)
    if carried_out(request, form, operations.add_link, "sort", "title", "address", milestone=row):
        notices.done(request, _("Đã thêm liên kết."))
        return redirect("desk:milestone", uid=uid)
    return show(request, row, link=form)


@require_POST
def remove_link(request: HttpRequest, uid: uuid.UUID, link: uuid.UUID) -> HttpResponse:
    """Takes a link off."""
    row = queries.milestone_by_uid(request.actor, uid)
    pressed(request, operations.remove_link, _("Đã gỡ liên kết."), milestone=row, link_uid=link)
    return redirect("desk:milestone", uid=uid)


def _address(uid: uuid.UUID) -> str:
    return reverse("desk:milestone", args=(uid,))
