"""A nomination written down and changed: choose whom, then the achievement and its report, pre-filled."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.awards.forms import BODY, NEW, NominationForm, NomineeForm
from thidua.faces.desk.awards.rounds import form_of
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Person
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.nominations import offers, queries, rules
from thidua.stages.nominations.alike import likely_same
from thidua.stages.nominations.eligibility import earlier, names_of
from thidua.stages.nominations.filters import round_of
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import Content, draft_nomination, edit_nomination
from thidua.stages.nominations.states import OPEN_TO_EDITS
from thidua.stages.nominations.suggestions import short, suggested

PROPOSE = "de-nghi"


@require_GET
def choose_nominee(request: HttpRequest) -> HttpResponse:
    """First the form of award and who; each open form has its own small form that leads on."""
    found = offers.offered(request.actor, on=clock.today())
    forms = [
        (form, NomineeForm(subjects=found.subjects_for(form), people=found.people_for(form), auto_id=f"f{form.pk}-%s"))
        for form in found.forms
    ]
    return render(request, "desk/awards/choose.html", {"forms": forms, "closed": found.closed, "bodies": found.bodies})


@require_http_methods(["GET", "POST"])
def new_nomination(request: HttpRequest, campaign: str, number: int, form: str) -> HttpResponse:
    """The achievement and its report, pre-filled with what the records know."""
    award = form_of(round_of(request.actor, campaign, number), form)
    found = offers.offered(request.actor, on=clock.today())
    subject, person, is_new = _chosen(request.GET, found)
    unit = found.body_for(subject)
    known = suggested(award.round.campaign, subject, person) if person or not is_new else {}
    initial: dict[str, Any] = {f"report-{key}": text for key, text in known.items()}
    initial |= {"version": 1, "achievement": "" if person or is_new else short(award.round.campaign, subject)}
    asked = NominationForm(
        request.POST or None, is_person=is_new or person is not None, is_new=is_new, initial=initial,
        asks_reason=_asks(award, unit, subject, person),
        likely=likely_same(request.POST.get("full_name", ""), subject) if is_new else (),
    )  # fmt: skip
    if made := carried_out(
        request, asked, draft_nomination, versioned=False, propose=request.POST.get("lam") == PROPOSE,
        content=lambda: _content(asked, award, unit, subject, person or asked.same()),
        new_person=lambda: None if asked.same() else _new_person(asked), is_another=asked.is_another,
    ):  # fmt: skip
        done(request, _said(made))
        return redirect("desk:nomination", uid=made.uid)
    return _page(
        request,
        asked,
        award,
        str(person or (_("Một cá nhân") if is_new else subject)),
        subject,
        reverse("desk:nomination-new"),
    )


@require_http_methods(["GET", "POST"])
def change_nomination(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Changes a draft or a returned nomination."""
    row = queries.find_nomination(request.actor, uid)
    if why_not := rules.proposer_acts(request.actor, row):
        raise NotAllowed(why_not)
    if row.status not in OPEN_TO_EDITS:
        return redirect("desk:nomination", uid=uid)
    initial = {f"report-{key}": text for key, text in row.report.items()}
    initial |= {
        "version": row.version,
        "achievement": row.achievement,
        "earlier_award_reason": row.earlier_award_reason,
    }
    asked = NominationForm(
        request.POST or None, is_person=row.person_id is not None, initial=initial,
        asks_reason=_asks(row.form, row.unit, row.subject, row.person),
    )  # fmt: skip
    if made := carried_out(
        request, asked, edit_nomination, nomination=row, propose=request.POST.get("lam") == PROPOSE,
        content=lambda: _content(asked, row.form, row.unit, row.subject, row.person),
    ):  # fmt: skip
        done(request, _said(made))
        return redirect("desk:nomination", uid=uid)
    return _page(request, asked, row.form, str(row), row.subject, reverse("desk:nomination", args=(uid,)))


def _chosen(given: QueryDict, found: offers.Offered) -> tuple[Unit, Person | None, bool]:
    """Whom the address names: the body, one of its people, or somebody new. Raises `Missing` for anything else."""
    subject = next((unit for unit in found.subjects if str(unit.uid) == given.get("doi_tuong")), None)
    who = given.get("nguoi", "")
    if subject is None or not who:
        raise Missing(_("Xin chọn lại đơn vị và người được đề nghị."))
    if who in (BODY, NEW):
        return subject, None, who == NEW
    person = found.person(who)
    if person is None:
        raise Missing(_("Không tìm thấy người này trong các đơn vị bạn đề nghị thay."))
    return found.body_of(person) or subject, person, False


def _content(form: NominationForm, award: AwardForm, unit: Unit, subject: Unit, person: Person | None) -> Content:
    given = form.cleaned_data
    return Content(
        form=award, unit=unit, subject=subject, person=person, achievement=given["achievement"], report=form.report(),
        earlier_award_reason=given.get("earlier_award_reason", ""),
    )  # fmt: skip


def _new_person(form: NominationForm) -> tuple[str, str] | None:
    given = form.cleaned_data
    return (given["full_name"], given["position"]) if "full_name" in given else None


def _asks(award: AwardForm, unit: Unit, subject: Unit, person: Person | None) -> str:
    """Names the award already held for this achievement, where there is one."""
    held = earlier(Nomination(campaign=award.round.campaign, form=award, unit=unit, subject=subject, person=person))
    return _("Đã được khen cho đợt thi đua này: %(honours)s.") % {"honours": names_of(held)} if held else ""


def _said(made: Nomination) -> str:
    if made.status == Nomination.Status.PROPOSED:
        return _("Đã đề nghị. %(unit)s đang giữ.") % {"unit": made.holder.name}
    return _("Đã lưu bản nháp.")


def _page(
    request: HttpRequest, form: NominationForm, award: AwardForm, name: str, subject: Unit, back: str
) -> HttpResponse:
    actor: Actor = request.actor
    context = {
        "form": form,
        "award": award,
        "name": name,
        "subject": subject,
        "back": back,
        "actor": actor,
        "propose": PROPOSE,
    }
    return render(request, "desk/awards/write.html", context, status=422 if form.errors else 200)
