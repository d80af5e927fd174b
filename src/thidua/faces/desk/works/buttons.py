"""What a reader can do with a work now: at most two buttons, each open or with the reason and who can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.stages.publications.rules import publishes_work
from thidua.stages.works import rules
from thidua.stages.works.evidence import steps_done
from thidua.stages.works.kinds import last_step, steps_between
from thidua.stages.works.models import Status, Work
from thidua.stages.works.states import WORK


@dataclass(frozen=True, slots=True)
class Button:
    """One of the at most two things the reader can do now. `posts`: pressed, it acts at once."""

    label: str
    href: str = ""
    posts: bool = False
    main: bool = False
    sign: str = ""
    why_not: str = ""


def buttons(actor: Actor, work: Work) -> list[Button]:
    """At most two; one that cannot be pressed stays, with the reason and who can."""
    offers = {offer.name: offer for offer in WORK.offers(work, by=actor)}
    made = _BUTTONS[work.status](work, offers)
    enters = not rules.lead_acts(actor, work)
    decides = not rules.superior_notes(actor, work)
    if not enters and not decides:
        # Only looking: the one act the work waits for, with who carries it out.
        return [*[button for button in made if button.why_not][:1], *_publishing(actor, work)]
    return [*[button for button in made if not button.why_not or button.main], *_publishing(actor, work)][:2]


def _publishing(actor: Actor, work: Work) -> list[Button]:
    """For who may put a verified work before the public."""
    if not publishes_work(actor, work):
        return []
    return [Button(_("Đăng lên cổng"), reverse("desk:publish-work", args=(work.uid,)))]


def _draft(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [
        _act(work, _("Gửi đăng ký"), "work-send", offers["send"], main=True, posts=True),
        _act(work, _("Sửa"), "work-edit", offers["send"], sign="edit"),
    ]


def _registered(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [
        _act(work, _("Ghi nhận"), "work-note", offers["note"], main=True, posts=True),
        _act(work, _("Trả lại"), "work-return", offers["return"], sign="back"),
        _act(work, _("Sửa"), "work-edit", offers["cancel"], sign="edit"),
    ]


def _noted(work: Work, offers: dict[str, Any]) -> list[Button]:
    done = steps_done(work)
    waiting = next((step for step in steps_between(work.kind) if step.key not in done), None)
    label = _("Ghi «%(step)s»") % {"step": (waiting or last_step(work.kind)).label}
    name, args = ("work-step", (waiting.key,)) if waiting else ("work-complete", ())
    return [
        _act(work, label, name, offers["complete"], *args, main=True),
        _act(work, _("Sửa"), "work-edit", offers["complete"], sign="edit"),
        _act(work, _("Trả lại"), "work-return", offers["return"], sign="back"),
    ]


def _done(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [
        _act(work, _("Xác nhận"), "work-verify", offers["verify"], main=True),
        _act(work, _("Trả lại"), "work-return", offers["return"], sign="back"),
    ]


def _verified(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [_act(work, _("Bỏ xác nhận"), "work-unverify", offers["unverify"])]


def _returned(work: Work, offers: dict[str, Any]) -> list[Button]:
    again = offers["answer" if work.done_at else "send_again"]
    return [
        _act(work, _("Sửa và gửi lại"), "work-edit", again, main=True, sign="edit"),
        _act(work, _("Gửi lại"), "work-send", again, posts=True),
    ]


def _cancelled(work: Work, offers: dict[str, Any]) -> list[Button]:
    return [_act(work, _("Khôi phục bản nháp"), "work-restore", offers["restore"], posts=True)]


_BUTTONS = {
    Status.DRAFT.value: _draft, Status.REGISTERED.value: _registered, Status.NOTED.value: _noted, Status.DONE.value: _done,
    Status.VERIFIED.value: _verified, Status.RETURNED.value: _returned, Status.CANCELLED.value: _cancelled,
}  # fmt: skip


def _act(
    work: Work, label: str, name: str, offer: Any, *args: Any, main: bool = False, posts: bool = False, sign: str = ""
) -> Button:
    why_not = "" if offer.allowed else str(offer.why_not)
    return Button(label, reverse(f"desk:{name}", args=(work.uid, *args)), posts, main, sign, why_not)
