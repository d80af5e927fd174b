"""Beginning a decision: ours from the selected or at once; another authority's recorded name by name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.decisions.forms import OutsideForm, StartForm
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.decisions import operations, queries, rules
from thidua.stages.decisions.models import Decision, DecisionEntry

# Names without a sent dossier that the page tells.
SHOWN = 20
Place = tuple[str, int, str]


@require_http_methods(["GET", "POST"])
def new_decision(request: HttpRequest, campaign: str, number: int, key: str) -> HttpResponse:
    """Who will be in the decision, then one press."""
    return _start(request, (campaign, number, key), prompt=False)


@require_http_methods(["GET", "POST"])
def new_prompt(request: HttpRequest, campaign: str, number: int, key: str) -> HttpResponse:
    """What a commendation at once is, then one press; names are added on its page."""
    return _start(request, (campaign, number, key), prompt=True)


@require_http_methods(["GET", "POST"])
def record_outside(request: HttpRequest, campaign: str, number: int, key: str) -> HttpResponse:
    """The paper of an outside authority: number, day, and what it says of each name."""
    form = _writable(request, (campaign, number, key))
    undecided = [] if form.is_ours else queries.awaiting_decision(form)
    sent = queries.sent_to_decider(form) if undecided else set()
    waiting = [row for row in undecided if row.pk in sent]
    asked = OutsideForm(request.POST or None, request.FILES or None, waiting=waiting, initial={"decider": form.decider})
    if made := carried_out(
        request, asked, operations.record_outside_decision, "number", "date", "decider", "scan", form=form,
        answers=asked.answers,
    ):  # fmt: skip
        done(request, _recorded(made))
        return redirect("desk:decision", uid=made.uid)
    unsent = [str(row) for row in undecided if row.pk not in sent]
    context = {"award": form, "form": asked, "crumbs": _crumbs(form), "unsent": unsent[:SHOWN], "more": unsent[SHOWN:]}
    return render(request, "desk/decisions/record.html", context, status=422 if asked.errors else 200)


def _recorded(decision: Decision) -> str:
    """How many names something was given to; nothing is written into the golden book of those who got nothing."""
    given = decision.entries.exclude(result=DecisionEntry.Result.REFUSED).count()
    if not given:
        return str(_("Đã ghi kết quả từng tên. Không có khen thưởng nào để vào sổ vàng."))
    return _("Đã ghi kết quả từng tên; %(count)d khen thưởng đã vào sổ vàng.") % {"count": given}


def _start(request: HttpRequest, place: Place, *, prompt: bool) -> HttpResponse:
    award = _writable(request, place)
    form = StartForm(request.POST or None)
    if made := carried_out(request, form, operations.start_decision, form=award, prompt=prompt):
        done(request, _("Đã soạn quyết định. Xin xem lại danh sách rồi trình."))
        return redirect("desk:decision", uid=made.uid)
    waiting = [] if prompt or not award.is_ours else queries.awaiting_decision(award)
    context = {"award": award, "form": form, "prompt": prompt, "waiting": waiting, "crumbs": _crumbs(award)}
    return render(request, "desk/decisions/new.html", context, status=422 if form.errors else 200)


def _writable(request: HttpRequest, place: Place) -> AwardForm:
    """The form, for who writes decisions on it; raises `Missing` or `NotAllowed` before a page shows."""
    form = queries.find_form(request.actor, *place)
    if why_not := rules.may_write_for(request.actor, form.round.unit):
        raise NotAllowed(why_not)
    return form


def _crumbs(form: AwardForm) -> list[Link]:
    return [Link(_("Quyết định"), reverse("desk:decisions")), Link(form.round.campaign.short_name), Link(form.name)]
