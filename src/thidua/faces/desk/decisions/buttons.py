"""What a reader can do with a decision now: at most two things; one that cannot be pressed says why and who can."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.faces.kit.parts import Button
from thidua.foundation.accounts.actors import Actor
from thidua.stages.decisions import rules
from thidua.stages.decisions.models import Decision

Status = Decision.Status


def buttons(actor: Actor, decision: Decision, names: int) -> list[Button]:
    """At most two, by where the decision stands and who looks."""
    if decision.status == Status.DRAFT:
        return _draft(actor, decision, names)
    if decision.status == Status.SUBMITTED:
        return _submitted(actor, decision)
    if decision.status == Status.ISSUED and decision.is_ours and not rules.body_prints(actor, decision):
        return _issued(actor, decision)
    return []


def _draft(actor: Actor, decision: Decision, names: int) -> list[Button]:
    why_not = rules.officer_writes(actor, decision) or ""
    if why_not:
        return [Button(_("Trình người quyết định"), why_not=why_not)]
    empty = "" if names else _("Chưa có tên nào trong danh sách.")
    both = not rules.leader_decides(actor, decision)
    label = _("Ký, ban hành") if both else _("Trình người quyết định")
    submit = Button.on(decision, label, "desk:decision-submit", main=True, why_not=empty)
    if decision.is_prompt:
        return [submit, Button.on(decision, _("Thêm tên"), "desk:decision-name-add")]
    return [submit, Button.on(decision, _("Lấy lại danh sách"), "desk:decision-renew", posts=True)]


def _submitted(actor: Actor, decision: Decision) -> list[Button]:
    why_not = rules.leader_decides(actor, decision) or ""
    sign = Button.on(decision, _("Ký, ban hành"), "desk:decision-issue", posts=True, main=True, why_not=why_not)
    return [sign] if why_not else [sign, Button.on(decision, _("Trả lại"), "desk:decision-return", sign="back")]


def _issued(actor: Actor, decision: Decision) -> list[Button]:
    found = [Button.on(decision, _("In tất cả bằng khen (PDF)"), "desk:certificates", sign="print", main=True)]
    if not rules.officer_writes(actor, decision):
        found.append(Button.on(decision, _("Ghi người nhận"), "desk:hand-over"))
    return found
