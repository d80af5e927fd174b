"""A campaign that runs amended by a document of its body: entered as signed outside, or written and signed here."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.plans import amend_previews
from thidua.faces.desk.plans.amend_forms import AmendForm, signed_as
from thidua.faces.desk.plans.own_forms import IssueForm
from thidua.faces.kit.acting import ActForm, at_once, carried_out, with_reason
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Button
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents import registers
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.models import IssuedDocument, RegisterGap
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns import operations, papers, plan_queries, plan_rules, queries, rules
from thidua.stages.campaigns.amended import from_json
from thidua.stages.campaigns.models import AmendmentDraft, Plan

MOST_SHOWN, MOST_KEPT = 50, 100
# What is pressed beside «record».
DRAFT, PREVIEW = "draft", "preview"
S = IssuedDocument.Status


@require_http_methods(["GET", "POST"])
def amend_root(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the body's, «the plan is to be amended: what is asked from then on».

    Who leads or administers it enters a document that was signed; its officer has one written here.
    """
    plan = queries.plan_for(request.actor, uid)
    why_not_record, why_not_draft = why_not(request, plan)
    if why_not_record and why_not_draft:
        raise NotAllowed(why_not_record)
    previews = request.POST.get("act") == PREVIEW
    drafts = bool(why_not_record) or (request.POST.get("act") == DRAFT and not why_not_draft)
    form = AmendForm(
        request.POST or None,
        plan=plan,
        records=not why_not_record,
        recording=not drafts and not previews,
        initial=signed_as(plan),
    )
    given: dict[str, Any] = {"plan": plan, "changes": form.changes}
    previewed: dict[str, Any] = {}
    if previews:
        previewed = amend_previews.previewed(form, plan)
    elif drafts:
        draft = carried_out(request, form, operations.draft_amendment, "what", **given)
        if isinstance(draft, AmendmentDraft):
            done(
                request,
                _("Đã soạn văn bản sửa đổi. Xin đọc lại rồi trình ký; đến khi ban hành thì đợt thi đua mới đổi."),
            )
            return redirect("desk:amendment", uid=draft.uid)
    elif carried_out(request, form, operations.amend_campaign, "what", paper=form.paper, **given):
        done(request, _("Đã ghi văn bản sửa đổi. Chỉ tiêu, hạn và bảng theo dõi đã theo văn bản mới."))
        return redirect("desk:plan", uid=uid)
    context = {
        "plan": plan, "form": form, "records": not why_not_record, "drafts": not why_not_draft,
        "at_work": plan_queries.amendment_of(plan) if not why_not_draft else None, "editing": False,
        "back": reverse("desk:plan", args=[uid]), **previewed,
    }  # fmt: skip
    return render(request, "desk/plans/amend.html", context, status=422 if form.errors else 200)


def why_not(request: HttpRequest, plan: Plan) -> tuple[str, str]:
    """Why the reader may not enter a signed document, and why not have one written; empty where they may."""
    return rules.why_not_open(request.actor, plan.campaign.owner), plan_rules.writes(request.actor, plan) or ""


