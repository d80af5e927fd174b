"""Photos, papers and links put to a work and taken off."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.files import evidence
from thidua.faces.desk.files.forms import LinkForm
from thidua.faces.desk.works.act_forms import PhotosForm
from thidua.faces.kit import keeping
from thidua.faces.kit.acting import carried_out, pressed
from thidua.faces.kit.notices import done
from thidua.foundation.core import files
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.works import operations, queries, rules
from thidua.stages.works.evidence import OWNER, photos_missing, roles_of
from thidua.stages.works.models import Work


@keeping.kept
@require_http_methods(["GET", "POST"])
def add_photos(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Photos and papers, several at once, shown before they are sent."""
    work = _entered(request, uid)
    initial = {"role": request.GET.get("buoc", "")}
    form = PhotosForm(request.POST or None, request.FILES or None, roles=roles_of(work.kind), initial=initial)
    if carried_out(
        request, form, operations.add_photos, "role", work=work, uploads=lambda: form.cleaned_data["photos"]
    ):
        done(request, _("Đã thêm %(count)d tệp.") % {"count": len(form.cleaned_data["photos"])})
        return redirect("desk:work", uid=uid)
    return _page(request, work, form, LinkForm())


@require_POST
def add_link(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A link to an article, a page, a shared folder, a film."""
    work = _entered(request, uid)
    form = LinkForm(request.POST)
    if carried_out(request, form, operations.add_link, "sort", "title", "address", work=work):
        done(request, _("Đã thêm liên kết."))
        return redirect("desk:work", uid=uid)
    return _page(request, work, PhotosForm(roles=roles_of(work.kind)), form)


@require_POST
def remove_link(request: HttpRequest, uid: uuid.UUID, link: uuid.UUID) -> HttpResponse:
    """Takes a link off."""
    work = queries.find_work(request.actor, uid)
    pressed(request, operations.remove_link, _("Đã gỡ liên kết."), work=work, link_uid=link)
    return redirect("desk:work-photos", uid=uid)


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


def _entered(request: HttpRequest, uid: uuid.UUID) -> Work:
    """The work, for who enters it; raises `Missing` or `NotAllowed` before a form shows."""
    work = queries.find_work(request.actor, uid)
    if why_not := rules.lead_acts(request.actor, work):
        raise NotAllowed(why_not)
    return work


def _page(request: HttpRequest, work: Work, form: PhotosForm, link_form: LinkForm) -> HttpResponse:
    """What is there, and the two ways to add to it; 422 when something was refused."""
    stored, _rejected = evidence.kept(OWNER, work.uid)
    context = {
        "work": work, "form": form, "link_form": link_form, "lacks": photos_missing(work.kind, stored), "stored": stored,
        "links": evidence.links_shown(OWNER, work.uid),
    }  # fmt: skip
    is_wrong = bool(form.errors or link_form.errors)
    return render(request, "desk/works/photos.html", context, status=422 if is_wrong else 200)
