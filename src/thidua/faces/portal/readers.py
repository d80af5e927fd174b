"""What readers leave: a comment, which a person reads first; and that they came, without a cookie."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from thidua.faces.portal.forms import CommentForm
from thidua.faces.portal.open import draw, open_page
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotNow, Refused
from thidua.stages.publications import queries, receiving
from thidua.stages.publications.shown import Commented

# The smallest picture there is: a browser that shows a page asks for it, a cache may not answer it.
DOT = bytes.fromhex("4749463839610100010080000000000000000021f90401000000002c00000000010001000002024401003b")
PAGES = {
    "work": "portal-work",
    "news": "portal-one-news",
    "honour": "portal-honour",
    "candidate": "portal-candidate",
}


@login_not_required
@require_safe
def seen(request: HttpRequest, uid: uuid.UUID | None = None) -> HttpResponse:
    """The dot at the foot of every page: asking for it is the visit. Pages themselves may be kept by any cache."""
    if request.method == "GET":
        receiving.note_visit(address=_address(request), browser=request.headers.get("User-Agent", ""), item=uid)
    return HttpResponse(DOT, content_type="image/gif", headers={"Cache-Control": "no-store"})


@login_not_required
@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The form under a thing. It alone sets a cookie, against forged forms; pages that are read set none."""
    about = queries.commented(uid=uid, on=clock.today())
    if not about.is_open:
        raise NotNow(_("Đã hết thời gian lấy ý kiến về nội dung này."))
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given.pop("website"):
            return redirect("portal-comment-sent", uid=about.uid)
        try:
            sender = _address(request)
            receiving.receive_comment(now=clock.now(), item_uid=about.uid, sender_address=sender, **given)
        except Missing:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("portal-comment-sent", uid=about.uid)
    page = {"about": about, "back": _page_of(about), "form": form}
    return draw(request, "portal/comment.html", page, status=422 if form.errors else 200)


@open_page
def comment_sent(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """That it arrived, and what happens to it."""
    about = queries.commented(uid=uid, on=clock.today())
    return draw(request, "portal/comment_sent.html", {"about": about, "back": _page_of(about)})


def _page_of(about: Commented) -> str:
    """The page of the thing a comment is about."""
    if about.kind == "plan":
        return reverse("portal-plan", args=(about.campaign_key,))
    return reverse(PAGES[about.kind], args=(about.uid,))


def _address(request: HttpRequest) -> str:
    """The reader's network address: behind a proxy what the proxy saw, which is the last it wrote down."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_HTTPS else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
