"""The pages of a council, a session and a candidate, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.desk.councils.buttons import minutes_buttons, session_buttons
from thidua.faces.kit import figures
from thidua.faces.kit.parts import Event, Link, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock, files
from thidua.stages.councils import ballots, counting, queries, rules
from thidua.stages.councils.dossier import dossier_of
from thidua.stages.councils.models import Attendance, Conflict, Council, Session, SessionItem
from thidua.stages.councils.operations.counting import COUNTED
from thidua.stages.councils.operations.planning import STEPPED_OUT
from thidua.stages.councils.operations.sitting import CAME
from thidua.stages.councils.queries import ItemLine
from thidua.stages.councils.states import CANCELLED, CLOSED, FOR_SIGNATURE, MINUTED, OPEN, PLANNED, VOTING, WITH_RESULTS
from thidua.stages.councils.visibility import OWNER, may_read
from thidua.stages.nominations.headings import headings
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.naming import nominee_words
from thidua.stages.works.naming import full_name

MOST_EVENTS = 40
# Where a session stands among its steps: how many are done.
DONE = {PLANNED: 1, OPEN: 2, VOTING: 2, CLOSED: 3, FOR_SIGNATURE: 3, MINUTED: 4, CANCELLED: 1}

# Told by the acts they go with.
BESIDE = frozenset({COUNTED, CAME})


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one form that share a quota."""

    form: str
    pool: str
    quota: int | None
    lines: list[ItemLine]


__all__ = ["candidate_context", "council_context", "minutes_buttons", "session_context"]


def council_context(actor: Actor, council: Council) -> dict[str, Any]:
    """Who sits, by which decision and rules, and the council's sessions."""
    members = queries.members_of(council)
    return {
        "council": council,
        "members": members,
        "facts": _rules_of(council, sum(member.votes for member in members)),
        "sessions": list(queries.list_sessions(actor).filter(council=council)[:20]),
        "why_not_invite": rules.keeps_council(actor, council) or "",
        "may_replace": not rules.establishes(actor, council.unit),
        "is_standing": council.valid_to is None or council.valid_to > clock.today(),
    }


def session_context(actor: Actor, session: Session) -> dict[str, Any]:
    """Everything the session's page shows; the number of statements does not grow with its items."""
    rows = queries.attendance_of(session)
    lines = queries.items_of(actor, session)
    voters = [row for row in rows if row.member.votes]
    there = sum(row.presence == Attendance.Presence.PRESENT for row in voters)
    keeps = not rules.keeps(actor, session)
    return {
        "session": session,
        "crumbs": [
            Link(_("Hội đồng"), reverse("desk:councils")),
            Link(session.council.name, reverse("desk:council", args=(session.council.uid,))),
        ],
        "steps": _steps(session),
        "buttons": session_buttons(actor, session),
        "groups": _groups(session, lines),
        "ties": queries.ties_of(session, lines),
        "has_results": session.status in WITH_RESULTS,
        "steps_out": queries.steps_out_somewhere(actor, session) and session.status not in {FOR_SIGNATURE, MINUTED},
        "sits": not rules.sits(actor, session),
        "attendance": rows,
        "there": there,
        "membership": len(voters),
        "needed": counting.present_needed(len(voters), session.council.quorum),
        "facts": _rules_of(session.council, len(voters)),
        "scans": list(files.of_owner(OWNER, session.uid)) if may_read(actor, session.uid) else [],
        "voted": ballots.voted_number(session) if session.status == VOTING else None,
        "waiting": ballots.not_yet_voted(session) if keeps and session.status == VOTING else [],
        "keeps": keeps,
        "may_change": keeps and session.status == PLANNED,
        "may_cancel": keeps and session.status in {PLANNED, OPEN},
        "may_declare": session.status in {PLANNED, OPEN, VOTING},
        "events": _events(session),
    }


def _groups(session: Session, lines: Sequence[ItemLine]) -> list[Group]:
    """The items by the places they are for; once counted, those with the most yes first."""
    if session.status in WITH_RESULTS:
        lines = sorted(lines, key=lambda line: (-(line.item.yes or 0), line.number))
    found: dict[tuple[Any, ...], Group] = {}
    for line in lines:
        nomination = line.item.nomination
        pool, form = nomination.pool, nomination.form
        key = (form.clause, form.pk, pool.position if pool else 0)
        group = found.setdefault(key, Group(form.name, pool.name if pool else "", pool.quota if pool else None, []))
        group.lines.append(line)
    return [found[key] for key in sorted(found)]


