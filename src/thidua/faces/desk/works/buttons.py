"""What a reader can do with a work now: at most two buttons; and what the work waits for from somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.faces.kit.parts import Button
from thidua.foundation.accounts.actors import Actor
from thidua.stages.publications.rules import publishes_work
from thidua.stages.works import rules
from thidua.stages.works.evidence import steps_done
from thidua.stages.works.house_papers import issuing_unit, standing_paper
from thidua.stages.works.kinds import Step, last_step, next_step
from thidua.stages.works.models import Status, Work
from thidua.stages.works.states import WORK


@dataclass(frozen=True, slots=True)
class Acts:
    """What the reader can do now, and the act that somebody else has to carry out, with the reason and who can."""

    open: list[Button]
    waits_for: Button | None


def acts_on(actor: Actor, work: Work) -> Acts:
    """At most two buttons, each of which can be pressed; what waits for somebody else is told beside them."""
    offers = {offer.name: offer for offer in WORK.offers(work, by=actor)}
    made = _BUTTONS[work.status](work, offers)
    if signing := _signing(actor, work):
        made = [signing, *(button for button in made if not button.main)]
    can = [*(button for button in made if not button.why_not), *_publishing(actor, work)][:2]
    waits = [button for button in made if button.main and button.why_not]
    return Acts(can, waits[0] if waits and not any(button.main for button in can) else None)


def _signing(actor: Actor, work: Work) -> Button | None:
    """The paper the work waits for next: for its signer, who may be neither the lead nor the level above."""
    waiting = _next_step(work) if work.status == Status.NOTED else None
    if waiting is None or not waiting.document or standing_paper(work, waiting) is not None:
        return None
    unit = issuing_unit(work)
    acts = (
        not rules.signs_paper(actor, unit) or not rules.writes_papers(actor, unit) or not rules.lead_acts(actor, work)
    )
    label = _("Lập «%(paper)s»") % {"paper": waiting.paper}
    why_not = "" if acts else rules.signs_paper(actor, unit)
    return Button.on(work, label, "desk:work-paper", why_not, waiting.key, main=True)


def _next_step(work: Work) -> Step:
    return next_step(work.kind, steps_done(work))


def _publishing(actor: Actor, work: Work) -> list[Button]:
    """For who may put a verified work before the public."""
    if not publishes_work(actor, work):
        return []
    return [
        Button.on(
            work,
            _("Đăng lên cổng"),
            "desk:publish-work",
            main=work.offered_at is not None and work.offer_settled_at is None,
        )
    ]


def _draft(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [
        Button.on(work, _("Gửi đăng ký"), "desk:work-send", offers["send"].why_not, main=True, posts=True),
        Button.on(work, _("Sửa"), "desk:work-edit", offers["send"].why_not, sign="edit"),
    ]


def _registered(work: Work, offers: dict[str, Any]) -> list[Button]:
    asked = [Button.on(work, _("Trả lời câu hỏi"), "desk:work-answer", offers["cancel"].why_not, main=True)]
    return [
        *(asked if work.is_questioned and not offers["cancel"].why_not else []),
        Button.on(work, _("Ghi nhận"), "desk:work-note", offers["note"].why_not, main=True, posts=True),
        Button.on(work, _("Trả lại"), "desk:work-return", offers["return"].why_not, sign="back"),
        Button.on(work, _("Sửa"), "desk:work-edit", offers["cancel"].why_not, sign="edit"),
    ]


def _noted(work: Work, offers: dict[str, Any]) -> list[Button]:
    waiting = _next_step(work)
    label = _("Ghi «%(step)s»") % {"step": waiting.label}
    is_last = waiting == last_step(work.kind)
    name, args = ("desk:work-complete", ()) if is_last else ("desk:work-step", (waiting.key,))
    return [
        Button.on(work, label, name, offers["complete"].why_not, *args, main=True),
        Button.on(work, _("Sửa"), "desk:work-edit", offers["complete"].why_not, sign="edit"),
        Button.on(work, _("Trả lại"), "desk:work-return", offers["return"].why_not, sign="back"),
    ]


def _done(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [
        Button.on(work, _("Xác nhận"), "desk:work-verify", offers["verify"].why_not, main=True),
        Button.on(work, _("Trả lại"), "desk:work-return", offers["return"].why_not, sign="back"),
    ]


def _verified(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [Button.on(work, _("Bỏ xác nhận"), "desk:work-unverify", offers["unverify"].why_not)]


def _returned(work: Work, offers: dict[str, Any]) -> list[Button]:
    again = offers["answer" if work.done_at else "send_again"]
    return [
        Button.on(work, _("Sửa và gửi lại"), "desk:work-edit", again.why_not, main=True, sign="edit"),
        Button.on(work, _("Gửi lại"), "desk:work-send", again.why_not, posts=True),
    ]


def _merged(work: Work, offers: dict[str, Any]) -> list[Button]:
    return []


def _cancelled(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [Button.on(work, _("Khôi phục bản nháp"), "desk:work-restore", offers["restore"].why_not, posts=True)]


_BUTTONS = {
    Status.DRAFT.value: _draft, Status.REGISTERED.value: _registered, Status.NOTED.value: _noted, Status.DONE.value: _done,
    Status.VERIFIED.value: _verified, Status.RETURNED.value: _returned, Status.CANCELLED.value: _cancelled,
    Status.MERGED.value: _merged,
}  # fmt: skip
