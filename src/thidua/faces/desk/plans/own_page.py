"""The page of a unit's own plan: where it stands, who holds it, what the reader can do, what it asks of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.kit import figures
from thidua.faces.kit.acting import ActForm
from thidua.faces.kit.parts import Button, Event, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.queries import as_printed, withdrawal_of
from thidua.stages.campaigns import plan_queries, plan_rules, queries
from thidua.stages.campaigns.allocations import shown
from thidua.stages.campaigns.models import CoSigning, Plan, PlanComment
from thidua.stages.campaigns.papers import form_of
from thidua.stages.campaigns.plan_writing import above
from thidua.stages.campaigns.plan_writing.content import Content, from_json
from thidua.stages.campaigns.plan_writing.recipients import read_lines
from thidua.stages.campaigns.states import COSIGNING
from thidua.stages.nominations.filters import round_of_plan

S = IssuedDocument.Status
# What stands in a plan's way, with who holds it there.
WAY = (
    (S.DRAFT, gettext_lazy("Soạn thảo, góp ý"), gettext_lazy("cán bộ soạn")),
    (S.FOR_SIGNATURE, gettext_lazy("Trình ký"), gettext_lazy("chờ lãnh đạo ký")),
    (S.ISSUED, gettext_lazy("Ban hành, gửi"), ""),
)


def page_of(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """All that the page shows."""
    actor = request.actor
    document, version = plan_queries.paper_for(actor, plan)
    assert document is not None
    assert version is not None
    content = from_json(version.content)
    paper = as_printed(document)
    own = plan_rules.acts_for(actor, plan.unit_id)
    joint = plan_queries.cosigning_of(document)
    return {
        "plan": plan,
        "document": document,
        "amends": plan.amendment_id == document.pk,
        "facts": _facts(plan, document),
        **_joint(actor, joint),
        "steps": _steps(document),
        "buttons": _buttons(actor, plan, document, joint),
        "html": draw_html(paper, form_of(paper)),
        "numbers": _numbers(plan, content),
        "content": content,
        "award_round": round_of_plan(actor, plan),
        "comments": plan_queries.comments_of(actor, plan),
        "answers": plan_rules.writes(actor, plan) is None,
        "own": own,
        "lines": read_lines(plan, content.recipients) if own else [],
        "versions": plan.versions.order_by("-number")[:MOST_VERSIONS],
        "tasks": plan_queries.tasks_of(plan.campaign, plan),
        "events": [
            Event(f"{figures.moment(audit.site_moment(row))}, {row.actor_label}", row.act, row.reason)
            for row in audit.history(plan)[:MOST_EVENTS]
        ],
        **beneath(request, plan),
    }


def beneath(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """The plan and the guidance of the reader's own unit under this plan: those it has, the buttons that begin them."""
    place = queries.place_that_plans(request.actor, plan)
    have = Plan.objects.filter(campaign=plan.campaign_id, unit=place.unit_id) if place else Plan.objects.none()
    writes = place is not None and request.actor.acts_for(Permission.PLANS_WRITE, place.unit_id)
    return {
        "own_place": place,
        "own_plans": {row.kind: row for row in have.order_by("id")},
        "begins": writes and plan.kind == Plan.Kind.PLAN and above.holds(plan),
        "act_form": ActForm(),
        "sees_cascade": request.actor.sees(plan.unit),
    }


MOST_EVENTS, MOST_VERSIONS = 30, 50


def _steps(document: IssuedDocument) -> list[Step]:
    place = {S.DRAFT: 0, S.FOR_SIGNATURE: 1, S.NUMBERED: 1, S.SIGNED: 1}.get(S(document.status), len(WAY))
    return [
        Step(
            label, "done" if number < place else "now" if number == place else "later", note if number == place else ""
        )
        for number, (_status, label, note) in enumerate(WAY)
    ]


def _joint(actor: Actor, joint: CoSigning | None) -> dict[str, Any]:
    """The other body of a joint paper: where it stands, its number, whether the reader may do without it."""
    if joint is None:
        return {"joint": None, "joint_number": "", "joint_off": False}
    entry = joint.document.entries.order_by("id").first()
    open_now = joint.status in COSIGNING.transitions["call_off"].sources
    return {
        "joint": joint,
        "joint_number": entry.notation if entry else "",
        "joint_off": open_now and plan_rules.names_cosigner(actor, joint) is None,
    }


