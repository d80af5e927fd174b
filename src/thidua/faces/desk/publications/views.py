"""Putting plans and works before the public, looking after what stands there, taking it down."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.publications.forms import PublishForm, WithdrawForm, WorkForPublicForm
from thidua.faces.desk.publications.rooms import rooms
from thidua.faces.kit import figures
from thidua.faces.kit.acting import carried_out, with_form
from thidua.faces.kit.addresses import filters_of, page_number
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Event, Link
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.errors import NotAllowed, NotNow
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.queries import plan_for
from thidua.stages.publications import keeping, operations
from thidua.stages.publications.exemplars import exemplar_of
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.rules import publishing_campaigns, why_not_publish
from thidua.stages.publications.states import PUBLICATION
from thidua.stages.publications.tables import PUBLICATIONS
from thidua.stages.publications.wording import facts_of, story_of
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.models import Status, Work
from thidua.stages.works.queries import find_work

MOST_EVENTS = 20
Kind = PublicItem.Kind
DAYS: dict[str, Any] = {
    Kind.PLAN: _lazy("Ngày của văn bản"),
    Kind.WORK: _lazy("Ngày hoàn thành"),
    Kind.NEWS: _lazy("Ngày của văn bản"),
    Kind.HONOUR: _lazy("Ngày quyết định"),
    Kind.CANDIDATE: _lazy("Ngày của việc"),
}
OUTSIDE: dict[str, str] = {
    Kind.WORK: "portal-work",
    Kind.NEWS: "portal-one-news",
    Kind.HONOUR: "portal-honour",
    Kind.CANDIDATE: "portal-candidate",
}


@require_GET
def publication_list(request: HttpRequest) -> HttpResponse:
    """Whose question: «what of ours stands before the public»; the way on is each thing's page."""
    given = request.GET.dict()
    page = PUBLICATIONS.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "table": PUBLICATIONS,
        "rooms": rooms("publications"),
        "writes": bool(publishing_campaigns(request.actor)),
        "given": {"q": given.get("q", ""), "status": given.get("tinh-trang", ""), "kind": given.get("loai", "")},
        "filtered": any(given.get(name) for name in ("q", "tinh-trang", "loai")),
        "statuses": PublicItem.Status.choices,
        "kinds": PublicItem.Kind.choices,
        "export": filters_of(given),
    }
    return render(request, "desk/publications/list.html", context)


@require_GET
def publication_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One published thing: how it reads outside, whether it stands there, who may take it down, its history."""
    item = keeping.publication(actor=request.actor, uid=uid)
    withdrawal = next((offer for offer in PUBLICATION.offers(item, by=request.actor)), None)
    events = [
        Event(figures.moment(audit.site_moment(entry)), audit.told(entry.actor_label, entry.act) + ".", entry.reason)
        for entry in audit.history(item)[:MOST_EVENTS]
    ]
    context = {
        "item": item,
        "crumbs": [Link(_("Đăng lên cổng"), reverse("desk:publications")), Link(item.get_kind_display().capitalize())],
        "facts": _facts(item),
        "withdrawal": withdrawal,
        "events": events,
        "href": _outside(item),
    }
    return render(request, "desk/publications/item.html", context)


@require_http_methods(["GET", "POST"])
def publish_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A verified work, worded for the public: looked at first, then put on the portal."""
    work = find_work(request.actor, uid)
    campaigns = _publishable(request, work)
    pictures = [file for file in files.of_owner(OWNER, work.uid) if file.thumbnail_path and file.is_served]
    is_exemplar = exemplar_of(work) is not None
    form = WorkForPublicForm(
        request.POST or None, work=work, campaigns=campaigns, pictures=pictures, is_exemplar=is_exemplar
    )
    shown = None
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        if "xem-truoc" in request.POST:
            shown = keeping.preview(work=work, by=request.actor, now=clock.now(), **chosen)
        else:
            if item := carried_out(request, form, operations.publish_work, work=work, **chosen):
                done(request, _("Đã đăng lên cổng."))
                return redirect("desk:publication", uid=item.uid)
    return _work_page(request, work, form, pictures, shown)


