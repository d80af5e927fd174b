"""Comments on a draft: asked for, given beside the draft, answered."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.plans.own_forms import AnswerForm, AskForm, CommentForm
from thidua.faces.kit.acting import at_once, carried_out, form_page, with_form
from thidua.faces.kit.notices import done
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import operations, plan_queries, plan_rules, queries
from thidua.stages.campaigns.models import Participation, Plan
from thidua.stages.campaigns.papers import form_of

MOST_OFFERED = 150


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Asks units right above, beside and beneath, and persons by name, what they think of the draft."""
    plan = queries.plan_for(request.actor, uid)
    if why_not := plan_rules.writes(request.actor, plan):
        raise NotAllowed(why_not)
    form = AskForm(request.POST or None, offered=_offered(plan), initial={"version": plan.version})
    back = reverse("desk:plan", args=[uid])
    asked = carried_out(
        request, form, operations.ask_comments, plan=plan, units=form.chosen, persons=form.named, due_before=form.before
    )
    if asked:
        done(request, _("Đã gửi lấy ý kiến. Đơn vị được hỏi đọc được bản nháp."))
        return redirect(back)
    return form_page(
        request, form, back, title=_("Lấy ý kiến về dự thảo"), button=_("Gửi lấy ý kiến"), about=plan.title
    )


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: who was asked, «what does the draft say, what do we think»; the draft beside the form."""
    found = plan_queries.comment_for(request.actor, uid)
    form = CommentForm(request.POST or None, initial={"version": found.version, "text": found.text})
    if carried_out(request, form, operations.give_comment, "text", comment=found):
        done(request, _("Đã gửi ý kiến cho đơn vị soạn thảo."))
        return redirect("desk:plan-comment", uid=uid)
    document = None
    if found.status != found.Status.CALLED_OFF:
        document, _version = plan_queries.paper_for(request.actor, found.plan)
    paper = from_payload(document.payload) if document else None
    context = {
        "comment": found,
        "form": form,
        "html": draw_html(paper, form_of(paper)) if paper else "",
        "why_not": plan_rules.comments(request.actor, found) or "",
    }
    return render(request, "desk/plans/comment.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The plan's writers take a comment up or explain."""
    found = plan_queries.comment_for(request.actor, uid)
    if why_not := plan_rules.answers(request.actor, found):
        raise NotAllowed(why_not)
    form = AnswerForm(request.POST or None, initial={"version": found.version})
    words = {
        "title": _("Trả lời ý kiến"), "button": _("Trả lời"), "done": _("Đã trả lời ý kiến."),
        "about": found.plan.title, "lead": found.text, "beside": found.person or found.unit.name,
    }  # fmt: skip
    back = reverse("desk:plan", args=[found.plan.uid])
    return with_form(
        request, form, operations.answer_comment, words, back, fields=("answer",), comment=found, is_taken=form.taken
    )


@require_POST
def call_off(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The plan's writers wait for this comment no longer."""
    found = plan_queries.comment_for(request.actor, uid)
    back = reverse("desk:plan", args=[found.plan.uid])
    return at_once(request, operations.call_off_comment, _("Đã thôi xin ý kiến này."), back, comment=found)


def _offered(plan: Plan) -> list[Unit]:
    """The units of the frame right above, beside and right beneath the plan's own; areas are asked by nobody."""
    places = Participation.objects.standing().filter(campaign=plan.campaign_id, kind__is_area=False)
    own = places.filter(unit=plan.unit_id).first()
    if own is None:
        return []
    near = [*([own.parent_id] if own.parent_id else []), plan.unit_id]
    rows = places.filter(parent__in=near) | places.filter(unit=own.parent_id)
    rows = rows.exclude(unit=plan.unit_id).select_related("unit").order_by("lft", "id")
    return [row.unit for row in rows[:MOST_OFFERED]]
