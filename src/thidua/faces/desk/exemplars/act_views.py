"""What is decided about a story: marked and opened by the level above, both taken back; withdrawn by its unit."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.exemplars.forms import OpenForm
from thidua.faces.kit.acting import Operation, with_form, with_reason
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.works import exemplars, operations
from thidua.stages.works.models import Story
from thidua.stages.works.states import STORY


@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level above says why others should learn from this."""
    words = {
        "title": _("Công nhận gương điển hình"), "button": _("Công nhận"), "done": _("Đã công nhận gương điển hình."),
        "lead": _("Lý do hiện cùng câu chuyện. Muốn nơi ngoài địa bàn đọc được, sau đó xin bấm «Phổ biến toàn hệ thống»."),
    }  # fmt: skip
    return _with_reason(request, uid, "mark", operations.mark_story, words)


@require_http_methods(["GET", "POST"])
def unmark(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The mark is taken back; what grew from the story stays."""
    words = {
        "title": _("Bỏ công nhận gương"), "button": _("Bỏ công nhận"), "done": _("Đã bỏ công nhận."),
        "lead": _("Câu chuyện trở lại là đã kể. Lần công nhận, lý do và các nơi đã học theo vẫn lưu."),
    }  # fmt: skip
    return _with_reason(request, uid, "unmark", operations.unmark_story, words)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Units elsewhere no longer read it."""
    words = {
        "title": _("Thôi phổ biến toàn hệ thống"), "button": _("Thôi phổ biến"), "done": _("Đã thôi phổ biến."),
        "lead": _("Vẫn là gương điển hình trong địa bàn; nơi khác không còn đọc được."),
    }  # fmt: skip
    return _with_reason(request, uid, "close", operations.close_story, words)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The unit takes its story back."""
    words = {"title": _("Rút câu chuyện"), "button": _("Rút"), "done": _("Đã rút câu chuyện.")}
    return _with_reason(request, uid, "withdraw", operations.withdraw_story, words)


@require_http_methods(["GET", "POST"])
def open_to_all(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Every unit of a campaign may read the story and take it up."""
    story = _allowed(request, uid, "open")
    campaigns = list(exemplars.campaigns_of(story))
    first = campaigns[0].key if campaigns else ""
    form = OpenForm(request.POST or None, campaigns=campaigns, initial={"version": story.version, "campaign": first})
    words = {
        "title": _("Phổ biến toàn hệ thống"), "button": _("Phổ biến"), "done": _("Đã phổ biến đến mọi đơn vị của đợt thi đua."),
        "about": story.title, "beside": story.unit.name,
        "lead": _("Mọi đơn vị đọc được câu chuyện, liên hệ, bản thu nhỏ của ảnh; kinh phí, hồ sơ, ảnh gốc vẫn ở trong địa bàn."),
    }  # fmt: skip
    back = reverse("desk:exemplar", args=(uid,))
    return with_form(request, form, operations.open_story, words, back, fields=(), story=story, campaign=form.chosen)


def _with_reason(
    request: HttpRequest, uid: uuid.UUID, act: str, operation: Operation, words: dict[str, Any]
) -> HttpResponse:
    story = _allowed(request, uid, act)
    words |= {"about": story.title, "beside": story.unit.name}
    return with_reason(request, operation, words, reverse("desk:exemplar", args=(uid,)), story, story=story)


def _allowed(request: HttpRequest, uid: uuid.UUID, act: str) -> Story:
    """The story, for who may carry out the act; raises `Missing` or `NotAllowed` before a form shows."""
    story = exemplars.find_story(request.actor, uid)
    if why_not := STORY.transitions[act].rule(request.actor, story):
        raise NotAllowed(why_not)
    return story
