"""The commune gives and takes back the personal links of its areas' heads; a link is shown once, as words and as QR."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.milestones.forms import LinkForm
from thidua.faces.desk.milestones.link_sheet import card
from thidua.faces.kit import notices
from thidua.foundation.accounts.models import PersonalLink
from thidua.foundation.accounts.operations import may_give_links
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused
from thidua.foundation.units.models import Unit
from thidua.stages.milestones import filters, operations
from thidua.stages.milestones.link_holders import holders


@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """Whose question: the commune's, «which head can send by himself, and whose link must be ended»."""
    found = holders(request.actor, on=clock.today())
    if not found:
        raise NotAllowed(_("Trang này dành cho cán bộ xã có thôn, buôn, bon, tổ dân phố trực thuộc."))
    return render(request, "desk/milestones/links.html", {"holders": found})


@never_cache
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, unit: uuid.UUID) -> HttpResponse:
    """Gives a link and shows it; it is not kept, so this page cannot be opened a second time."""
    area = filters.unit_of(request.actor, unit)
    if not may_give_links(request.actor, area):
        raise NotAllowed(_("Chỉ cán bộ của xã quản lý khu dân cư này cấp được đường dẫn riêng."))
    form = LinkForm(request.POST or None, initial={"full_name": area.contact_name, "phone": area.phone})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = _given(request, area, given)
        except (Missing, NotAllowed):
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if made is None:
                notices.refused(request, _("Đường dẫn này đã cấp và chỉ hiện một lần. Nếu chưa kịp gửi, xin cấp lại."))
                return redirect("desk:area-link", unit=unit)
            link, token = made
            shown = card(request, link, token)
            context = {"area": area, "link": link, "address": shown.address, "picture": shown.picture}
            return render(request, "desk/milestones/link_given.html", context)
    return render(
        request, "desk/milestones/link.html", {"area": area, "form": form}, status=422 if form.is_bound else 200
    )


def _given(request: HttpRequest, area: Unit, given: dict[str, Any]) -> tuple[PersonalLink, str] | None:
    """The link and its token; None for a form that was sent before: its token was told then and is gone."""
    return operations.give_area_link(
        by=request.actor, now=clock.now(), area=area, full_name=given["full_name"], phone=given["phone"],
        receipt=given["receipt"],
    )  # fmt: skip


@require_POST
def revoke(request: HttpRequest, unit: uuid.UUID) -> HttpResponse:
    """Ends the area's link at once."""
    area = filters.unit_of(request.actor, unit)
    operations.revoke_area_link(by=request.actor, now=clock.now(), area=area)
    notices.done(request, _("Đã thu hồi đường dẫn của %(unit)s.") % {"unit": area.short_name})
    return redirect("desk:area-links")
