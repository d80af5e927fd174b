"""The registers of documents: which a body keeps, one of them number by number, and what its keeper does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.kit.acting import with_form
from thidua.faces.kit.addresses import filters_of, page_number
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.forms import OnceForm
from thidua.faces.kit.parts import Chip, Link
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents import books, registers, rules
from thidua.foundation.documents.models import Register, RegisterGap
from thidua.foundation.documents.tables import REGISTER_LINES, REGISTERS
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.register_papers import register_paper


class WhyForm(OnceForm):
    """Why a number is kept back, given up, or bears no document."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip


@require_GET
def register_list(request: HttpRequest) -> HttpResponse:
    """Whose question: an office's, «which number comes next, which numbers have I still to explain»."""
    given = request.GET.dict()
    beneath = given.get("pham-vi") == books.BENEATH
    context = {
        "page": REGISTERS.page(request.actor, given, number=page_number(given)),
        "table": REGISTERS,
        "export": filters_of(given),
        "chips": [
            Chip(_("Của đơn vị"), reverse("desk:registers"), not beneath),
            Chip(_("Cả cấp dưới"), f"{reverse('desk:registers')}?pham-vi={books.BENEATH}", beneath),
        ],
    }
    return render(request, "desk/registers/list.html", context)


@require_GET
def register_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose question: the keeper's, «what was issued, what is kept back, what has no explanation»; latest first."""
    register = books.register_for(request.actor, pk)
    lines = books.lines_of(register)
    page = REGISTER_LINES.page(request.actor, {}, number=page_number(request.GET), found=lines[::-1])
    may_keep = not rules.may_keep_register(request.actor, register.unit, register.body)
    states = [line.state for line in lines]
    context = {
        "register": register,
        "rows": [(row.record, _act(register, row.record) if may_keep else None) for row in page.rows],
        "page": page,
        "table": REGISTER_LINES,
        "title": title_of(register),
        "may_reserve": may_keep and books.is_open(register),
        "missing": [line.number for line in lines if line.state == books.MISSING][:12],
        "crumbs": [Link(_("Sổ văn bản"), reverse("desk:registers")), Link(title_of(register))],
        "facts": [
            (_("Số tiếp theo"), register.last_number + 1 if books.is_open(register) else _("sổ đã hết năm")),
            (_("Văn bản đã cấp số"), states.count(books.DOCUMENT)),
            (_("Số đang giữ"), states.count(RegisterGap.State.RESERVED)),
            (_("Số chưa giải thích"), states.count(books.MISSING)),
        ],
    }
    return render(request, "desk/registers/register.html", context)


@require_GET
def register_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The register as a sheet to print and keep."""
    register = books.register_for(request.actor, pk)
    if ending not in PAPERS:
        raise Missing(_("Sổ văn bản in được ra Word hoặc PDF."))
    content = papers.draw(register_paper(register, on=clock.today()), ending)
    return download(content, file_name(_("Sổ văn bản"), register.year, register.body, ending=ending))


@require_http_methods(["GET", "POST"])
def reserve(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the next number of the register back."""
    register = _kept_by(request, pk)
    words = {
        "title": _("Giữ số"), "button": _("Giữ số tiếp theo"), "done": _("Đã giữ số. Số này không cấp cho văn bản khác."),
        "lead": _("Số được giữ cho một văn bản sẽ ban hành; khi cấp số cho văn bản ấy thì chọn số đã giữ."),
    }  # fmt: skip
    return _asked(
        request, register, registers.reserve_number, words,
        unit=register.unit, body=register.body, series=register.series, year=register.year,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Gives a kept number up; it stays empty with the reason."""
    register = _kept_by(request, pk)
    words = {
        "title": _("Thôi giữ số %(number)s") % {"number": number}, "button": _("Thôi giữ số"),
        "done": _("Đã thôi giữ số %(number)s; sổ ghi lý do.") % {"number": number},
        "lead": _("Số này sẽ bỏ trống, có lý do; không văn bản nào khác mang số ấy."),
    }  # fmt: skip
    return _asked(request, register, registers.release_number, words, register=register, number=number)


@require_http_methods(["GET", "POST"])
def explain(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Says why a number bears no document."""
    register = _kept_by(request, pk)
    words = {
        "title": _("Giải thích số %(number)s") % {"number": number}, "button": _("Ghi lý do"),
        "done": _("Đã ghi lý do số %(number)s bỏ trống.") % {"number": number},
        "lead": _("Ví dụ: viết hỏng, văn bản mật vào sổ riêng, văn bản đã hủy trước khi ký."),
    }  # fmt: skip
    return _asked(request, register, registers.explain_gap, words, register=register, number=number)


def title_of(register: Register) -> str:
    """«Sổ năm 2024: Ban Thường trực»."""
    named = f"{register.body} {register.series}".strip()
    return _("Sổ năm %(year)s: %(body)s") % {"year": register.year, "body": named}


def _act(register: Register, line: books.Line) -> Link | None:
    if line.state == RegisterGap.State.RESERVED:
        return Link(_("Thôi giữ"), reverse("desk:register-release", args=[register.pk, line.number]))
    if line.state == books.MISSING:
        return Link(_("Giải thích"), reverse("desk:register-explain", args=[register.pk, line.number]))
    return None


def _kept_by(request: HttpRequest, pk: int) -> Register:
    register = books.register_for(request.actor, pk)
    if why_not := rules.may_keep_register(request.actor, register.unit, register.body):
        raise NotAllowed(why_not)
    return register


def _asked(
    request: HttpRequest, register: Register, operation: Callable[..., Any], words: dict[str, Any], /, **named: Any
) -> HttpResponse:
    back = reverse("desk:register", args=[register.pk])
    crumbs = [Link(_("Sổ văn bản"), reverse("desk:registers")), Link(title_of(register), back)]
    form = WhyForm(request.POST or None)
    return with_form(request, form, operation, words | {"crumbs": crumbs}, back, fields=["reason"], **named)