def _buttons(actor: Actor, plan: Plan, document: IssuedDocument, joint: CoSigning | None) -> list[Button]:
    writes, signs = plan_rules.writes(actor, plan), plan_rules.signs(actor, plan)
    if not plan_rules.acts_for(actor, plan.unit_id):
        if joint is not None and joint.status == joint.Status.ASKED and plan_rules.acts_for(actor, joint.unit_id):
            held = plan_rules.cosigns(actor, joint)
            return [Button.on(joint, _("Xem và ký liên tịch"), "desk:plan-cosign", held, main=True)]
        if joint is not None and joint.status == joint.Status.SIGNED and plan_rules.acts_for(actor, joint.unit_id):
            return [Button.on(joint, _("Ký liên tịch, đề nghị thu hồi"), "desk:plan-cosign")]
        return []
    if document.status == S.DRAFT:
        waiting = plan.comments.filter(status=PlanComment.Status.GIVEN).exists()
        held = writes or (_("Còn ý kiến chưa trả lời.") if waiting else "")
        return [
            Button.on(plan, _("Sửa dự thảo"), "desk:plan-write", writes, main=not waiting),
            Button.on(plan, _("Lấy ý kiến"), "desk:plan-ask", writes),
            *([] if joint else [Button.on(plan, _("Ban hành liên tịch"), "desk:plan-joint", writes)]),
            Button.on(plan, _("Trình ký"), "desk:plan-submit", held, posts=True),
        ]
    if document.status == S.FOR_SIGNATURE:
        waits = joint is not None and joint.status != joint.Status.AGREED
        held = signs or (_("Chờ %(unit)s ký trước.") % {"unit": joint.unit.name} if joint and waits else "")
        return [
            Button.on(plan, _("Xem và ký ban hành"), "desk:plan-issue", held, main=True),
            Button.on(plan, _("Trả lại"), "desk:plan-return", signs),
        ]
    if document.status == S.ISSUED:
        return [
            Button.on(document, _("Nơi nhận, xác nhận đã nhận"), "desk:document", main=True),
            Button.on(plan, _("Sửa đổi"), "desk:plan-amend", writes, posts=True),
            Button.on(plan, _("Thu hồi"), "desk:plan-withdraw", signs),
        ]
    if document.status == S.WITHDRAWN:
        return [Button.on(plan, _("Soạn lại"), "desk:plan-amend", writes, posts=True, main=True)]
    return []


def _facts(plan: Plan, document: IssuedDocument) -> list[tuple[str, Any]]:
    facts = [
        (_("Đơn vị ban hành"), plan.unit.name),
        (_("Thực hiện"), plan.parent.document.notation if plan.parent and plan.parent.document else figures.NOTHING),
        (_("Số, ký hiệu"), document.notation or _("chưa cấp số")),
        (_("Ngày ký"), figures.day(document.date) if document.date else _("chưa ký")),
        (_("Người ký"), document.signer_name or figures.NOTHING),
    ]
    if taken_back := withdrawal_of(document):
        facts.append((_("Ngày, lý do thu hồi"), f"{figures.day(taken_back.site_date)}: {taken_back.reason}"))
    if plan.amendment_id == document.pk and plan.document is not None:
        facts.append((_("Đang có hiệu lực"), plan.document.notation))
    return facts


def _numbers(plan: Plan, content: Content) -> list[tuple[str, str, str, str]]:
    """Code, label, the unit's own number, that of each unit beneath: only what goes beyond the plan above."""
    targets = {row.code: row for row in plan.campaign.targets.order_by("id")}
    return [
        (
            row.code, targets[row.code].short_label,
            shown(row.own, targets[row.code]) if row.own is not None else "",
            shown(row.beneath, targets[row.code]) if row.beneath is not None else "",
        )
        for row in content.numbers
        if row.code in targets
    ]  # fmt: skip
