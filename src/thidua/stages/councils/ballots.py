"""Who votes on what, and the count: never asked for while the ballot is open."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from thidua.stages.councils.conflicts import conflicted
from thidua.stages.councils.models import Attendance, Ballot, CouncilMember, Session, SessionItem, Voted

Presence, Choice = Attendance.Presence, Ballot.Choice


def items_to_vote(session: Session, member: CouncilMember) -> list[SessionItem]:
    """The items the member votes on: all it does not step out for."""
    rows = session.items.exclude(conflicts__member=member)
    return list(
        rows.select_related(
            "nomination__subject__kind", "nomination__subject__parent", "nomination__person", "nomination__form",
            "nomination__pool",
        ).order_by("position", "id")
    )  # fmt: skip


def numbers_of(session: Session) -> dict[int, int]:
    """The number of each item, one numbering for everybody: the chair calls it out, the member finds it."""
    rows = session.items.order_by("position", "id").values_list("pk", flat=True)
    return {item: number for number, item in enumerate(rows, start=1)}


def present_voters(session: Session) -> list[CouncilMember]:
    """The voting members who are there."""
    there = session.attendances.filter(presence=Presence.PRESENT, member__votes=True)
    rows = there.select_related("member__person").order_by("member__position", "id")
    return [row.member for row in rows]


def not_yet_voted(session: Session) -> list[CouncilMember]:
    """Those who are there, have something to vote on and have not voted."""
    voted = set(Voted.objects.filter(session=session).values_list("member_id", flat=True))
    gone = conflicted(session)
    items = list(session.items.order_by("id").values_list("pk", flat=True))
    return [
        member
        for member in present_voters(session)
        if member.pk not in voted and any(member.pk not in gone[item] for item in items)
    ]


def voted_number(session: Session) -> int:
    """How many have voted."""
    return Voted.objects.filter(session=session).count()


def has_voted(session: Session, person_id: int | None) -> bool:
    """Whether the person has put its ballots into the box."""
    return Voted.objects.filter(session=session, member__person_id=person_id or 0).exists()


def counts_of(session: Session) -> dict[int, tuple[int, int, int]]:
    """Yes, no and invalid by item, of a ballot that is being closed."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Ballot.objects.filter(item__session=session).values("item_id", "choice").annotate(number=Count("key"))
    for row in rows.order_by("item_id", "choice"):
        found[row["item_id"]][row["choice"]] = row["number"]
    return {
        item: (found[item].get(Choice.YES, 0), found[item].get(Choice.NO, 0), found[item].get(Choice.INVALID, 0))
        for item in session.items.order_by("id").values_list("pk", flat=True)
    }


def voices_of(session: Session) -> int:
    """How many voting members are there or gave their opinion in writing."""
    return len(_voices(session))


def possible_votes(session: Session) -> dict[int, int]:
    """The most votes that can have been cast on each item: there or in writing, and not stepped out."""
    members = _voices(session)
    gone = conflicted(session)
    return {item: len(members - gone[item]) for item in session.items.order_by("id").values_list("pk", flat=True)}


def _voices(session: Session) -> set[int]:
    voices = session.attendances.filter(presence__in=[Presence.PRESENT, Presence.WRITTEN], member__votes=True)
    return set(voices.order_by("id").values_list("member_id", flat=True))