@require_GET
def amendment(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: who writes or signs it, «what does it say, what becomes of it»."""
    draft = plan_queries.amendment_for(request.actor, uid)
    return render(request, "desk/plans/amendment.html", _context(request, draft))


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the officer's, «what is it to change»; what the draft keeps, or what is typed, is shown above."""
    draft = _written(request, uid)
    previews = request.POST.get("act") == PREVIEW
    form = AmendForm(
        request.POST or None, plan=draft.plan, records=False, wanted=from_json(draft.wanted),
        initial={"version": draft.version, "what": draft.what},
    )  # fmt: skip
    previewed: dict[str, Any] = {}
    if previews:
        previewed = amend_previews.previewed(form, draft.plan)
    elif request.method != "POST":
        previewed = amend_previews.kept_on(form, draft)
    elif carried_out(request, form, operations.revise_amendment, "what", draft=draft, changes=form.changes):
        done(request, _("Đã lưu văn bản sửa đổi. Xin xem lại điều sẽ đổi rồi trình ký."))
        return redirect("desk:amendment", uid=uid)
    context = {
        "plan": draft.plan, "form": form, "records": False, "drafts": True, "at_work": None, "editing": True,
        "back": reverse("desk:amendment", args=[uid]), **previewed,
    }  # fmt: skip
    return render(request, "desk/plans/amend.html", context, status=422 if form.errors else 200)


@require_POST
def submit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Puts it before the leader."""
    draft = _written(request, uid)
    return at_once(request, operations.submit_amendment, _("Đã trình lãnh đạo ký."), _page(draft), draft=draft)


@require_POST
def drop(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes it off the plan."""
    draft = _written(request, uid)
    back = reverse("desk:plan", args=[draft.plan.uid])
    return at_once(request, operations.drop_amendment, _("Đã bỏ văn bản sửa đổi."), back, draft=draft)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the leader's, «what do I put my name to»; one button numbers, signs, sends, and it holds."""
    draft = _signed(request, uid)
    form = IssueForm(
        request.POST or None, initial={"version": draft.version, "date": clock.today()}, kept_back=_kept_back(draft)
    )
    if carried_out(request, form, operations.issue_amendment, *form.asked, draft=draft):
        done(request, _("Đã cấp số, ký và gửi tới nơi nhận. Đợt thi đua đã theo văn bản này."))
        return redirect("desk:plan", uid=draft.plan.uid)
    context = {**_context(request, draft), "form": form, "signing": draft.document.status == S.FOR_SIGNATURE}
    return render(request, "desk/plans/amendment.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hand_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader gives it back, with the reason."""
    draft = _signed(request, uid)
    words = {
        "title": _("Trả lại để sửa"), "button": _("Trả lại"), "done": _("Đã trả lại cán bộ soạn thảo."),
        "about": draft.document.subject,
    }  # fmt: skip
    return with_reason(request, operations.hand_back_amendment, words, _page(draft), draft, draft=draft)


@require_GET
def paper_file(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The document as a Word file or PDF."""
    draft = plan_queries.amendment_for(request.actor, uid)
    if ending not in PAPERS:
        raise Missing(_("Văn bản tải được ở dạng Word hoặc PDF."))
    content = papers.draw(as_printed(draft.document), ending)
    return download(content, file_name(draft.document.subject, ending=ending))


def amendments_of(plan: Plan) -> list[dict[str, Any]]:
    """Each version after the first with its document and what it changed, the newest first."""
    rows = plan.amendments.select_related("document").order_by("-number")[:MOST_SHOWN]
    return [{"row": row, "changes": amend_previews.lines_of(row.changes)} for row in rows]


def _context(request: HttpRequest, draft: AmendmentDraft) -> dict[str, Any]:
    paper = as_printed(draft.document)
    previewed = amend_previews.kept(draft) if draft.is_at_work else {}
    return {
        **previewed,
        "draft": draft, "plan": draft.plan, "document": draft.document, "html": draw_html(paper, papers.form_of(paper)),
        "buttons": _buttons(request, draft), "act_form": ActForm(initial={"version": draft.version}), "signing": False,
        "drops": draft.is_at_work and draft.document.status == S.DRAFT and not plan_rules.writes(request.actor, draft.plan),
    }  # fmt: skip


def _buttons(request: HttpRequest, draft: AmendmentDraft) -> list[Button]:
    writes, signs = plan_rules.writes(request.actor, draft.plan), plan_rules.signs(request.actor, draft.plan)
    if not draft.is_at_work:
        return []
    if draft.document.status == S.DRAFT:
        return [
            Button.on(draft, _("Trình ký"), "desk:amendment-submit", writes, posts=True, main=True),
            Button.on(draft, _("Sửa dự thảo"), "desk:amendment-write", writes),
        ]
    return [
        Button.on(draft, _("Xem và ký ban hành"), "desk:amendment-issue", signs, main=True),
        Button.on(draft, _("Trả lại"), "desk:amendment-return", signs),
    ]


def _written(request: HttpRequest, uid: uuid.UUID) -> AmendmentDraft:
    draft = plan_queries.amendment_for(request.actor, uid)
    if why := plan_rules.writes(request.actor, draft.plan):
        raise NotAllowed(why)
    return draft


def _signed(request: HttpRequest, uid: uuid.UUID) -> AmendmentDraft:
    draft = plan_queries.amendment_for(request.actor, uid)
    if why := plan_rules.signs(request.actor, draft.plan):
        raise NotAllowed(why)
    return draft


def _kept_back(draft: AmendmentDraft) -> list[RegisterGap]:
    """The numbers of this year's register that the paper may bear."""
    paper = draft.document
    book = {"unit": paper.unit, "body": paper.body, "series": paper.series}
    return list(registers.kept_numbers(**book, year=clock.today().year)[:MOST_KEPT])


def _page(draft: AmendmentDraft) -> str:
    return reverse("desk:amendment", args=[draft.uid])
