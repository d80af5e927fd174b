"""The papers of a step: read as a draft, signed here or entered as signed on paper, taken away, taken back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.works.act_forms import SignedForm, SignForm
from thidua.faces.kit.acting import ReasonForm, with_form
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.parts import Button
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns.papers import draw, form_of
from thidua.stages.campaigns.signing import leaders_on
from thidua.stages.works import operations, queries, rules
from thidua.stages.works.evidence import lacking_of
from thidua.stages.works.house_papers import HAND_OVER, Terms, issuing_unit, letterhead_of, paper_of, standing_paper
from thidua.stages.works.kinds import Step, steps_of
from thidua.stages.works.models import Work
from thidua.stages.works.operations.signing import OPEN_TO_PAPERS


@require_GET
def paper_page(request: HttpRequest, uid: uuid.UUID, step: str) -> HttpResponse:
    """Whose question: the signer's, «is this what I sign»; the officer's, «may I print it»."""
    work, row = _found(request, uid, step)
    signed = standing_paper(work, row)
    document = _document(work, row)
    context = {
        "work": work,
        "step": row,
        "signed": signed,
        "html": draw_html(document, form_of(document)),
        "buttons": _buttons(request, work, row, is_signed=signed is not None),
        "lacks": [] if signed else list(lacking_of(work, row).values()),
        "revoked": work.papers.filter(step=row.key, revoked_at__isnull=False).select_related("document").order_by("id"),
    }
    return render(request, "desk/works/paper.html", context)


@require_GET
def paper_file(request: HttpRequest, uid: uuid.UUID, step: str, ending: str) -> HttpResponse:
    """The paper as Word or PDF: the signed one, or the draft for the pen."""
    work, row = _found(request, uid, step)
    if ending not in PAPERS:
        raise Missing(_("Văn bản tải được ở dạng Word hoặc PDF."))
    return download(draw(_document(work, row), ending), file_name(row.paper, work.unit.short_name, ending=ending))


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, uid: uuid.UUID, step: str) -> HttpResponse:
    """The leader signs here: a number is given, the step is done."""
    work, row = _found(request, uid, step)
    if why_not := rules.signs_paper(request.actor, issuing_unit(work)):
        raise NotAllowed(why_not)
    form = SignForm(request.POST or None, with_parties=row.document == HAND_OVER, initial=_first(work, row))
    words = {
        **_named(work), "title": _("Ký «%(paper)s»") % {"paper": row.paper}, "button": _("Ký, cấp số"),
        "done": _("Đã ký, cấp số và gửi đơn vị dẫn đầu."),
        "lead": _("Văn bản lấy số tiếp theo trong sổ, ghi họ tên người đang ký, ngày hôm nay; bước «%(step)s» ghi cùng ngày.")
        % {"step": row.label},
    }  # fmt: skip
    return with_form(request, form, operations.sign_paper, words, _page(work, row), work=work, step=row.key)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, uid: uuid.UUID, step: str) -> HttpResponse:
    """A paper that was signed on paper, with its scan."""
    work, row = _found(request, uid, step)
    if (why_not := rules.lead_acts(request.actor, work)) and rules.writes_papers(request.actor, issuing_unit(work)):
        raise NotAllowed(why_not)
    form = SignedForm(
        request.POST or None, request.FILES or None, with_parties=row.document == HAND_OVER, initial=_first(work, row)
    )
    words = {
        **_named(work), "title": _("Ghi «%(paper)s» đã ký trên giấy") % {"paper": row.paper}, "button": _("Lưu"),
        "done": _("Đã ghi văn bản và bản chụp."),
        "lead": _("Ghi đúng số, ngày, người ký như trên bản giấy; kèm ảnh chụp hoặc PDF."),
    }  # fmt: skip
    return with_form(request, form, operations.record_paper, words, _page(work, row), work=work, step=row.key)


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, uid: uuid.UUID, step: str) -> HttpResponse:
    """Takes a signed paper back with the reason."""
    work, row = _found(request, uid, step)
    if why_not := rules.signs_paper(request.actor, issuing_unit(work)):
        raise NotAllowed(why_not)
    form = ReasonForm(request.POST or None, initial={"version": work.version})
    words = {
        **_named(work), "title": _("Thu hồi «%(paper)s»") % {"paper": row.paper}, "button": _("Thu hồi"),
        "done": _("Đã thu hồi văn bản."), "sign": "back",
        "lead": _("Số văn bản không dùng lại. Bước «%(step)s» mở lại để lập văn bản khác.") % {"step": row.label},
    }  # fmt: skip
    return with_form(request, form, operations.revoke_paper, words, _page(work, row), work=work, step=row.key)


def _found(request: HttpRequest, uid: uuid.UUID, key: str) -> tuple[Work, Step]:
    work = queries.find_work(request.actor, uid)
    row = next((row for row in steps_of(work.kind) if row.key == key and row.document), None)
    if row is None:
        raise Missing(_("Loại công trình này không có văn bản đó."))
    return work, row


def _document(work: Work, row: Step) -> OfficialDocument:
    signed = standing_paper(work, row)
    if signed is not None:
        return as_printed(signed.document)
    on = clock.today()
    leader = next(iter(leaders_on(issuing_unit(work), on)), None)
    form = letterhead_of(work, row, on)
    return paper_of(work, row, Terms(on, leader.full_name if leader else "", form.head if form else ""))


def _buttons(request: HttpRequest, work: Work, row: Step, *, is_signed: bool) -> list[Button]:
    if work.status not in OPEN_TO_PAPERS:
        return []
    unit, actor = issuing_unit(work), request.actor
    signs = rules.signs_paper(actor, unit) or ""
    if is_signed:
        return [] if signs else [Button.on(work, _("Thu hồi"), "desk:work-paper-revoke", "", row.key, sign="back")]
    writes = (rules.lead_acts(actor, work) and rules.writes_papers(actor, unit)) or ""
    buttons = [Button.on(work, _("Ký trên hệ thống"), "desk:work-paper-sign", signs, row.key, main=True)]
    if not writes:
        label = _("Ghi bản đã ký trên giấy")
        buttons.append(Button.on(work, label, "desk:work-paper-record", "", row.key, main=bool(signs)))
    return buttons


def _first(work: Work, row: Step) -> dict[str, Any]:
    form = letterhead_of(work, row, clock.today())
    return {"version": work.version, "title": form.head if form else ""}


def _named(work: Work) -> dict[str, Any]:
    return {"about": work.name, "beside": work.unit.name}


def _page(work: Work, row: Step) -> str:
    return reverse("desk:work-paper", args=(work.uid, row.key))