def candidate_context(actor: Actor, session: Session, item: SessionItem) -> dict[str, Any]:
    """One candidate on one page."""
    nomination = item.nomination
    facts = [
        (_("Hình thức đề nghị"), nomination.form.name),
        (_("Nhóm suất"), nomination.pool.name if nomination.pool else ""),
        (_("Đơn vị"), full_name(nomination.subject)),
        (_("Chức vụ"), nomination.person.position if nomination.person else ""),
        (_("Báo cáo thành tích"), _confirmed(nomination.confirmed_at)),
    ]
    out = Conflict.objects.filter(item=item).select_related("member__person").order_by("member__position", "id")
    return {
        "session": session,
        "item": item,
        "nomination": nomination,
        "name": nominee_words(nomination),
        "facts": [(name, value) for name, value in facts if value],
        "report": report_of(nomination),
        "dossier": dossier_of(item),
        "stepped_out": list(out),
        "votes_now": session.status == VOTING
        and not rules.votes(actor, session)
        and not ballots.has_voted(session, actor.person_id),
    }


def report_of(nomination: Nomination) -> list[tuple[str, str]]:
    """The achievement report's words under their headings, those that were written."""
    parts = headings(is_person=nomination.person_id is not None)
    return [
        (f"{part.number} {part.title}".strip(), nomination.report[part.key])
        for part in parts
        if nomination.report.get(part.key)
    ]


def _confirmed(moment: Any) -> str:
    return _("đã xác nhận ngày %(day)s") % {"day": figures.day(moment)} if moment else _("chưa được xác nhận")


def _rules_of(council: Council, membership: int) -> list[tuple[str, str]]:
    """The council's own rules in words; the base of the share is said, because stepping out changes it or not."""
    base = _("trên tổng số %(all)d thành viên; người rời phòng vẫn tính trong tổng số") % {"all": membership}
    if council.counting == Council.Counting.ENTITLED:
        base = _("trên số thành viên không phải rời phòng ở từng trường hợp")
    needed = counting.present_needed(membership, council.quorum)
    facts = [
        (_("Quyết định thành lập"), f"{council.decision}, {figures.day(council.decision_date)}"),
        (_("Hoạt động từ"), figures.day(council.valid_from)),
        (_("Đến hết"), _("ngày trước %(day)s") % {"day": figures.day(council.valid_to)} if council.valid_to else ""),
        (_("Điều kiện họp"), _("có mặt ít nhất %(quorum)d%% thành viên: %(needed)d/%(all)d") % {
            "quorum": council.quorum, "needed": needed, "all": membership}),
        (_("Được đề nghị"), _("đồng ý ít nhất %(threshold)d%%, tính %(base)s") % {
            "threshold": council.threshold, "base": base}),
    ]  # fmt: skip
    return [(name, value) for name, value in facts if value]


def _steps(session: Session) -> list[Step]:
    labels = [_("Mời họp"), _("Khai mạc"), _("Biểu quyết, kiểm phiếu"), _("Ký biên bản")]
    notes = [
        figures.day(session.made_at),
        figures.day(session.opened_at) if session.opened_at else "",
        figures.day(session.closed_at) if session.closed_at else "",
        session.minutes.notation if session.minutes else "",
    ]
    done = DONE[session.status]
    shown = [Step(label, "done", note) for label, note in zip(labels[:done], notes, strict=False)]
    if session.status == CANCELLED:
        return shown
    if done < len(labels):
        shown.append(Step(labels[done], "now", _holder(session)))
    return shown + [Step(label, "later") for label in labels[done + 1 :]]


def _holder(session: Session) -> str:
    if session.status == VOTING:
        return _("các thành viên đang bỏ phiếu")
    return _("Chủ tọa đang giữ") if session.status == FOR_SIGNATURE else _("Thư ký đang giữ")


def _events(session: Session) -> list[Event]:
    """Who did what; never what was counted of an item, which a reader may not know of."""
    told = []
    for entry in audit.history(session).exclude(act__in=BESIDE)[:MOST_EVENTS]:
        told.append(
            Event(figures.moment(audit.site_moment(entry)), f"{entry.actor_label} {entry.act}.", _reason(entry))
        )
    return told


def _reason(entry: Any) -> str:
    # Why somebody stepped out names the item; the minutes tell it.
    return "" if entry.act == STEPPED_OUT else entry.reason
