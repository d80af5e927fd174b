"""What is written in the library: a new document, one put right, and which of them a plan cites."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.library.forms import CitedForm, CiteForm, NewCitedForm
from thidua.faces.kit.acting import carried_out, form_page
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.rules import may_write_for
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import library as shelf
from thidua.stages.campaigns import operations
from thidua.stages.campaigns.models import CitedDocument
from thidua.stages.campaigns.operations.citing import why_not_change
from thidua.stages.campaigns.queries import plan_for

MOST_OFFERED = 15


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enters a document that the library has not."""
    units = list(Unit.objects.filter(pk__in=request.actor.bodies_with(Permission.PLANS_WRITE)).order_by("lft", "id"))
    if not units:
        raise NotAllowed(_("Chỉ cán bộ soạn văn bản của đơn vị thêm được văn bản vào thư viện."))
    form = NewCitedForm(request.POST or None, request.FILES or None, units=units)
    made = carried_out(
        request, form, operations.enter_document, "scan", versioned=False, unit=form.chosen, facts=form.facts
    )
    if made:
        done(request, _("Đã thêm %(document)s vào thư viện.") % {"document": str(made)})
        return HttpResponseRedirect(reverse("desk:cited", args=[made.key]))
    crumbs = [Link(_("Văn bản viện dẫn"), reverse("desk:library")), Link(_("Thêm văn bản"))]
    words = {"title": _("Thêm văn bản vào thư viện"), "button": _("Thêm văn bản"), "crumbs": crumbs}
    return form_page(request, form, reverse("desk:library"), **words)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Puts a document right, tells its end and what replaced it, brings its file."""
    document = shelf.find_document(request.actor, key)
    if why_not := why_not_change(request.actor, document):
        raise NotAllowed(why_not)
    form = CitedForm(request.POST or None, request.FILES or None, initial=_initial(document))
    back = reverse("desk:cited", args=[document.key])
    if carried_out(request, form, operations.change_document, "scan", document=document, facts=form.facts):
        done(request, _("Đã ghi."))
        return HttpResponseRedirect(back)
    crumbs = [Link(_("Văn bản viện dẫn"), reverse("desk:library")), Link(str(document), back), Link(_("Sửa"))]
    return form_page(request, form, back, title=_("Sửa văn bản"), button=_("Ghi"), crumbs=crumbs)


@require_http_methods(["GET", "POST"])
def cite(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the writer's of a plan, «which document is this based on»; those cited before stand first."""
    plan = plan_for(request.actor, uid)
    if why_not := may_write_for(request.actor, plan.unit):
        raise NotAllowed(why_not)
    on = plan.document.date if plan.document and plan.document.date else clock.today()
    q = request.GET.get("q", "").strip()
    found = list(shelf.offered_to(request.actor, plan, q)[:MOST_OFFERED])
    form = CiteForm(request.POST or None, offered=[(row, _words(row, shelf.force_warning(row, on))) for row in found])
    back = reverse("desk:plan", args=[plan.uid])
    row: Any = carried_out(
        request, form, operations.cite_document, "clause", "carries_out", plan=plan, document=form.chosen
    )
    if row:
        warning = shelf.force_warning(row.document, on)
        done(
            request, " ".join(filter(None, (_("Đã viện dẫn %(document)s.") % {"document": str(row.document)}, warning)))
        )
        return HttpResponseRedirect(back)
    context = {
        "plan": plan, "form": form, "q": q, "found": found, "back": back,
        "crumbs": [Link(_("Kế hoạch"), reverse("desk:plans")), Link(plan.title, back), Link(_("Viện dẫn văn bản"))],
    }  # fmt: skip
    return render(request, "desk/library/cite.html", context, status=422 if form.errors else 200)


def _initial(document: CitedDocument) -> dict[str, Any]:
    names = ("kind", "number", "date", "issuer", "subject", "valid_from", "valid_to", "source", "doubt", "version")
    replaced = document.replaced_by.number if document.replaced_by else ""
    return {name: getattr(document, name) for name in names} | {"replaced_by": replaced}


def _words(row: CitedDocument, warning: str) -> str:
    day = _("ngày %(day)s") % {"day": day_words(row.date)} if row.date else _("không ghi ngày")
    said = f"{row}, {day}, {row.issuer}: {row.subject}"
    return f"{said} ({warning.rstrip('.')})" if warning else said
