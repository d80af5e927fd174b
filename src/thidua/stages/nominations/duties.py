"""What an award round owes: to guide, to propose, to confirm, to mend, to look at, to sign, to send, to receive."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.nominations import filters
from thidua.stages.nominations.models import AwardGuidance, Nomination, Seat, Submission
from thidua.stages.nominations.queries import to_confirm
from thidua.stages.nominations.visibility import readable

N, S = Nomination.Status, Submission.Status
WAITS = IssuedDocument.Status.FOR_SIGNATURE


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """The actor's duties from awards, in a fixed number of statements; many of one kind are one with a count."""
    if actor.by_link:
        return
    proposing, confirming = (
        actor.bodies_with(permission) for permission in (Permission.AWARDS_PROPOSE, Permission.AWARDS_CONFIRM)
    )
    if proposing:
        yield from _returned(actor, proposing)
        yield from _drafts(actor, proposing)
        yield from _dossiers(proposing)
    if confirming:
        yield from _to_confirm(actor)
        yield from _to_sign(confirming)
    if deciding := actor.bodies_with(Permission.AWARDS_SELECT):
        yield from _received(deciding)
        yield from _to_choose(deciding)


def _returned(actor: Actor, bodies: list[int]) -> Iterator[Duty]:
    rows = Nomination.objects.filter(unit__in=bodies, status=N.RETURNED).select_related("person", "subject")
    for row in rows.order_by("changed_at", "id")[:5]:
        yield Duty(
            kind="nomination-returned", unit_id=row.unit_id, what=_("Sửa đề nghị khen thưởng: %(name)s") % {"name": row},
            action=_("Sửa và đề nghị lại"), address_name="desk:nomination", address_args=(row.uid,),
            since=clock.day_of(row.changed_at), detail=row.return_reason,
        )  # fmt: skip


def _drafts(actor: Actor, bodies: list[int]) -> Iterator[Duty]:
    rows = Nomination.objects.filter(unit__in=bodies, status=N.DRAFT)
    rows = rows.exclude(form__round__guidance__status=AwardGuidance.Status.CLOSED)
    for row in rows.select_related("person", "subject", "form__round__guidance").order_by("changed_at", "id")[:5]:
        yield Duty(
            kind="nomination-draft", unit_id=row.unit_id, what=_("Đề nghị khen thưởng còn nháp: %(name)s") % {"name": row},
            action=_("Mở bản nháp"), address_name="desk:nomination", address_args=(row.uid,),
            since=clock.day_of(row.changed_at), due_before=_day(row, "proposals_before"), detail=row.form.name,
        )  # fmt: skip


def _day(row: Nomination | Submission, name: str) -> datetime.date | None:
    """A day of the round's guidance; None while there is none."""
    guidance = getattr(row.form.round, "guidance", None)
    day: datetime.date | None = getattr(guidance, name, None)
    return day


def _dossiers(bodies: list[int]) -> Iterator[Duty]:
    """Dossiers to be put together or mended, and nominees for whom none is open."""
    rows = Submission.objects.filter(unit__in=bodies, status__in=[S.DRAFT, S.RETURNED])
    rows = rows.select_related("form__round__guidance", "unit")
    for row in rows.order_by("changed_at", "id")[:10]:
        returned = row.status == S.RETURNED
        what = _("Bổ sung hồ sơ bị trả lại: %(form)s") if returned else _("Hoàn thiện, gửi hồ sơ: %(form)s")
        yield Duty(
            kind=f"submission-{row.status}", unit_id=row.unit_id, what=what % {"form": row.form.name},
            action=_("Mở hồ sơ"), address_name="desk:submission", address_args=(row.uid,),
            since=clock.day_of(row.changed_at), due_before=_day(row, "dossiers_before"),
            detail=row.return_reason or row.unit.name,
        )  # fmt: skip
    waiting = Nomination.objects.filter(holder__in=bodies, status=N.PROPOSED, files__isnull=True)
    waiting = waiting.filter(form__round__guidance__status=AwardGuidance.Status.ISSUED)
    yield from _together(
        waiting,
        "nomination-unsubmitted",
        _("Đề nghị khen thưởng chưa đưa vào hồ sơ"),
        _("Lập hồ sơ"),
        "desk:submissions",
    )


