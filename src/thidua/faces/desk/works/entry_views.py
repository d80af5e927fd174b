"""A work written down and changed: choose its kind, fill in its form."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.works.forms import WorkForm
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works import queries, rules
from thidua.stages.works.models import Status, Work
from thidua.stages.works.offers import choices_for
from thidua.stages.works.operations import edit_work, register_work
from thidua.stages.works.states import OPEN_TO_EDITS

SEND = "send"


@require_http_methods(["GET", "POST"])
def new_work(request: HttpRequest) -> HttpResponse:
    """First the kind, by its own link; then the form made for it."""
    if "loai" not in request.GET:
        choices_for(request.actor, on=clock.today())
        return render(request, "desk/works/kinds.html", {"kinds": WorkKind.objects.order_by("position", "id")})
    form = WorkForm(request.POST or None, actor=request.actor, kind=_kind(request), on=clock.today())
    send = request.POST.get("act") == SEND
    if work := carried_out(request, form, register_work, "another", versioned=False, content=form.content, send=send):
        done(request, _said(work))
        return redirect("desk:work", uid=work.uid)
    return _page(request, form, back=reverse("desk:works"))


@require_http_methods(["GET", "POST"])
def change_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The same form for a work that is there; the second of two editors is told and keeps what was typed."""
    work = queries.find_work(request.actor, uid)
    if why_not := rules.lead_acts(request.actor, work):
        raise NotAllowed(why_not)
    kind = _kind(request) if "loai" in request.GET else work.kind
    form = WorkForm(request.POST or None, actor=request.actor, kind=kind, on=clock.today(), work=work)
    send = request.POST.get("act") == SEND
    if changed := carried_out(request, form, edit_work, "another", work=work, content=form.content, send=send):
        done(request, _said(changed) if send else _("Đã lưu."))
        return redirect("desk:work", uid=work.uid)
    return _page(request, form, back=reverse("desk:work", args=(uid,)), work=work)


def _kind(request: HttpRequest) -> WorkKind:
    kind = WorkKind.objects.filter(key=request.GET["loai"]).first()
    if kind is None:
        raise Missing(_("Không có loại công trình này. Xin chọn lại."))
    return kind


def _page(request: HttpRequest, form: WorkForm, *, back: str, work: Work | None = None) -> HttpResponse:
    groups: dict[str, list[Any]] = {"what": [], "where": [], "when": [], "money": [], "more": []}
    for bound in form.visible_fields():
        groups[_GROUPS.get(bound.name) or _group_of(bound.name)].append(bound)
    context = {
        "form": form,
        "groups": groups,
        "kind": form.kind,
        "back": back,
        "work": work,
        "sends": work is None or work.status in {Status.DRAFT, Status.RETURNED},
        "drafts": work is None,
        "closed": work is not None and work.status not in OPEN_TO_EDITS,
    }
    return render(request, "desk/works/form.html", context, status=422 if form.errors else 200)


def _group_of(name: str) -> str:
    return "money" if name.startswith("money-") else "what" if name.startswith("detail-") else "more"


_GROUPS = {
    "name": "what", "another": "what", "quantity": "what", "quantity_ok": "what", "household": "what", "floor_area": "what",
    "unit": "where",
    "places": "where", "places_named": "where", "mobiliser": "where", "partners": "where", "point": "where", "occasions": "when",
    "campaigns": "when", "planned_start": "when", "planned_finish": "when",
}  # fmt: skip


def _said(work: Work) -> str:
    """What became of it, in words: who noted it in the same step is told so."""
    return {
        Status.DRAFT: _("Đã lưu bản nháp. Bản nháp chưa được gửi đi."),
        Status.REGISTERED: _("Đã đăng ký, chờ cấp trên ghi nhận."),
        Status.NOTED: _("Đã đăng ký và ghi nhận."),
        Status.DONE: _("Đã gửi lại, chờ xác nhận."),
    }.get(Status(work.status), _("Đã lưu."))
