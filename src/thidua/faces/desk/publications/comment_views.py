"""Readers' comments: read one by one, shown or not, those on candidates handed down to who runs the round."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.faces.desk.publications.rooms import rooms
from thidua.faces.kit import figures
from thidua.faces.kit.acting import ActForm, Operation, ShortReasonForm, carried_out, pressed
from thidua.faces.kit.addresses import filters_of, page_number
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Event, Link
from thidua.foundation.core import audit
from thidua.stages.publications import keeping, operations
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.publications.privacy import without_contacts
from thidua.stages.publications.tables import COMMENTS

Said = PublicComment.Status
MOST_EVENTS = 20


@require_GET
def comment_list(request: HttpRequest) -> HttpResponse:
    """Whose words wait for us; the way on is the one that waits longest."""
    given = request.GET.dict()
    page = COMMENTS.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "table": COMMENTS,
        "rooms": rooms("comments"),
        "given": {"q": given.get("q", ""), "status": given.get("tinh-trang", "")},
        "filtered": any(given.get(name) for name in ("q", "tinh-trang")),
        "statuses": Said.choices,
        "next": keeping.next_waiting(actor=request.actor),
        "export": filters_of(given),
    }
    return render(request, "desk/publications/comments.html", context)


@require_GET
def comment_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One comment: what it says of what, how it would stand on the portal, and what may be done with it."""
    return _page(request, keeping.comment_of(actor=request.actor, uid=uid))


@require_POST
def show_comment(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Shows it beneath its thing."""
    return _stepped(request, uid, operations.show_comment, _("Đã đăng ý kiến."))


@require_POST
def hand_down_comment(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Gives it to who runs the award round."""
    return _stepped(request, uid, operations.hand_down_comment, _("Đã chuyển nơi xét khen thưởng."))


@require_POST
def refuse_comment(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Keeps it from the public, or takes it down, with the reason."""
    comment = keeping.comment_of(actor=request.actor, uid=uid)
    form = ShortReasonForm(request.POST)
    act = operations.take_down_comment if comment.status == Said.SHOWN else operations.refuse_comment
    if carried_out(request, form, act, "reason", comment=comment):
        done(request, _("Ý kiến này không đăng."))
        return _on(request)
    return _page(request, comment, form)


def _stepped(request: HttpRequest, uid: uuid.UUID, act: Operation, sentence: str) -> HttpResponse:
    comment = keeping.comment_of(actor=request.actor, uid=uid)
    form = ActForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    acted = pressed(request, act, sentence, comment=comment, **given)
    return _on(request) if acted else redirect("desk:comment", uid=comment.uid)


def _on(request: HttpRequest) -> HttpResponse:
    """The next one that waits, or the list when none does."""
    following = keeping.next_waiting(actor=request.actor)
    return redirect("desk:comment", uid=following.uid) if following else redirect("desk:comments")


def _page(request: HttpRequest, comment: PublicComment, form: ShortReasonForm | None = None) -> HttpResponse:
    events = [
        Event(figures.moment(audit.site_moment(entry)), audit.told(entry.actor_label, entry.act) + ".", entry.reason)
        for entry in audit.history(comment)[:MOST_EVENTS]
    ]
    pairs = [
        (_("Người gửi"), comment.author),
        (_("Cách liên hệ"), comment.contact),
        (_("Gửi lúc"), figures.moment(comment.made_at)),
        (_("Về nội dung"), comment.item.title),
    ]
    hidden = without_contacts(comment.text)
    page = {
        "comment": comment,
        "crumbs": [Link(_("Ý kiến người đọc"), reverse("desk:comments")), Link(_("Ý kiến"))],
        "facts": [(name, value) for name, value in pairs if value],
        "is_of_candidate": comment.item.kind == PublicItem.Kind.CANDIDATE,
        "hidden": hidden if hidden != comment.text else "",
        "events": events,
        "step": ActForm(initial={"version": comment.version}),
        "form": form or ShortReasonForm(initial={"version": comment.version}),
    }
    errors = form is not None and form.errors
    return render(request, "desk/publications/comment.html", page, status=422 if errors else 200)
