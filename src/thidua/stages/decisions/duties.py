"""What decisions owe: the selected wait for one, drafts are brought, papers signed, certificates handed over."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Case, Count, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.documents.models import notation_of
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.queries import selected_undecided, waiting_to_be_signed
from thidua.stages.honours.models import Honour

Status = Decision.Status
# So many decisions of one kind are told; the list shows the others.
MOST = 5
# Of a form whose decision is this body's own.
OURS = "ours"


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """What decisions ask of the actor."""
    if actor.posts_with(Permission.DECIDE):
        yield Question(waiting_to_be_signed(actor), _to_sign, most=MOST, name="form__name", number=_names())
    bodies = actor.bodies_with(Permission.AWARDS_PROPOSE)
    if not bodies:
        return
    yield _to_write(actor)
    drafts = Decision.objects.filter(status=Status.DRAFT, unit__in=bodies)
    yield Question(drafts, _drafts, most=MOST, name="form__name", detail="return_reason")
    waiting = Honour.objects.standing().filter(document=OuterRef("document"), handed_over_on__isnull=True)
    issued = Decision.objects.filter(Exists(waiting), status=Status.ISSUED, is_ours=True, unit__in=bodies)
    yield Question(
        issued, _to_hand_over, most=MOST, at="issued_at", name="form__name", number="document__number",
        key="document__symbol",
    )  # fmt: skip


def _to_sign(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="decision-sign",
            unit_id=line.unit_id,
            what=_("Ký quyết định: %(form)s") % {"form": line.name},
            action=_("Xem và ký"),
            address_name="desk:decision",
            address_args=(line.uid,),
            since=line.since,
            detail=_("%(count)d tập thể, cá nhân") % {"count": line.number},
        )


def _names() -> Coalesce:
    entries = DecisionEntry.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    return Coalesce(Subquery(entries.annotate(number=Count("pk")).values("number")), 0)


def _to_write(actor: Actor) -> Question:
    """One duty a form for which selected names wait, since the first of them."""
    return Question(
        selected_undecided(actor),
        _write,
        group="form_id",
        most=1,
        unit="form__round__unit_id",
        name="form__name",
        detail=Case(When(form__is_ours=True, then=Value(OURS)), default=Value("")),
        note="campaign__key",
        key="form__key",
        number="form__round__number",
    )


def _write(lines: list[Line]) -> Iterator[Duty]:
    """Ours is written, another's is recorded once it has come."""
    for line in sorted(lines, key=lambda line: (line.note, line.number, line.detail != OURS, line.name)):
        ours = line.detail == OURS
        yield Duty(
            kind="decision-write" if ours else "decision-record",
            unit_id=line.unit_id,
            what=(_("Soạn quyết định: %(form)s") if ours else _("Ghi quyết định của cấp trên: %(form)s"))
            % {"form": line.name},
            action=_("Soạn quyết định") if ours else _("Ghi kết quả từng tên"),
            address_name="desk:decision-new" if ours else "desk:decision-record",
            address_args=(line.note, line.number, line.key),
            since=line.since,
            detail=_("%(count)d tập thể, cá nhân đã được xét chọn, chưa có quyết định") % {"count": line.total},
            count=line.total,
        )


def _drafts(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        returned = bool(line.detail)
        what = _("Sửa quyết định bị trả lại: %(form)s") if returned else _("Trình quyết định: %(form)s")
        yield Duty(
            kind="decision-returned" if returned else "decision-draft",
            unit_id=line.unit_id,
            what=what % {"form": line.name},
            action=_("Mở quyết định"),
            address_name="desk:decision",
            address_args=(line.uid,),
            since=line.since,
            detail=line.detail,
        )


def _to_hand_over(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="decision-hand-over",
            unit_id=line.unit_id,
            what=_("Trao bằng theo quyết định %(number)s") % {"number": notation_of(line.number, line.key)},
            action=_("Ghi người nhận"),
            address_name="desk:hand-over",
            address_args=(line.uid,),
            since=line.since,
            detail=line.name,
        )


duties = Asked(questions)
SOURCES.register("decisions", duties)
