"""Between registering and the portal: the level above asks, the lead answers; a verified work is offered."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.works.act_forms import AnswerForm, OfferForm, QuestionForm
from thidua.faces.kit.acting import with_form
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.works import operations, queries, rules


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level above asks before it notes."""
    work = queries.find_work(request.actor, uid)
    if why_not := rules.superior_notes(request.actor, work):
        raise NotAllowed(why_not)
    form = QuestionForm(request.POST or None, initial={"version": work.version})
    words = {
        "title": _("Hỏi lại"), "button": _("Gửi câu hỏi"), "done": _("Đã gửi câu hỏi cho đơn vị."), "about": work.name,
        "beside": work.unit.name,
        "lead": _("Công trình vẫn được tính là đã đăng ký; trong lúc chờ trả lời thì không tự động ghi nhận."),
    }  # fmt: skip
    return with_form(request, form, operations.ask_about, words, reverse("desk:work", args=(uid,)), work=work)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The lead answers."""
    work = queries.find_work(request.actor, uid)
    if why_not := rules.lead_acts(request.actor, work):
        raise NotAllowed(why_not)
    asked = work.questions.filter(answered_at=None).order_by("id").first()
    form = AnswerForm(request.POST or None, initial={"version": work.version})
    words = {
        "title": _("Trả lời câu hỏi"), "button": _("Gửi trả lời"), "done": _("Đã trả lời cấp trên."), "about": work.name,
        "beside": work.unit.name, "notes_title": _("Cấp trên hỏi"), "notes": [asked.text] if asked else [],
    }  # fmt: skip
    return with_form(request, form, operations.answer_question, words, reverse("desk:work", args=(uid,)), work=work)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A verified work is offered to whoever keeps the portal."""
    work = queries.find_work(request.actor, uid)
    if why_not := rules.offers_work(request.actor, work):
        raise NotAllowed(why_not)
    form = OfferForm(request.POST or None, initial={"version": work.version})
    words = {
        "title": _("Đề nghị đăng cổng"), "button": _("Đề nghị đăng"), "done": _("Đã đề nghị đăng lên cổng."), "about": work.name,
        "beside": work.unit.name,
        "lead": _("Người phụ trách cổng chọn ảnh, viết lời rồi đăng. Tên hộ và mô tả bên trong không bao giờ lên cổng."),
    }  # fmt: skip
    return with_form(request, form, operations.offer_work, words, reverse("desk:work", args=(uid,)), work=work)
