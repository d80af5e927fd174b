"""A plan of two bodies: the other one is chosen by search, reads the paper, signs it or sends it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.plans.joint_forms import AgreeForm, AnswerForm, LookForm, PartnerForm
from thidua.faces.kit.acting import ActForm, at_once, carried_out, with_form, with_reason
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents import registers
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.models import IssuedDocument, RegisterGap
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns import operations, papers, plan_queries, plan_rules, queries
from thidua.stages.campaigns.models import CoSigning
from thidua.stages.campaigns.other_bodies import other_bodies

MOST_OFFERED, MOST_KEPT = 50, 100


@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the officer's, «with whom do we issue it»; those it may be are found by name."""
    plan = queries.plan_for(request.actor, uid)
    if why_not := plan_rules.writes(request.actor, plan):
        raise NotAllowed(why_not)
    q, on = request.GET.get("q", "").strip(), clock.today()
    found = list(other_bodies(plan, on, q)[:MOST_OFFERED])
    form = PartnerForm(request.POST or None, offered=found, initial={"version": plan.version})
    asked = carried_out(request, form, operations.name_cosigner, plan=plan, partner=form.chosen)
    if asked:
        done(request, _("Đã ghi bên ký liên tịch. Khi trình ký, lãnh đạo bên ấy cũng nhận được văn bản."))
        return redirect("desk:plan", uid=uid)
    context = {
        "plan": plan, "form": form, "q": q, "found": found, "back": reverse("desk:plan", args=[uid]),
        "named": plan_queries.cosigning_of(plan.working),
    }  # fmt: skip
    return render(request, "desk/plans/joint.html", context, status=422 if form.errors else 200)


@require_POST
def call_off(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The draft is a paper of one body again."""
    found = plan_queries.cosigning_for(request.actor, uid)
    back = reverse("desk:plan", args=[found.plan.uid])
    words = _("Đã thôi ban hành liên tịch.")
    return at_once(request, operations.call_off_cosigner, words, back, cosigning=found)


@require_http_methods(["GET", "POST"])
def cosign(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the other body's leader, «what do I put my name to beside theirs»; one button agrees."""
    found = plan_queries.cosigning_for(request.actor, uid)
    form = AgreeForm(request.POST or None, initial={"version": found.version}, kept_back=_kept_back(found))
    if carried_out(request, form, operations.agree_to_sign, *form.asked, cosigning=found):
        done(request, _("Đã đồng ý ký. Văn bản ban hành khi lãnh đạo %(unit)s ký.") % {"unit": found.plan.unit.name})
        return redirect("desk:plan-cosign", uid=uid)
    paper = as_printed(found.document)
    context = {
        "cosigning": found, "plan": found.plan, "form": form, "html": draw_html(paper, papers.form_of(paper)),
        "why_not": plan_rules.cosigns(request.actor, found) or "", **_stand(found), **_recall(request, found),
        "look": LookForm(initial={"version": found.version, "note": found.look_note}, auto_id="look_%s"),
        "looks": plan_rules.looks_through(request.actor, found) is None,
    }  # fmt: skip
    return render(request, "desk/plans/cosign.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The other body's leader sends the paper back, with the reason."""
    found = plan_queries.cosigning_for(request.actor, uid)
    if why_not := plan_rules.cosigns(request.actor, found):
        raise NotAllowed(why_not)
    words = {
        "title": _("Gửi lại để sửa"), "button": _("Gửi lại"), "about": found.plan.title,
        "done": _("Đã gửi lại đơn vị soạn thảo."),
        "lead": _("Văn bản trở lại thành bản nháp của %(unit)s; sửa xong sẽ trình lại.") % {"unit": found.plan.unit.name},
    }  # fmt: skip
    back = reverse("desk:plan-cosign", args=[uid])
    return with_reason(
        request, operations.send_back_cosigning, words, back, found, to=reverse("desk:plans"), cosigning=found
    )


@require_POST
def look(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An officer of the other body has read the paper for its leader."""
    found = plan_queries.cosigning_for(request.actor, uid)
    form = LookForm(request.POST)
    back = reverse("desk:plan-cosign", args=[uid])
    words = {
        "title": _("Xem văn bản liên tịch"), "button": _("Ghi đã xem"), "about": found.plan.title,
        "done": _("Đã ghi. Lãnh đạo thấy ý kiến này khi ký."),
    }  # fmt: skip
    return with_form(request, form, operations.look_through, words, back, cosigning=found)


@require_http_methods(["GET", "POST"])
def recall(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The other body's leader asks the leading one to take the paper back."""
    found = plan_queries.cosigning_for(request.actor, uid)
    if why_not := plan_rules.cosigns(request.actor, found):
        raise NotAllowed(why_not)
    words = {
        "title": _("Đề nghị thu hồi"), "button": _("Gửi đề nghị"), "about": found.plan.title,
        "done": _("Đã gửi đề nghị tới lãnh đạo %(unit)s.") % {"unit": found.plan.unit.name},
        "lead": _("Bên chủ trì thu hồi thì văn bản thôi hiệu lực ở cả hai sổ; một mình bên ký liên tịch không thu hồi được."),
    }  # fmt: skip
    back = reverse("desk:plan-cosign", args=[uid])
    return with_reason(request, operations.ask_recall, words, back, found, cosigning=found)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leading body's leader keeps the paper and says why."""
    found = plan_queries.cosigning_for(request.actor, uid)
    if why_not := plan_rules.signs_first(request.actor, found):
        raise NotAllowed(why_not)
    form = AnswerForm(request.POST or None, initial={"version": found.version})
    words = {
        "title": _("Trả lời đề nghị thu hồi"), "button": _("Gửi trả lời"), "about": found.recall_reason,
        "done": _("Đã trả lời %(unit)s.") % {"unit": found.unit.name},
        "lead": _("Văn bản vẫn có hiệu lực. Đồng ý thu hồi thì bấm «Thu hồi» ở trang văn bản."),
    }  # fmt: skip
    return with_form(
        request, form, operations.answer_recall, words, reverse("desk:plan-cosign", args=[uid]), cosigning=found
    )


@require_GET
def paper_file(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """What the other body is asked to sign, as a Word file or PDF."""
    found = plan_queries.cosigning_for(request.actor, uid)
    if ending not in PAPERS:
        raise Missing(_("Văn bản tải được ở dạng Word hoặc PDF."))
    return download(papers.draw(as_printed(found.document), ending), file_name(found.plan.title, ending=ending))


def _stand(found: CoSigning) -> dict[str, Any]:
    status = CoSigning.Status
    return {
        "waits": found.status == status.ASKED,
        "agreed": found.status == status.AGREED,
        "signed": found.status == status.SIGNED,
        "act_form": ActForm(),
    }


def _recall(request: HttpRequest, found: CoSigning) -> dict[str, Any]:
    """What the reader can do about taking an issued paper back."""
    holds = found.status == CoSigning.Status.SIGNED and found.document.status == IssuedDocument.Status.ISSUED
    waits = holds and found.recall_asked_at is not None and not found.recall_answer
    return {
        "recalls": holds and not waits and plan_rules.cosigns(request.actor, found) is None,
        "recall_waits": waits,
        "answers": waits and plan_rules.signs_first(request.actor, found) is None,
    }


def _kept_back(found: CoSigning) -> list[RegisterGap]:
    """The numbers of this year's register of the other body that the paper may bear."""
    on = clock.today()
    form = papers.letterhead_form(found.unit, on)
    if form is None:
        return []
    return list(registers.kept_numbers(unit=found.unit, body=form.body, series="", year=on.year)[:MOST_KEPT])
