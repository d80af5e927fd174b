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

from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.councils.ballots import counts_of, not_yet_voted, possible_votes
from thidua.stages.councils.conflicts import conflicted
from thidua.stages.councils.counting import base_of, has_passed
from thidua.stages.councils.models import Ballot, Conflict, Session, SessionItem
from thidua.stages.councils.operations.records import held, person_of, voters_of
from thidua.stages.councils.states import SESSION
from thidua.stages.councils.visibility import OWNER
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import record_vote
from thidua.stages.nominations.states import IN_CHOICE

COUNTING_MINUTES = "counting-minutes"
COUNTED = gettext_noop("ghi số phiếu")


@dataclass(frozen=True, slots=True)
class Count:
    """Yes, no and invalid votes of one item."""

    yes: int
    no: int
    invalid: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no + self.invalid


@operation
def enter_counts(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    counts: Mapping[uuid.UUID, Count],
    uploads: Sequence[File] = (),
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Enters what was counted in the room, item by item, with the scan of the counting minutes, and ends the vote.

    Refused with `Missing`; `NotAllowed`, also for who steps out for an item; `NotNow`, `Stale`; `Invalid`: an item
    without numbers (`counts`), more votes than could be cast (the item's uid), paper ballots without the scan
    (`uploads`).
    """
    session = held(session, by=by)
    SESSION.check(session, "count", by=by)
    if session.mode == Session.Mode.SECRET:
        raise NotNow(_("Phiên họp này bỏ phiếu kín trên hệ thống. Xin mở bỏ phiếu; hệ thống tự kiểm phiếu."))
    _require_unconcerned(session, by)
    items = list(session.items.order_by("position", "id"))
    _check_counts(session, items, counts)
    if session.mode == Session.Mode.PAPER and not uploads:
        raise Invalid({"uploads": _("Xin gửi bản chụp biên bản kiểm phiếu có chữ ký.")})
    for upload in uploads:
        _keep(session, upload, by=by, now=now)
    _write(session, items, counts, by=by, now=now)
    SESSION.step(session, "count", by=by, now=now, version=version, changes={"closed_at": now})
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
    _write(session, items, {item.uid: Count(*found[item.pk]) for item in items}, by=by, now=now)
    SESSION.step(session, "close", by=by, now=now, version=version, reason=reason, changes={"closed_at": now})
    return session


def _require_unconcerned(session: Session, by: By) -> None:
    person = person_of(by)
    if person is not None and Conflict.objects.filter(item__session=session, member__person=person).exists():
        raise NotAllowed(
            _(
                "Đồng chí có liên quan đến một trường hợp nên không ghi kết quả. Xin để Thư ký khác hoặc lãnh đạo Hội đồng ghi."
            )
        )


def _check_counts(session: Session, items: Sequence[SessionItem], counts: Mapping[uuid.UUID, Count]) -> None:
    if counts.keys() != {item.uid for item in items}:
        raise Invalid({"counts": _("Xin ghi kết quả của mọi trường hợp trong danh sách.")})
    possible = possible_votes(session)
    wrong = {}
    for item in items:
        count = counts[item.uid]
        if min(count.yes, count.no, count.invalid) < 0 or count.total > possible[item.pk]:
            wrong[str(item.uid)] = _("Tổng số phiếu không được quá %(most)d.") % {"most": possible[item.pk]}
    if wrong:
        raise Invalid(wrong)


def _keep(session: Session, upload: File, *, by: By, now: datetime.datetime) -> None:
    try:
        files.store(upload=upload, owner_kind=OWNER, owner_uid=session.uid, role=COUNTING_MINUTES, by=by, now=now)
    except Invalid as error:
        raise Invalid({"uploads": f"«{upload.name}»: {error.fields['upload']}"}) from error


def _write(
    session: Session,
    items: Sequence[SessionItem],
    counts: Mapping[uuid.UUID, Count],
    *,
    by: By,
    now: datetime.datetime,
) -> None:
    """The numbers of each item and whether it passed; each living nomination is told."""
    council, gone, voters = session.council, conflicted(session), voters_of(session)
    voting = {member.pk for member in voters}
    for item in items:
        count = counts[item.uid]
        item.yes, item.no, item.invalid = count.yes, count.no, count.invalid
        item.of = base_of(council.counting, len(voters), len(gone[item.pk] & voting))
        item.passed = has_passed(item.yes, item.of, council.threshold)
    SessionItem.objects.bulk_update(items, ["yes", "no", "invalid", "of", "passed"])
    told = {str(item.nomination_id): f"{item.yes}/{item.of}" for item in items}
    audit.record(by=by, act=COUNTED, obj=session, before={}, after=told)
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


def _shuffle(session: Session) -> None:
    """Writes the ballots again with other keys in another order: rows cannot be put beside the list of who voted."""
    rows = list(Ballot.objects.filter(item__session=session).order_by("key").values_list("item_id", "choice"))
    secrets.SystemRandom().shuffle(rows)
    Ballot.objects.filter(item__session=session).delete()
    Ballot.objects.bulk_create(Ballot(item_id=item, choice=choice) for item, choice in rows)