@require_http_methods(["GET", "POST"])
def publish_plan(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One question before the plan is everybody's to read."""
    plan = plan_for(request.actor, uid)
    if why_not := why_not_publish(request.actor, plan.campaign):
        raise NotAllowed(why_not)
    form = PublishForm(request.POST or None)
    if item := carried_out(request, form, operations.publish_plan, plan=plan):
        done(request, _("Đã đăng kế hoạch lên cổng."))
        return redirect("desk:publication", uid=item.uid)
    context = {"plan": plan, "form": form, "copies": keeping.live_copies(plan.uid)}
    return render(request, "desk/publications/publish_plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a thing down, with the reason."""
    item = keeping.publication(actor=request.actor, uid=uid)
    PUBLICATION.check(item, "withdraw", by=request.actor)
    form = WithdrawForm(request.POST or None, initial={"version": item.version})
    words = {
        "title": _("Gỡ khỏi cổng"), "button": _("Gỡ khỏi cổng"), "done": _("Đã gỡ khỏi cổng."), "about": item.title,
        "lead": _("Người dân sẽ không còn thấy nội dung này. Bản đã đăng và lý do gỡ vẫn lưu trong hệ thống."),
    }  # fmt: skip
    back, to = reverse("desk:publication", args=(uid,)), reverse("desk:publications")
    return with_form(request, form, operations.withdraw_item, words, back, to=to, item=item)


def _publishable(request: HttpRequest, work: Work) -> list[Campaign]:
    """The work's campaigns the reader may publish for; refused when there is none or the work is not verified."""
    rows = list(work.campaigns.select_related("owner").order_by("-starts_on", "-id"))
    refusals = {row: why_not_publish(request.actor, row) for row in rows}
    if rows and all(refusals.values()):
        raise NotAllowed(str(refusals[rows[0]]))
    if not rows or work.status != Status.VERIFIED:
        raise NotNow(_("Công trình chưa được xác nhận nên chưa đăng được. Xin đợi cấp trên xác nhận."))
    return [row for row in rows if not refusals[row]]


def _work_page(
    request: HttpRequest, work: Work, form: WorkForPublicForm, pictures: list[StoredFile], shown: Any
) -> HttpResponse:
    context = {
        "work": work,
        "form": form,
        "pictures": list(zip(form["photos"].subwidgets, pictures, strict=True)),
        "shown": shown,
        "facts": facts_of(shown) if shown else [],
        "told": story_of(shown) if shown else [],
        "is_exemplar": "with_story" in form.fields,
        "copies": keeping.live_copies(work.uid),
    }
    return render(request, "desk/publications/publish_work.html", context, status=422 if form.errors else 200)


def _facts(item: PublicItem) -> list[tuple[str, str]]:
    """What the record says of the publication, beside how it reads outside."""
    pairs = [
        (_("Loại"), item.get_kind_display().capitalize()),
        (_("Đợt thi đua"), item.campaign.short_name),
        (_("Đơn vị"), item.unit_name),
        (_("Mục"), item.get_category_display()),
        (_("Đăng lúc"), figures.moment(item.published_at)),
        (_("Người đăng"), item.author),
        (_("Địa điểm"), "; ".join(place.name for place in item.places.all())),
        (str(DAYS[item.kind]), figures.day(item.thing_date) if item.thing_date else ""),
        (_("Lấy ý kiến trước ngày"), figures.day(item.shown_before) if item.shown_before else ""),
        (_("Lượt xem"), figures.number(keeping.views_of(item))),
    ]
    return [(name, value) for name, value in pairs if value]


def _outside(item: PublicItem) -> str:
    """The thing's page on the portal."""
    if item.kind == PublicItem.Kind.PLAN:
        return reverse("portal-plan", args=(item.campaign.key,))
    return reverse(OUTSIDE[item.kind], args=(item.uid,))
