"""The count: of the secret ballots, or as it was entered from the room; then told to the nominations."""

from __future__ import annotations

import datetime
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.councils import rules
from thidua.stages.councils.ballots import counts_of, not_yet_voted, possible_votes, voices_of, voted_number
from thidua.stages.councils.conflicts import conflicted
from thidua.stages.councils.counting import base_of, has_passed
from thidua.stages.councils.models import Ballot, Conflict, Session, SessionItem
from thidua.stages.councils.operations.records import allow, held, require_status, told, voters_of
from thidua.stages.councils.states import CLOSED, SESSION
from thidua.stages.councils.visibility import OWNER
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.naming import nominee_words
from thidua.stages.nominations.operations import record_vote
from thidua.stages.nominations.states import IN_CHOICE

COUNTING_MINUTES = "counting-minutes"
COUNTED = gettext_noop("ghi số phiếu")
CORRECTED = gettext_noop("sửa kết quả kiểm phiếu")
CHOSEN = frozenset({
    Nomination.Status.SELECTED, Nomination.Status.HONOURED, Nomination.Status.LOWERED, Nomination.Status.REFUSED,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """Yes, no and invalid votes of one item."""

    yes: int
    no: int
    invalid: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no + self.invalid


@dataclass(frozen=True, slots=True)
class Ballots:
    """Paper ballots handed out and come back."""

    out: int
    back: int


@operation
def enter_counts(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    counts: Mapping[uuid.UUID, Count],
    uploads: Sequence[File] = (),
    ballots: Ballots | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Enters what was counted in the room, item by item, with the scan of the counting minutes, and ends the vote.

    `ballots` are those handed out and come back on paper; as many as were counted where nothing is said.
    Refused with `Missing`; `NotAllowed`, also for who steps out for an item; `NotNow`, `Stale`; `Invalid`: an item
    without numbers (`counts`), more votes than could be cast or came back (the item's uid), impossible numbers of
    ballots (`out`, `back`), paper ballots without the scan (`uploads`).
    """
    session = held(session, by=by)
    SESSION.check(session, "count", by=by)
    if session.mode == Session.Mode.SECRET:
        raise NotNow(_("Phiên họp này bỏ phiếu kín trên hệ thống. Xin mở bỏ phiếu; hệ thống tự kiểm phiếu."))
    _require_unconcerned(session, by)
    items = list(session.items.order_by("position", "id"))
    changes = _checked(session, items, counts, ballots)
    if session.mode == Session.Mode.PAPER and not uploads:
        raise Invalid({"uploads": _("Xin gửi bản chụp biên bản kiểm phiếu có chữ ký.")})
    for upload in uploads:
        _keep(session, upload, by=by, now=now)
    _write(session, items, counts, by=by, now=now)
    SESSION.step(session, "count", by=by, now=now, version=version, changes={"closed_at": now, **changes})
    return session


@operation
def correct_counts(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    counts: Mapping[uuid.UUID, Count],
    reason: str,
    uploads: Sequence[File] = (),
    ballots: Ballots | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Puts right numbers mistyped, before the minutes are signed; the trail keeps the old ones and the reason.

    Refused as `enter_counts`; with `NotNow` for a secret ballot, which counts itself, once the minutes are with the
    chair, and for a nominee who was chosen by the old numbers; with `Invalid` without a reason (`reason`).
    """
    session = held(session, by=by)
    allow(rules.keeps, by, session)
    require_status(session, CLOSED)
    if session.mode == Session.Mode.SECRET:
        raise NotNow(_("Phiếu kín do hệ thống kiểm nên không sửa được kết quả."))
    _require_unconcerned(session, by)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi vì sao sửa số phiếu.")})
    items = list(session.items.select_related("nomination").order_by("position", "id"))
    changes = _checked(session, items, counts, ballots)
    changed = [item for item in items if Count(item.yes or 0, item.no or 0, item.invalid or 0) != counts[item.uid]]
    _require_not_chosen(changed)
    before = audit.snapshot(session)
    for upload in uploads:
        _keep(session, upload, by=by, now=now)
    _write(session, changed, counts, by=by, now=now, reason=reason.strip())
    for name, value in changes.items():
        setattr(session, name, value)
    told(session, by=by, now=now, act=CORRECTED, before=before, version=version, reason=reason.strip())
    return session


@operation
def close_voting(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Ends the secret ballot, writes the ballots again in another order and counts them.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`; `Invalid` (`reason`) while somebody present has not voted
    and no reason is given: the sentence names them.
    """
    session = held(session, by=by)
    SESSION.check(session, "close", by=by)
    waiting = not_yet_voted(session)
    if waiting and not reason.strip():
        names = ", ".join(member.person.full_name for member in waiting)
        raise Invalid({"reason": _("Chưa bỏ phiếu: %(names)s. Xin chờ, hoặc ghi lý do khóa phiếu.") % {"names": names}})
    _shuffle(session)
    items = list(session.items.order_by("position", "id"))
    found = counts_of(session)
    back = voted_number(session)
    _write(session, items, {item.uid: Count(*found[item.pk]) for item in items}, by=by, now=now)
    changes = {
        "closed_at": now, "ballots_out": back + len(waiting), "ballots_back": back,
        "closing_reason": reason.strip() if waiting else "",
    }  # fmt: skip
    SESSION.step(session, "close", by=by, now=now, version=version, reason=reason, changes=changes)
    return session


def _require_unconcerned(session: Session, by: By) -> None:
    person = person_of(by)
    if person is not None and Conflict.objects.filter(item__session=session, member__person=person).exists():
        raise NotAllowed(
            _(
                "Đồng chí có liên quan đến một trường hợp nên không ghi kết quả. Xin để Thư ký khác hoặc lãnh đạo Hội đồng ghi."
            )
        )


def _checked(
    session: Session, items: Sequence[SessionItem], counts: Mapping[uuid.UUID, Count], ballots: Ballots | None
) -> dict[str, int]:
    """What the session keeps of its ballots; of a show of hands nothing."""
    _check_counts(session, items, counts, ballots)
    if session.mode != Session.Mode.PAPER:
        return {}
    most = max(count.total for count in counts.values())
    ballots = ballots or Ballots(most, most)
    return {"ballots_out": ballots.out, "ballots_back": ballots.back}


def _check_counts(
    session: Session, items: Sequence[SessionItem], counts: Mapping[uuid.UUID, Count], ballots: Ballots | None
) -> None:
    if counts.keys() != {item.uid for item in items}:
        raise Invalid({"counts": _("Xin ghi kết quả của mọi trường hợp trong danh sách.")})
    possible = possible_votes(session)
    wrong = {}
    if ballots is not None and not 0 <= ballots.out <= voices_of(session):
        wrong["out"] = _("Số phiếu phát ra không được quá %(most)d.") % {"most": voices_of(session)}
    elif ballots is not None and not 0 <= ballots.back <= ballots.out:
        wrong["back"] = _("Số phiếu thu về không được quá số phiếu phát ra.")
    for item in items:
        count, most = counts[item.uid], possible[item.pk]
        most = min(most, ballots.back) if ballots is not None else most
        if min(count.yes, count.no, count.invalid) < 0 or count.total > most:
            wrong[str(item.uid)] = _("Tổng số phiếu không được quá %(most)d.") % {"most": most}
    if wrong:
        raise Invalid(wrong)


def _keep(session: Session, upload: File, *, by: By, now: datetime.datetime) -> None:
    files.store(
        upload=upload, owner_kind=OWNER, owner_uid=session.uid, role=COUNTING_MINUTES, field="uploads", by=by, now=now
    )


def _write(
    session: Session,
    items: Sequence[SessionItem],
    counts: Mapping[uuid.UUID, Count],
    *,
    by: By,
    now: datetime.datetime,
    reason: str = "",
) -> None:
    """The numbers of each item and whether it passed; each living nomination is told."""
    council, gone, voters = session.council, conflicted(session), voters_of(session)
    voting = {member.pk for member in voters}
    before = {str(item.nomination_id): _numbers(item) for item in items if item.yes is not None}
    for item in items:
        count = counts[item.uid]
        item.yes, item.no, item.invalid = count.yes, count.no, count.invalid
        item.of = base_of(council.counting, len(voters), len(gone[item.pk] & voting))
        item.passed = has_passed(item.yes, item.of, council.threshold)
    SessionItem.objects.bulk_update(items, ["yes", "no", "invalid", "of", "passed"])
    numbers = {str(item.nomination_id): _numbers(item) for item in items}
    audit.record(by=by, act=COUNTED, obj=session, before=before, after=numbers, reason=reason)
    found = Nomination.objects.select_related("subject", "person").in_bulk([item.nomination_id for item in items])
    for item in sorted(items, key=lambda row: row.nomination_id):
        nomination = found[item.nomination_id]
        # Withdrawn, returned or chosen since: the count stands in the minutes, the nomination no longer waits for it.
        if nomination.status not in IN_CHOICE:
            continue
        assert item.yes is not None and item.of is not None
        record_vote(
            by=by, now=now, nomination=nomination, votes_for=item.yes, votes_of=item.of, passed=bool(item.passed)
        )


def _numbers(item: SessionItem) -> str:
    return f"{item.yes}-{item.no}-{item.invalid}/{item.of}"


def _require_not_chosen(items: Sequence[SessionItem]) -> None:
    taken = next((item.nomination for item in items if item.nomination.status in CHOSEN), None)
    if taken is not None:
        raise NotNow(
            _("%(name)s đã được xét chọn theo số phiếu cũ. Xin rút khỏi suất trước, rồi sửa số phiếu.")
            % {"name": nominee_words(taken)}
        )


def _shuffle(session: Session) -> None:
    """Writes the ballots again with other keys in another order: rows cannot be put beside the list of who voted."""
    rows = list(Ballot.objects.filter(item__session=session).order_by("key").values_list("item_id", "choice"))
    secrets.SystemRandom().shuffle(rows)
    Ballot.objects.filter(item__session=session).delete()
    Ballot.objects.bulk_create(Ballot(item_id=item, choice=choice) for item, choice in rows)
