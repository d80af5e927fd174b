"""What a reader can do with a session now: at most two buttons, each open or with the reason and who can."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.faces.kit.parts import Button
from thidua.foundation.accounts.actors import Actor
from thidua.stages.councils import ballots, rules
from thidua.stages.councils.models import Session
from thidua.stages.councils.operations.minuting import open_dossiers
from thidua.stages.councils.states import CLOSED, FOR_SIGNATURE, MINUTED, OPEN, PLANNED, VOTING


def session_buttons(actor: Actor, session: Session) -> list[Button]:
    """What the session waits for; who may not sees who can."""
    made = {
        PLANNED: _planned, OPEN: _open, VOTING: _voting, CLOSED: _closed, FOR_SIGNATURE: _for_signature,
        MINUTED: _minuted,
    }.get(session.status)  # fmt: skip
    return made(actor, session)[:2] if made else []


def minutes_buttons(actor: Actor, session: Session) -> list[Button]:
    """On the minutes' own page: write, sign, give back."""
    if session.status == CLOSED:
        why_not = rules.keeps_minutes(actor, session) or ""
        lacks = "" if session.conclusion else _("Chưa ghi kết luận. Thư ký ghi nội dung trước khi ký.")
        sign = Button.on(
            session,
            _("Ký, trình Chủ tọa"),
            "desk:session-minutes-draw-up",
            why_not or lacks,
            posts=True,
            main=not lacks,
        )
        write = Button.on(
            session, _("Ghi nội dung"), "desk:session-minutes-edit", why_not, main=bool(lacks), sign="edit"
        )
        return [write, sign] if lacks else [sign, write]
    if session.status == FOR_SIGNATURE:
        why_not = rules.presides(actor, session) or ""
        sign = Button.on(session, _("Ký biên bản"), "desk:session-minutes-sign", why_not, posts=True, main=True)
        if why_not:
            return [sign]
        return [sign, Button.on(session, _("Trả lại"), "desk:session-minutes-return", sign="back")]
    return []


def _planned(actor: Actor, session: Session) -> list[Button]:
    why_not = rules.keeps(actor, session) or ""
    present = session.attendances.filter(presence="present").exists()
    register = Button.on(session, _("Điểm danh"), "desk:session-attendance", why_not, main=not present)
    if why_not or not present:
        return [register]
    return [Button.on(session, _("Khai mạc"), "desk:session-open", posts=True, main=True), register]


def _open(actor: Actor, session: Session) -> list[Button]:
    why_not = rules.keeps(actor, session) or ""
    if session.mode == Session.Mode.SECRET:
        first = Button.on(session, _("Mở bỏ phiếu"), "desk:session-start", why_not, posts=True, main=True)
    else:
        first = Button.on(session, _("Ghi kết quả kiểm phiếu"), "desk:session-count", why_not, main=True)
    return [first] if why_not else [first, Button.on(session, _("Điểm danh lại"), "desk:session-attendance")]


def _voting(actor: Actor, session: Session) -> list[Button]:
    shown = []
    if ballots.has_voted(session, actor.person_id):
        done = _("Đồng chí đã bỏ phiếu; lá phiếu không sửa được. Thư ký, lãnh đạo Hội đồng khóa phiếu.")
        shown.append(Button.on(session, _("Bỏ phiếu"), "desk:session-vote", done))
    else:
        why_not = rules.votes(actor, session) or ""
        shown.append(Button.on(session, _("Bỏ phiếu"), "desk:session-vote", why_not, main=True))
    if not rules.keeps(actor, session):
        closing = Button.on(session, _("Khóa bỏ phiếu"), "desk:session-close", main=bool(shown[0].why_not))
        shown = [closing] if shown[0].why_not else [*shown, closing]
    return shown


def _closed(actor: Actor, session: Session) -> list[Button]:
    why_not = rules.keeps_minutes(actor, session) or ""
    shown = [Button.on(session, _("Lập biên bản"), "desk:session-minutes", why_not, main=True)]
    if session.mode != Session.Mode.SECRET and not rules.keeps(actor, session):
        correct = _("Sửa kết quả kiểm phiếu")
        shown.append(Button.on(session, correct, "desk:session-count-correct", sign="edit"))
    return shown


def _for_signature(actor: Actor, session: Session) -> list[Button]:
    reads = not rules.keeps_minutes(actor, session)
    why_not = rules.presides(actor, session) or ""
    if why_not and reads:
        return [Button.on(session, _("Xem biên bản"), "desk:session-minutes")]
    return [Button.on(session, _("Xem và ký biên bản"), "desk:session-minutes", why_not, main=True)]


def _minuted(actor: Actor, session: Session) -> list[Button]:
    shown = [Button.on(session, _("Xem biên bản"), "desk:session-minutes", main=True)]
    if not rules.keeps(actor, session) and open_dossiers(session):
        shown.append(Button.on(session, _("Đưa vào hồ sơ trình"), "desk:session-minutes-file", posts=True))
    return shown
