"""Photos and papers put to a work and taken off."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.works.act_forms import PhotosForm
from thidua.faces.desk.works.act_views import form_page
from thidua.faces.kit import keeping
from thidua.faces.kit.acting import carried_out, pressed
from thidua.faces.kit.notices import done
from thidua.foundation.core import files
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.works import operations, queries, rules
from thidua.stages.works.evidence import OWNER, photos_missing, roles_of


@keeping.kept
@require_http_methods(["GET", "POST"])
def add_photos(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Photos and papers, several at once, shown before they are sent."""
    work = queries.find_work(request.actor, uid)
    if why_not := rules.lead_acts(request.actor, work):
        raise NotAllowed(why_not)
    initial = {"role": request.GET.get("buoc", "")}
    form = PhotosForm(request.POST or None, request.FILES or None, roles=roles_of(work.kind), initial=initial)
    if carried_out(
        request, form, operations.add_photos, "role", work=work, uploads=lambda: form.cleaned_data["photos"]
    ):
        done(request, _("Đã thêm %(count)d tệp.") % {"count": len(form.cleaned_data["photos"])})
        return redirect("desk:work", uid=uid)
    stored = files.of_owner(OWNER, work.uid)
    lacks = photos_missing(work.kind, list(stored))
    return form_page(request, work, form, _("Thêm ảnh, giấy tờ"), lacks=lacks, stored=stored)


@require_POST
def remove_photo(request: HttpRequest, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Takes a photo or paper off."""
    work = queries.find_work(request.actor, uid)
    stored = files.of_owner(OWNER, work.uid).filter(uid=file).first()
    if stored is None:
        raise Missing(_("Không còn ảnh này."))
    pressed(
        request, operations.remove_photo, _("Đã gỡ «%(name)s».") % {"name": stored.name}, work=work, stored_file=stored
    )
    return redirect("desk:work-photos", uid=uid)
