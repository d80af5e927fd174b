"""What decisions owe: the selected wait for one, drafts are brought, papers signed, certificates handed over."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.queries import forms_awaiting, place_of_form, waiting_to_be_signed
from thidua.stages.honours.models import Honour

Status = Decision.Status
# More decisions of one kind than this are one line.
MOST = 5


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """The actor's duties from decisions, in at most half a dozen statements."""
    if actor.posts_with(Permission.DECIDE):
        yield from _to_sign(actor)
    bodies = actor.bodies_with(Permission.AWARDS_PROPOSE)
    if bodies:
        yield from _to_write(actor)
        yield from _drafts(Decision.objects.filter(status=Status.DRAFT, unit__in=bodies))
        yield from _to_hand_over(bodies)


def _to_sign(actor: Actor) -> Iterator[Duty]:
    rows = waiting_to_be_signed(actor).annotate(names=Count("entries"))
    for row in rows[:MOST]:
        yield Duty(
            kind="decision-sign",
            unit_id=row.unit_id,
            what=_("Ký quyết định: %(form)s") % {"form": row.form.name},
            action=_("Xem và ký"),
            address_name="desk:decision",
            address_args=(row.uid,),
            since=clock.day_of(row.changed_at),
            detail=_("%(count)d tập thể, cá nhân") % {"count": row.names},
        )


def _to_write(actor: Actor) -> Iterator[Duty]:
    """One duty a form: ours is written, another's is recorded once it has come."""
    for form, waiting, since in forms_awaiting(actor):
        ours = form.is_ours
        yield Duty(
            kind="decision-write" if ours else "decision-record",
            unit_id=form.round.campaign.owner_id,
            what=(_("Soạn quyết định: %(form)s") if ours else _("Ghi quyết định của cấp trên: %(form)s"))
            % {"form": form.name},
            action=_("Soạn quyết định") if ours else _("Ghi kết quả từng tên"),
            address_name="desk:decision-new" if ours else "desk:decision-record",
            address_args=place_of_form(form),
            since=since,
            detail=_("%(count)d tập thể, cá nhân đã được xét chọn, chưa có quyết định") % {"count": waiting},
            count=waiting,
        )


def _drafts(rows: QuerySet[Decision]) -> Iterator[Duty]:
    for row in rows.select_related("form").order_by("changed_at", "id")[:MOST]:
        returned = bool(row.return_reason)
        what = _("Sửa quyết định bị trả lại: %(form)s") if returned else _("Trình quyết định: %(form)s")
        yield Duty(
            kind="decision-returned" if returned else "decision-draft",
            unit_id=row.unit_id,
            what=what % {"form": row.form.name},
            action=_("Mở quyết định"),
            address_name="desk:decision",
            address_args=(row.uid,),
            since=clock.day_of(row.changed_at),
            detail=row.return_reason,
        )


def _to_hand_over(bodies: list[int]) -> Iterator[Duty]:
    waiting = Honour.objects.standing().filter(document=OuterRef("document"), handed_over_on__isnull=True)
    rows = Decision.objects.filter(Exists(waiting), status=Status.ISSUED, is_ours=True, unit__in=bodies)
    for row in rows.select_related("form", "document").order_by("issued_at", "id")[:MOST]:
        yield Duty(
            kind="decision-hand-over",
            unit_id=row.unit_id,
            what=_("Trao bằng theo quyết định %(number)s") % {"number": row.notation},
            action=_("Ghi người nhận"),
            address_name="desk:hand-over",
            address_args=(row.uid,),
            since=clock.day_of(row.issued_at) if row.issued_at else None,
            detail=row.form.name,
        )


SOURCES.register("decisions", duties)
