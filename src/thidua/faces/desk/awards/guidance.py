"""The guidance of a round: read as it is printed, written, put before the leader, signed, closed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.awards.round_forms import GuidanceForm
from thidua.faces.desk.awards.rounds import crumbs
from thidua.faces.kit import figures
from thidua.faces.kit.acting import ActForm, Operation, at_once, carried_out, form_page, with_reason
from thidua.faces.kit.downloads import PAPERS, download
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns.models import AwardRound, Participation
from thidua.stages.campaigns.papers import form_of as format_of
from thidua.stages.nominations import operations, papers, queries, rules
from thidua.stages.nominations.filters import round_of
from thidua.stages.nominations.guidance_paper import guidance_document
from thidua.stages.nominations.models import AwardGuidance
from thidua.stages.nominations.operations.guiding import waits_for_signature


@require_GET
def guidance_page(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Whose question: «what does the guidance say, is it signed, what do I do with it»."""
    round, guidance = _found(request, campaign, number)
    issued = guidance.status != AwardGuidance.Status.DRAFT
    paper = as_printed(guidance.document) if issued and guidance.document else guidance_document(guidance)
    context = {
        "round": round,
        "guidance": guidance,
        "issued": issued,
        "waits": waits_for_signature(guidance),
        "html": draw_html(paper, format_of(paper)),
        "crumbs": crumbs(round, Link(_("Hướng dẫn"))),
        "why_not_write": rules.runner_writes(request.actor, guidance) or "",
        "why_not_sign": rules.runner_signs(request.actor, guidance) or "",
        "runs": not rules.why_not_run(request.actor, round),
        "act_form": ActForm(initial={"version": guidance.version}),
    }
    return render(request, "desk/awards/guidance.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Writes the draft, or writes it anew."""
    round = round_of(request.actor, campaign, number)
    if why_not := rules.why_not_propose_for(request.actor, round.unit):
        raise NotAllowed(why_not)
    guidance = queries.guidance_of(round)
    places = Participation.objects.standing().filter(campaign=round.campaign, parent=round.unit_id)
    units = [row.unit for row in places.select_related("unit").order_by("lft", "id")]
    form = GuidanceForm(request.POST or None, round=round, guidance=guidance, units=units)
    if carried_out(
        request, form, operations.write_guidance, round=round, terms=form.terms,
        version=lambda: form.cleaned_data["version"] if guidance else None,
    ):  # fmt: skip
        done(request, _("Đã lưu bản thảo hướng dẫn."))
        return redirect("desk:guidance", campaign=campaign, number=number)
    notes = [f"{place}. {pool.name}" for place, pool in enumerate(form.pools.values(), 1)]
    back = reverse("desk:guidance" if guidance else "desk:round", args=(campaign, number))
    return form_page(
        request, form, back, title=_("Soạn hướng dẫn khen thưởng"), beside=f"{round} · {round.campaign.short_name}",
        button=_("Lưu bản thảo"), notes=notes, notes_title=_("Số thứ tự các diện"),
        lead=" ".join(filter(None, (
            _("Chưa ban hành hướng dẫn thì chưa đơn vị nào đề nghị được, và đợt khen thưởng chưa có thời hạn."),
            _backward_words(form),
        ))),
    )  # fmt: skip


def _backward_words(form: GuidanceForm) -> str:
    """From which day the suggested days were counted back."""
    if form.suggested is None or form.suggested.event.date is None:
        return ""
    told = {"event": form.suggested.event.name, "day": figures.day(form.suggested.event.date)}
    return _("Các ngày gợi ý tính lùi theo ngày làm việc từ %(event)s ngày %(day)s; xin sửa nếu khác.") % told


@require_POST
def submit(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Puts it before the leader."""
    return _act(request, campaign, number, operations.submit_guidance, _("Đã trình lãnh đạo ký."))


@require_POST
def issue(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """The leader signs and issues."""
    return _act(request, campaign, number, operations.issue_guidance, _("Đã ký, ban hành hướng dẫn. Các suất đã mở."))


@require_POST
def close(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Closes the round."""
    return _act(request, campaign, number, operations.close_guidance, _("Đã khép lại đợt khen thưởng."))


@require_http_methods(["GET", "POST"])
def hand_back(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """The leader gives the draft back."""
    _round, guidance = _found(request, campaign, number)
    if why_not := rules.runner_signs(request.actor, guidance):
        raise NotAllowed(why_not)
    words = {
        "title": _("Trả lại hướng dẫn"), "button": _("Trả lại"), "done": _("Đã trả lại để sửa."),
        "lead": _("Cán bộ sẽ đọc lý do này, sửa rồi trình lại."),
    }  # fmt: skip
    return with_reason(
        request, operations.hand_back_guidance, words, _address(campaign, number), guidance, versioned=False,
        guidance=guidance,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Opens a closed round again."""
    _round, guidance = _found(request, campaign, number)
    if why_not := rules.runner_closes(request.actor, guidance):
        raise NotAllowed(why_not)
    words = {"title": _("Mở lại đợt khen thưởng"), "button": _("Mở lại"), "done": _("Đã mở lại đợt khen thưởng.")}
    return with_reason(
        request, operations.reopen_guidance, words, _address(campaign, number), guidance, guidance=guidance
    )


@require_GET
def file(request: HttpRequest, campaign: str, number: int, ending: str) -> HttpResponse:
    """The guidance as a Word file or PDF."""
    _round, guidance = _found(request, campaign, number)
    if ending not in PAPERS:
        raise Missing(_("Văn bản tải được ở dạng Word hoặc PDF."))
    issued = guidance.status != AwardGuidance.Status.DRAFT
    paper = as_printed(guidance.document) if issued and guidance.document else guidance_document(guidance)
    return download(papers.draw(paper, ending), f"huong-dan-khen-thuong-dot-{number}.{ending}")


def _found(request: HttpRequest, campaign: str, number: int) -> tuple[AwardRound, AwardGuidance]:
    """The round and its guidance; a draft only for who runs the round."""
    actor: Actor = request.actor
    round = round_of(actor, campaign, number)
    guidance = queries.guidance_of(round)
    hidden = guidance is None or guidance.status == AwardGuidance.Status.DRAFT
    if guidance is None or (hidden and not _drafts(actor, guidance)):
        raise Missing(_("Chưa có hướng dẫn khen thưởng của đợt này."))
    guidance.round = round
    return round, guidance


def _drafts(actor: Actor, guidance: AwardGuidance) -> bool:
    return not (rules.runner_writes(actor, guidance) and rules.runner_signs(actor, guidance))


def _act(request: HttpRequest, campaign: str, number: int, operation: Operation, sentence: str) -> HttpResponse:
    _round, guidance = _found(request, campaign, number)
    return at_once(request, operation, sentence, _address(campaign, number), guidance=guidance)


def _address(campaign: str, number: int) -> str:
    return reverse("desk:guidance", args=(campaign, number))
