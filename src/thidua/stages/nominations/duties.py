"""What an award round owes: to guide, to propose, to confirm, to mend, to look at, to sign, to send, to receive."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.nominations import filters
from thidua.stages.nominations.models import AwardGuidance, Nomination, NomineeFile, Seat, Submission
from thidua.stages.nominations.queries import to_confirm
from thidua.stages.nominations.visibility import readable

N, S = Nomination.Status, Submission.Status
WAITS = IssuedDocument.Status.FOR_SIGNATURE
# So many of one kind are told by name; the lists show the others.
MOST = 5
NOMINEE = Coalesce("person__full_name", "subject__name")
Told = Callable[[list[Line]], Iterable[Duty]]


@dataclass(frozen=True, slots=True)
class Words:
    """How each line of a question is told. `what` names the line, `more` stands beneath it."""

    kind: str
    what: str
    action: str
    address: str
    more: Callable[[Line], str]

    def __call__(self, lines: list[Line]) -> Iterator[Duty]:
        for line in lines:
            yield Duty(
                kind=self.kind, unit_id=line.unit_id, what=self.what % {"name": line.name}, action=self.action,
                address_name=self.address, address_args=(line.uid,), since=line.since, due_before=line.due,
                detail=self.more(line),
            )  # fmt: skip


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """What awards ask of the actor; many of one kind are one with a count."""
    if actor.by_link:
        return
    if proposing := actor.bodies_with(Permission.AWARDS_PROPOSE):
        yield _given_back(proposing)
        yield from _nominations(proposing)
        yield from _dossiers(proposing)
    if confirming := actor.bodies_with(Permission.AWARDS_CONFIRM):
        yield _to_confirm(actor)
        yield from _to_sign(confirming)
    if deciding := actor.bodies_with(Permission.AWARDS_SELECT):
        words = Words(
            "submission-accept", _("Xem, nhận hồ sơ của %(name)s"), _("Mở hồ sơ"), "desk:submission", _detail
        )  # fmt: skip
        sent = Submission.objects.filter(receiver__in=deciding, status=S.SENT)
        yield Question(sent, words, most=MOST, at="sent_at", name="unit__name", detail="form__name")


def _detail(line: Line) -> str:
    return line.detail


def _nominations(bodies: list[int]) -> Iterator[Question]:
    """What came back to be mended, and drafts of rounds that are not closed."""
    own = Nomination.objects.filter(unit__in=bodies)
    words = Words(
        "nomination-returned", _("Sửa đề nghị khen thưởng: %(name)s"), _("Sửa và đề nghị lại"), "desk:nomination",
        _detail,
    )  # fmt: skip
    yield Question(own.filter(status=N.RETURNED), words, most=MOST, name=NOMINEE, detail="return_reason")
    words = Words(
        "nomination-draft", _("Đề nghị khen thưởng còn nháp: %(name)s"), _("Mở bản nháp"), "desk:nomination", _detail
    )
    drafts = own.filter(status=N.DRAFT).exclude(form__round__guidance__status=AwardGuidance.Status.CLOSED)
    yield Question(
        drafts, words, most=MOST, due="form__round__guidance__proposals_before", name=NOMINEE, detail="form__name"
    )


def _dossiers(bodies: list[int]) -> Iterator[Question]:
    """Dossiers to be put together or mended, and nominees for whom none is open."""
    for status, what in (
        (S.RETURNED, _("Bổ sung hồ sơ bị trả lại: %(name)s")),
        (S.DRAFT, _("Hoàn thiện, gửi hồ sơ: %(name)s")),
    ):
        words = Words(f"submission-{status}", what, _("Mở hồ sơ"), "desk:submission", _reason)
        yield Question(
            Submission.objects.filter(unit__in=bodies, status=status), words, most=MOST,
            due="form__round__guidance__dossiers_before", name="form__name", detail="return_reason", note="unit__name",
        )  # fmt: skip
    filed = NomineeFile.objects.filter(nomination=OuterRef("pk"))
    waiting = Nomination.objects.filter(~Exists(filed), holder__in=bodies, status=N.PROPOSED)
    waiting = waiting.filter(form__round__guidance__status=AwardGuidance.Status.ISSUED)
    told = _together(
        "nomination-unsubmitted", _("Đề nghị khen thưởng chưa đưa vào hồ sơ"), _("Lập hồ sơ"), "desk:submissions"
    )
    yield _of_nominees(waiting, told)


def _reason(line: Line) -> str:
    return line.detail or line.note


def _to_confirm(actor: Actor) -> Question:
    rows = readable(actor).filter(to_confirm(actor)).exclude(status=N.DRAFT, achievement="")
    told = _together(
        "report-confirm", _("Xác nhận báo cáo thành tích"), _("Xem và xác nhận"), "desk:nominations",
        query=filters.TO_CONFIRM,
    )  # fmt: skip
    return _of_nominees(rows, told)


def _of_nominees(rows: QuerySet[Nomination], told: Told) -> Question:
    return Question(rows, told, most=1, name=NOMINEE)


def _to_sign(bodies: list[int]) -> Iterator[Question]:
    letters = Submission.objects.filter(unit__in=bodies, letter__status=WAITS, status__in=[S.DRAFT, S.RETURNED])
    words = Words("submission-sign", _("Ký Tờ trình: %(name)s"), _("Xem và ký"), "desk:submission", _detail)
    yield Question(letters, words, most=MOST, name="form__name", detail="unit__name")
    drafted = Q(status=AwardGuidance.Status.DRAFT, document__status=WAITS)
    yield Question(
        AwardGuidance.objects.filter(drafted, unit__in=bodies), _guidance, most=MOST,
        detail="round__campaign__short_name", name="round__name", key="round__campaign__key", number="round__number",
    )  # fmt: skip


def _given_back(bodies: list[int]) -> Question:
    """Guidance its leader gave back, with the reason, until it is put before them again."""
    back = AwardGuidance.objects.filter(status=AwardGuidance.Status.DRAFT, unit__in=bodies).exclude(returned_for="")
    return Question(
        back, _guidance_returned, most=MOST, detail="returned_for", name="round__name", key="round__campaign__key",
        number="round__number",
    )  # fmt: skip


def _guidance_returned(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="guidance-returned", unit_id=line.unit_id,
            what=_("Sửa lại hướng dẫn: %(round)s") % {"round": AwardRound(number=line.number, name=line.name)},
            action=_("Xem và sửa"), address_name="desk:guidance", address_args=(line.key, line.number),
            since=line.since, detail=_("Lãnh đạo trả lại: %(reason)s") % {"reason": line.detail},
        )  # fmt: skip


def _guidance(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="guidance-sign", unit_id=line.unit_id,
            what=_("Ký hướng dẫn: %(round)s") % {"round": AwardRound(number=line.number, name=line.name)}, action=_("Xem và ký"),
            address_name="desk:guidance", address_args=(line.key, line.number), since=line.since, detail=line.detail,
        )  # fmt: skip


def _together(kind: str, what: str, action: str, address: str, *, query: str = "") -> Told:
    """One row by its own page, more as one duty with a count that leads to their list."""

    def told(lines: list[Line]) -> Iterator[Duty]:
        first = lines[0]
        alone = first.total == 1
        listed = ("desk:nominations-view", (query,)) if query else (address, ())
        name, args = ("desk:nomination", (first.uid,)) if alone and query else listed
        yield Duty(
            kind=kind, unit_id=first.unit_id, what=f"{what}: {first.name}" if alone else what, action=action,
            address_name=name, address_args=args, since=first.since, count=first.total,
        )  # fmt: skip

    return told


def further(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """What is counted by form, in a statement of its own."""
    if deciding := actor.bodies_with(Permission.AWARDS_SELECT):
        yield from _to_choose(deciding)


def _to_choose(bodies: list[int]) -> Iterator[Duty]:
    """Whom the council agreed to while their class has free seats; one line a form."""
    free = Seat.objects.filter(pool=OuterRef("pool"), nomination__isnull=True)
    rows = Nomination.objects.filter(
        Exists(free), form__round__unit__in=bodies, status=N.PROPOSED, vote=Nomination.Vote.PASSED
    )
    counted = rows.order_by().values_list(
        "form__name", "form__key", "form__round__campaign__key", "form__round__number", "form__round__unit"
    )
    for name, key, campaign, number, owner, agreed in counted.annotate(agreed=Count("id")).order_by("form__name"):
        yield Duty(
            kind="nomination-choose", unit_id=owner, what=_("Xét chọn: %(form)s") % {"form": name}, action=_("Xét chọn"),
            address_name="desk:selection", address_args=(campaign, number, key), count=agreed,
            detail=_("%(count)d người, tập thể được Hội đồng đồng ý, còn suất") % {"count": agreed},
        )  # fmt: skip


duties = Asked(questions, further)
SOURCES.register("nominations", duties)
