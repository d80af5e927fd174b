"""A unit's own plan: begun, written, put before the leader, issued, amended, withdrawn; its versions compared."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.plans.own_forms import Asking, IssueForm, PlanForm, Setting
from thidua.faces.kit.acting import ActForm, at_once, carried_out, pressed, with_reason
from thidua.faces.kit.addresses import filters_of, page_number
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Chip
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents import registers
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.models import RegisterGap
from thidua.foundation.documents.payload import from_payload
from thidua.stages.campaigns import cascade as boards
from thidua.stages.campaigns import child_papers, operations, plan_queries, plan_rules, queries
from thidua.stages.campaigns.models import Participation, Plan, PlanVersion
from thidua.stages.campaigns.operations.own_plans import content_of, place_of
from thidua.stages.campaigns.out_of_reach import most_of
from thidua.stages.campaigns.papers import form_of
from thidua.stages.campaigns.plan_writing import comparing
from thidua.stages.campaigns.plan_writing.content import Content, from_json
from thidua.stages.campaigns.plan_writing.first import award_form, is_guidance
from thidua.stages.campaigns.plan_writing.numbers import Asked, above_beneath, above_own
from thidua.stages.campaigns.plan_writing.recipients import read_lines


@require_POST
def start(request: HttpRequest, uid: uuid.UUID, kind: str) -> HttpResponse:
    """Begins the actor's unit's own plan or guidance under this plan; leads to the form that writes it."""
    plan = queries.plan_for(request.actor, uid)
    place = queries.place_that_plans(request.actor, plan)
    if place is None or kind not in KINDS:
        raise Missing(_("Đơn vị của bạn không ban hành kế hoạch riêng theo kế hoạch này."))
    form = ActForm(request.POST)
    receipt = form.cleaned_data["receipt"] if form.is_valid() else None
    given = {"parent": plan, "unit": place.unit, "kind": KINDS[kind], "receipt": receipt}
    made = pressed(request, operations.start_plan, STARTED, **given)
    if isinstance(made, Plan):
        return redirect("desk:plan-write", uid=made.uid)
    return redirect("desk:plan", uid=uid)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the officer's, «what does our plan ask beyond the plan above»; every number says the least."""
    plan = _own(request, uid)
    if why_not := plan_rules.writes(request.actor, plan):
        raise NotAllowed(why_not)
    content, place = content_of(plan), place_of(plan)
    form = PlanForm(
        request.POST or None, setting=setting_of(plan, place, content), content=content,
        initial={"version": plan.version},
    )  # fmt: skip
    if carried_out(request, form, operations.revise_plan, "note", plan=plan, content=form.content):
        done(request, _("Đã lưu. Bản trước vẫn giữ để so sánh."))
        return redirect("desk:plan", uid=uid)
    return render(request, "desk/plans/write.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_POST
def submit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Puts the draft before the leader."""
    plan = _own(request, uid)
    back = reverse("desk:plan", args=[uid])
    return at_once(request, operations.submit_plan, _("Đã trình lãnh đạo ký."), back, plan=plan)


@require_http_methods(["GET", "POST"])
def hand_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader gives the plan back, with the reason."""
    plan = _signed(request, uid)
    words = {
        "title": _("Trả lại để sửa"), "button": _("Trả lại"), "done": _("Đã trả lại cán bộ soạn thảo."),
        "about": plan.title,
    }  # fmt: skip
    return with_reason(request, operations.hand_back_plan, words, _page(plan), plan, plan=plan)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the leader's, «what do I put my name to, who gets it»; one button numbers, signs, sends."""
    plan = _signed(request, uid)
    form = IssueForm(
        request.POST or None, initial={"version": plan.version, "date": clock.today()}, kept_back=_kept_back(plan)
    )
    issued = carried_out(request, form, operations.issue_plan, *form.asked, plan=plan)
    if issued:
        done(request, _("Đã cấp số, ký và gửi tới nơi nhận."))
        return redirect("desk:plan", uid=uid)
    assert plan.working is not None
    paper = from_payload(plan.working.payload)
    context = {
        "plan": plan,
        "form": form,
        "html": draw_html(paper, form_of(paper)),
        "lines": read_lines(plan, content_of(plan).recipients),
        "joint": plan_queries.cosigning_of(plan.working),
        "waits": plan.working.status == plan.working.Status.FOR_SIGNATURE,
    }
    return render(request, "desk/plans/issue.html", context, status=422 if form.errors else 200)


@require_POST
def amend(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Begins an amendment; the issued plan holds until that is signed, unless it was withdrawn."""
    plan = _own(request, uid)
    words = _("Đã mở bản sửa đổi. Kế hoạch đã ban hành vẫn có hiệu lực đến khi ký bản sửa đổi.")
    if plan.document is not None and plan.document.status == plan.document.Status.WITHDRAWN:
        words = _("Đã mở bản soạn lại. Kế hoạch cũ đã thu hồi; bản này có hiệu lực khi được ký.")
    return at_once(request, operations.amend_plan, words, _page(plan), plan=plan)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader takes an issued plan back, with the reason."""
    plan = _signed(request, uid)
    words = {
        "title": _("Thu hồi kế hoạch"), "button": _("Thu hồi"), "about": plan.title,
        "done": _("Đã thu hồi. Số riêng của kế hoạch không còn áp dụng."),
        "lead": _("Số văn bản vẫn giữ trong sổ. Chỉ tiêu riêng và việc chưa làm của kế hoạch này thôi áp dụng."),
    }  # fmt: skip
    return with_reason(request, operations.withdraw_plan, words, _page(plan), plan, plan=plan)


@require_GET
def compare(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: who reads a plan again, «what changed since»: two versions in figures and in words."""
    plan = _own(request, uid)
    if not plan_queries.reads_draft(request.actor, plan):
        raise Missing(_("Các bản nháp của kế hoạch này chỉ đơn vị soạn thảo và đơn vị góp ý đọc được."))
    numbers = list(plan.versions.order_by("-number").values_list("number", flat=True))
    last = page_number(request.GET, "den") if "den" in request.GET else numbers[0]
    first = page_number(request.GET, "tu") if "tu" in request.GET else max(1, last - 1)
    one, other = plan_queries.version_for(plan, first), plan_queries.version_for(plan, last)
    before, after = from_json(one.content), from_json(other.content)
    context = {
        "plan": plan,
        "one": one,
        "other": other,
        "versions": PlanVersion.objects.filter(plan=plan).order_by("-number")[:MOST_VERSIONS],
        "figures": comparing.figures(plan, before, after),
        "lines": comparing.words(before, after),
    }
    return render(request, "desk/plans/compare.html", context)


@require_GET
def cascade(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the office above's, «who has issued the plan and guidance that ours orders of them»."""
    plan = queries.plan_for(request.actor, uid)
    given = {"ke-hoach": str(plan.uid), "xem": boards.view_of(request.GET)}
    board = boards.board_of(request.actor, plan)
    chosen = board.places(request.actor, only_missing=bool(given["xem"]))
    page = boards.CASCADE.page(request.actor, given, number=page_number(request.GET), found=chosen)
    missing = page.count if given["xem"] else board.places(request.actor, only_missing=True).count()
    address = reverse("desk:plan-cascade", args=[uid])
    chips = [
        Chip(label, f"{address}?xem={key}" if key else address, key == given["xem"])
        for key, label in (("", _("Tất cả")), (boards.MISSING, _("Chưa ban hành")))
    ]
    context = {
        "plan": plan, "page": page, "table": boards.CASCADE, "missing": missing, "chips": chips,
        "query": filters_of(given), "only_missing": bool(given["xem"]),
    }  # fmt: skip
    return render(request, "desk/plans/cascade.html", context)


MOST_VERSIONS, MOST_KEPT = 100, 100
STARTED = gettext_lazy("Đã soạn bản nháp từ kế hoạch cấp trên. Xin sửa cho đúng với đơn vị rồi lưu.")
KINDS = {"ke-hoach": Plan.Kind.PLAN, "huong-dan": Plan.Kind.GUIDANCE}


def setting_of(plan: Plan, place: Participation, content: Content) -> Setting:
    """What the form of a plan is made for."""
    assert plan.parent is not None
    guidance = is_guidance(plan)
    writer = child_papers.writer_of(plan.parent, place, clock.today(), content, plan.kind)
    beneath = set(
        Participation.objects.standing().beneath(place).exclude(pk=place.pk).values_list("kind", flat=True).distinct()
    )
    root = child_papers.root_plan(plan.campaign)
    askings = []
    for target in queries.targets_of(plan.campaign) if not guidance else ():
        asks_own, asks_beneath = place.kind_id in target.unit_kinds, bool(beneath & set(target.unit_kinds))
        if target.measure_unit and (asks_own or asks_beneath):
            own = above_own(target, place, root) if asks_own else None
            below = above_beneath(target, place, root) if asks_beneath else None
            most = most_of(target)
            askings.append(
                Asking(target, own, below, asks_own and _may_rise(own, most), asks_beneath and _may_rise(below, most))
            )
    phases = list(plan.campaign.phases.order_by("number"))
    return Setting(place, askings, phases, "" if guidance else award_form(writer), guidance)


def _may_rise(asked: Asked | None, most: int | None) -> bool:
    """Whether there is a number above what is asked already: of what is done once there is none."""
    return most is None or asked is None or asked.value < most


def _own(request: HttpRequest, uid: uuid.UUID) -> Plan:
    """A plan that was written here. Raises `Missing` for one loaded with its campaign."""
    plan = queries.plan_for(request.actor, uid)
    if plan.parent_id is None or not plan.versions.exists():
        raise Missing(_("Kế hoạch này nạp từ văn bản đã ban hành nên không soạn ở đây."))
    return plan


def _signed(request: HttpRequest, uid: uuid.UUID) -> Plan:
    plan = _own(request, uid)
    if why_not := plan_rules.signs(request.actor, plan):
        raise NotAllowed(why_not)
    return plan


def _kept_back(plan: Plan) -> list[RegisterGap]:
    """The numbers of this year's register that the paper may bear."""
    paper = plan.working
    if paper is None:
        return []
    book = {"unit": paper.unit, "body": paper.body, "series": paper.series}
    return list(registers.kept_numbers(**book, year=clock.today().year)[:MOST_KEPT])


def _page(plan: Plan) -> str:
    return reverse("desk:plan", args=[plan.uid])