def _to_confirm(actor: Actor) -> Iterator[Duty]:
    rows = readable(actor).filter(to_confirm(actor)).exclude(status=N.DRAFT, achievement="")
    yield from _together(
        rows, "report-confirm", _("Xác nhận báo cáo thành tích"), _("Xem và xác nhận"), "desk:nominations",
        query=filters.TO_CONFIRM,
    )  # fmt: skip


def _to_sign(bodies: list[int]) -> Iterator[Duty]:
    letters = Submission.objects.filter(unit__in=bodies, letter__status=WAITS, status__in=[S.DRAFT, S.RETURNED])
    for row in letters.select_related("form", "unit").order_by("changed_at", "id")[:5]:
        yield Duty(
            kind="submission-sign", unit_id=row.unit_id, what=_("Ký Tờ trình: %(form)s") % {"form": row.form.name},
            action=_("Xem và ký"), address_name="desk:submission", address_args=(row.uid,),
            since=clock.day_of(row.changed_at), detail=row.unit.name,
        )  # fmt: skip
    guidances = AwardGuidance.objects.filter(
        unit__in=bodies, status=AwardGuidance.Status.DRAFT, document__status=WAITS
    ).select_related("round__campaign")
    for guidance in guidances.order_by("changed_at", "id")[:5]:
        yield Duty(
            kind="guidance-sign", unit_id=guidance.unit_id, what=_("Ký hướng dẫn: %(round)s") % {"round": guidance.round},
            action=_("Xem và ký"), address_name="desk:guidance",
            address_args=(guidance.round.campaign.key, guidance.round.number), since=clock.day_of(guidance.changed_at),
            detail=guidance.round.campaign.short_name,
        )  # fmt: skip


def _received(bodies: list[int]) -> Iterator[Duty]:
    rows = Submission.objects.filter(receiver__in=bodies, status=S.SENT).select_related("form", "unit")
    for row in rows.order_by("sent_at", "id")[:5]:
        yield Duty(
            kind="submission-accept", unit_id=row.unit_id, what=_("Xem, nhận hồ sơ của %(unit)s") % {"unit": row.unit.name},
            action=_("Mở hồ sơ"), address_name="desk:submission", address_args=(row.uid,),
            since=clock.day_of(row.sent_at) if row.sent_at else None, detail=row.form.name,
        )  # fmt: skip


def _to_choose(bodies: list[int]) -> Iterator[Duty]:
    """Whom the council agreed to while their class has free seats; one line a form."""
    free = Seat.objects.filter(pool=OuterRef("pool"), nomination__isnull=True)
    rows = Nomination.objects.filter(
        Exists(free), campaign__owner__in=bodies, status=N.PROPOSED, vote=Nomination.Vote.PASSED
    )
    counted = rows.order_by().values_list(
        "form__name", "form__key", "form__round__campaign__key", "form__round__number", "campaign__owner"
    )
    for name, key, campaign, number, owner, agreed in counted.annotate(agreed=Count("id")).order_by("form__name"):
        yield Duty(
            kind="nomination-choose", unit_id=owner, what=_("Xét chọn: %(form)s") % {"form": name}, action=_("Xét chọn"),
            address_name="desk:selection", address_args=(campaign, number, key), count=agreed,
            detail=_("%(count)d người, tập thể được Hội đồng đồng ý, còn suất") % {"count": agreed},
        )  # fmt: skip


def _together(
    rows: QuerySet[Nomination], kind: str, what: str, action: str, address: str, *, query: str = ""
) -> Iterator[Duty]:
    """One row by its own page, more as one duty with a count that leads to their list."""
    found = list(rows.select_related("person", "subject").order_by("changed_at", "id").distinct()[:2])
    if not found:
        return
    first = found[0]
    alone = len(found) == 1
    listed = ("desk:nominations-view", (query,)) if query else (address, ())
    name, args = ("desk:nomination", (first.uid,)) if alone and query else listed
    count = 1 if alone else rows.distinct().count()
    yield Duty(
        kind=kind, unit_id=first.unit_id, what=f"{what}: {first}" if alone else what, action=action, address_name=name,
        address_args=args, since=clock.day_of(first.changed_at), count=count,
        detail="" if alone else _("%(count)d người, tập thể") % {"count": count},
    )  # fmt: skip


SOURCES.register("nominations", duties)
