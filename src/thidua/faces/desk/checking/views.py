"""A document's file held against its format; the answer is a page, and nothing is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.checking.forms import CheckForm
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.documents.checker import NotADocument, Outcome, check_document, grouped
from thidua.foundation.documents.formats import FormatMissing

SHOWN = 100


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whose question: «will this document be accepted». POST answers with every deviation and the rule it breaks."""
    if not request.actor.posts:
        raise NotAllowed(_("Chỉ cán bộ, lãnh đạo của một đơn vị kiểm tra được văn bản."))
    form = CheckForm(request.POST or None, request.FILES or None)
    outcome = _outcome(form) if form.is_bound and form.is_valid() else None
    if outcome is None:
        return render(request, "desk/checking/check.html", {"form": form}, status=422 if form.errors else 200)
    groups = grouped(outcome.deviations)
    wrong, notices = ([each for each in groups if each.first.notice is notice] for notice in (False, True))
    return render(request, "desk/checking/outcome.html", {
        "outcome": outcome, "name": form.cleaned_data["upload"].name, "wrong": wrong[:SHOWN], "notices": notices[:SHOWN],
        "more": max(0, len(wrong) - SHOWN) + max(0, len(notices) - SHOWN),
    })  # fmt: skip


def _outcome(form: CheckForm) -> Outcome | None:
    """What the check tells; None after a sentence at the file's field."""
    upload = form.cleaned_data["upload"]
    try:
        return check_document(
            upload.read(), today=clock.today(), family=form.cleaned_data["family"], name=upload.name or ""
        )
    except NotADocument as refusal:
        form.add_error("upload", str(refusal))
    except FormatMissing:
        form.add_error("upload", _("Ngày ghi trên văn bản sớm hơn mọi quy định thể thức mà hệ thống biết."))
    return None
