"""Whom a document frees from a target: the list with its papers, a new one, one taken back."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.allocations.forms import EndExemptionForm, ExemptionForm, offered
from thidua.faces.desk.progress.page import crumbs
from thidua.faces.kit.acting import carried_out, with_form
from thidua.faces.kit.notices import done
from thidua.stages.campaigns import operations
from thidua.stages.campaigns.exemptions import exemption_for, exemptions_of
from thidua.stages.campaigns.rules import require_runner, why_not_run
from thidua.stages.campaigns.sharing import asked_beneath, unit_called
from thidua.stages.progress.queries.places import asked_by, standpoint

# As many units as a field offers; the others are typed by name or code.
MOST_OFFERED = 200


@require_http_methods(["GET", "POST"])
def exemptions_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: «who need not, and by which document»; the way on for the campaign's officer is another one."""
    stands = standpoint(request.actor, key, unit)
    place = stands.place
    target = asked_by(place.campaign).target(code)
    if request.method == "POST":
        require_runner(request.actor, place.campaign)
    why_not = why_not_run(request.actor, place.campaign)
    asked = asked_beneath(request.actor, target, place, itself=True)
    form = None if why_not else ExemptionForm(request.POST or None, request.FILES or None)
    if form is not None and carried_out(
        request, form, operations.exempt_unit, "reason", "document", "signed_on", "scan", versioned=False,
        target=target, unit=lambda: unit_called(form.cleaned_data["unit"], asked),
    ):  # fmt: skip
        done(request, _("Đã ghi miễn. Đơn vị không còn tính ở chỉ tiêu này."))
        return HttpResponseRedirect(request.path)
    freed = exemptions_of(request.actor, target, place)
    context = {
        "place": place,
        "target": target,
        "rows": [row for row in freed if row.exemption.ended_at is None],
        "ended": [row for row in freed if row.exemption.ended_at is not None],
        "form": form,
        "offered": offered(list(asked[:MOST_OFFERED])) if form else [],
        "why_not": why_not,
        "allocation": reverse("desk:allocation", args=(key, place.unit.uid, code)),
        "query": urlencode({"dot": key, "don-vi": str(place.unit.uid), "chi-tieu": code}),
        "crumbs": crumbs(stands, _("%(code)s: được miễn") % {"code": code}),
    }
    return render(request, "desk/allocations/exemptions.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Asks the unit again what it was freed from."""
    exemption = exemption_for(request.actor, uid)
    target = exemption.target
    require_runner(request.actor, target.campaign)
    stands = standpoint(request.actor, target.campaign.key, target.campaign.owner.uid)
    words = {
        "title": _("%(code)s: bỏ miễn %(unit)s") % {"code": target.code, "unit": exemption.unit.short_name},
        "lead": _("Đang miễn theo %(document)s. Bỏ miễn thì đơn vị lại được giao chỉ tiêu này.")
        % {"document": exemption.document},
        "button": _("Bỏ miễn"),
        "done": _("Đã bỏ miễn."),
        "crumbs": crumbs(stands, _("Bỏ miễn")),
    }
    back = reverse("desk:exemptions", args=(target.campaign.key, target.campaign.owner.uid, target.code))
    form = EndExemptionForm(request.POST or None)
    return with_form(request, form, operations.end_exemption, words, back, versioned=False, exemption=exemption)
