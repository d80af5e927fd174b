"""Acts on the register: an older paper copied into it, an award handed over, an award revoked by a decision."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.honours.forms import EarlierForm, HandOverForm, RevokeForm
from thidua.faces.kit.acting import Operation, carried_out, with_form
from thidua.faces.kit.forms import EditForm
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.honours import operations, queries, rules
from thidua.stages.honours.models import Honour
from thidua.stages.honours.offers import offered_to


@require_http_methods(["GET", "POST"])
def new_honour(request: HttpRequest) -> HttpResponse:
    """Copies an older paper award into the register."""
    offered = offered_to(request.actor)
    form = EarlierForm(
        request.POST or None, units=offered.units, people=offered.people, award_forms=offered.award_forms
    )
    subject = form.subject_chosen() if form.is_valid() else {}
    if recorded := carried_out(request, form, operations.record_earlier_honour, given=form.given, **subject):
        done(request, _("Đã ghi vào sổ vàng."))
        return redirect("desk:honour", uid=recorded.uid)
    return render(request, "desk/honours/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who took the award, and when."""
    honour = queries.find_honour(request.actor, uid)
    if why_not := rules.may_hand_over(request.actor, honour):
        raise NotAllowed(why_not)
    form = HandOverForm(
        request.POST or None, initial={"version": honour.version, "on": clock.today(), "to": _first_taker(honour)}
    )
    words = {
        "title": _("Ghi đã trao"), "button": _("Ghi đã trao"), "done": _("Đã ghi việc trao."),
        "lead": _("Ghi ngày trao và người nhận, như trong danh sách ký nhận."),
    }  # fmt: skip
    return _asked(request, honour, form, operations.hand_over_honour, words)


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """By which decision the award is revoked; it stays in the register and says so."""
    honour = queries.find_honour(request.actor, uid)
    if why_not := rules.may_revoke(request.actor, honour):
        raise NotAllowed(why_not)
    form = RevokeForm(request.POST or None, initial={"version": honour.version})
    words = {
        "title": _("Hủy khen thưởng"), "button": _("Hủy khen thưởng"), "done": _("Đã ghi việc hủy khen thưởng."),
        "lead": _("Chỉ hủy theo quyết định. Dòng này ở lại trong sổ, ghi rõ đã hủy theo quyết định nào."),
    }  # fmt: skip
    return _asked(request, honour, form, operations.revoke_honour, words)


def _first_taker(honour: Honour) -> str:
    """A person takes the own award; of a body somebody has to be named."""
    return honour.subject_name if honour.person_id else ""


def _asked(
    request: HttpRequest, honour: Honour, form: EditForm, operation: Operation, words: dict[str, str]
) -> HttpResponse:
    words["about"] = f"{honour.subject_name}: {honour.form_name}"
    return with_form(request, form, operation, words, reverse("desk:honour", args=(honour.uid,)), honour=honour)
