"""What a reader can do with a nomination now: at most two buttons, each open or with the reason and who can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.states import Offer
from thidua.stages.nominations import rules
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.states import NOMINATION

N = Nomination.Status


@dataclass(frozen=True, slots=True)
class Button:
    """One of the at most two things the reader can do now. `posts`: pressed, it acts at once."""

    label: str
    href: str = ""
    posts: bool = False
    main: bool = False
    sign: str = ""
    why_not: str = ""


def buttons(actor: Actor, nomination: Nomination) -> list[Button]:
    """The open ones first, at most two; without an open one the act it waits for, with who carries it out."""
    offers = {offer.name: offer for offer in NOMINATION.offers(nomination, by=actor)}
    made = _MADE.get(nomination.status, _nothing)(nomination, offers)
    if nomination.confirmed_at is None and nomination.status not in {N.HONOURED, N.LOWERED, N.REFUSED, N.WITHDRAWN}:
        made = [_confirm(actor, nomination), *made]
    able = [button for button in made if not button.why_not]
    return able[:2] if able else made[:1]


def _draft(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return [
        _act(row, _("Đề nghị lên cấp trên"), "nomination-propose", offers["propose"], main=True, posts=True),
        _act(row, _("Sửa"), "nomination-edit", offers["propose"], sign="edit"),
    ]


def _returned(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return [
        _act(row, _("Sửa và đề nghị lại"), "nomination-edit", offers["propose_again"], main=True, sign="edit"),
        _act(row, _("Đề nghị lại"), "nomination-propose", offers["propose_again"], posts=True),
    ]


def _proposed(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    if row.vote == Nomination.Vote.PASSED:
        return [
            _act(row, _("Chọn vào danh sách"), "nomination-select", offers["select"], main=True, sign="star"),
            _act(row, _("Đưa vào dự bị"), "nomination-reserve", offers["reserve"], posts=True),
        ]
    if row.holder_id == row.campaign.owner_id:
        return [Button(_("Chọn vào danh sách"), why_not=_("Hội đồng chưa xét; kết quả biểu quyết do phiên họp ghi."))]
    back = _act(row, _("Trả lại"), "nomination-return", offers["return"], sign="back")
    return [Button(_("Đưa vào hồ sơ"), reverse("desk:submissions"), main=True, why_not=back.why_not), back]


def _reserve(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return [
        _act(row, _("Chọn vào danh sách"), "nomination-select", offers["select"], main=True, sign="star"),
        _act(row, _("Bỏ khỏi dự bị"), "nomination-unreserve", offers["unreserve"], posts=True),
    ]


def _selected(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return [_act(row, _("Rút khỏi suất"), "nomination-release", offers["release"], sign="back")]


def _nothing(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return []


def _confirm(actor: Actor, row: Nomination) -> Button:
    why_not = rules.confirmer_acts(actor, row) or ""
    href = reverse("desk:nomination-confirm", args=(row.uid,))
    return Button(_("Xác nhận báo cáo thành tích"), href, main=not why_not, sign="ok", why_not=why_not)


Maker = Callable[[Nomination, dict[str, Offer]], list[Button]]
_MADE: dict[str, Maker] = {
    N.DRAFT.value: _draft, N.RETURNED.value: _returned, N.PROPOSED.value: _proposed, N.RESERVE.value: _reserve,
    N.SELECTED.value: _selected,
}  # fmt: skip


def _act(
    row: Nomination, label: str, name: str, offer: Offer, *, main: bool = False, posts: bool = False, sign: str = ""
) -> Button:
    why_not = "" if offer.allowed else str(offer.why_not)
    return Button(label, reverse(f"desk:{name}", args=(row.uid,)), posts, main, sign, why_not)
