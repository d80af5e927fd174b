"""What a reader can do with a nomination now: at most two buttons, each open or with the reason and who can."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.parts import Button
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.states import Offer
from thidua.stages.nominations import rules
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.states import NOMINATION

N = Nomination.Status


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
        Button.on(
            row, _("Đề nghị lên cấp trên"), "desk:nomination-propose", offers["propose"].why_not, main=True, posts=True
        ),
        Button.on(row, _("Sửa"), "desk:nomination-edit", offers["propose"].why_not, sign="edit"),
    ]


def _returned(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return [
        Button.on(
            row,
            _("Sửa và đề nghị lại"),
            "desk:nomination-edit",
            offers["propose_again"].why_not,
            main=True,
            sign="edit",
        ),
        Button.on(row, _("Đề nghị lại"), "desk:nomination-propose", offers["propose_again"].why_not, posts=True),
    ]


def _proposed(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    if row.vote == Nomination.Vote.PASSED:
        return [
            Button.on(
                row, _("Chọn vào danh sách"), "desk:nomination-select", offers["select"].why_not, main=True, sign="star"
            ),
            Button.on(row, _("Đưa vào dự bị"), "desk:nomination-reserve", offers["reserve"].why_not, posts=True),
        ]
    if row.holder_id == row.form.round.unit_id:
        return [Button(_("Chọn vào danh sách"), why_not=_("Hội đồng chưa xét; kết quả biểu quyết do phiên họp ghi."))]
    back = Button.on(row, _("Trả lại"), "desk:nomination-return", offers["return"].why_not, sign="back")
    return [Button(_("Đưa vào hồ sơ"), reverse("desk:submissions"), main=True, why_not=back.why_not), back]


def _reserve(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return [
        Button.on(
            row, _("Chọn vào danh sách"), "desk:nomination-select", offers["select"].why_not, main=True, sign="star"
        ),
        Button.on(row, _("Bỏ khỏi dự bị"), "desk:nomination-unreserve", offers["unreserve"].why_not, posts=True),
    ]


def _selected(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return [Button.on(row, _("Rút khỏi suất"), "desk:nomination-release", offers["release"].why_not, sign="back")]


def _nothing(row: Nomination, offers: dict[str, Offer]) -> list[Button]:
    return []


def _confirm(actor: Actor, row: Nomination) -> Button:
    why_not = rules.confirmer_acts(actor, row)
    label = _("Xác nhận báo cáo thành tích")
    return Button.on(row, label, "desk:nomination-confirm", why_not, main=not why_not, sign="ok")


Maker = Callable[[Nomination, dict[str, Offer]], list[Button]]
_MADE: dict[str, Maker] = {
    N.DRAFT.value: _draft, N.RETURNED.value: _returned, N.PROPOSED.value: _proposed, N.RESERVE.value: _reserve,
    N.SELECTED.value: _selected,
}  # fmt: skip
