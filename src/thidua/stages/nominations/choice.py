"""The choice as one looks at it: who is seated, who waits in which order, and a tie at the last place step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from thidua.stages.campaigns.models import AwardForm
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.ranking import by_votes, share
from thidua.stages.nominations.standing import with_standing
from thidua.stages.nominations.wording import some_of
from thidua.stages.works.models import Status, Work, WorkMoney

N = Nomination.Status
# Of those who stand level so many are shown.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class TieLine:
    """One of those who stand level at the last place, with the number of each step that may part them."""

    nomination: Nomination
    works: int
    money: int
    people: int


@dataclass(frozen=True, slots=True)
class TieStep:
    """One step of the tie-break and its effect: who leads by it, or that it parts nobody."""

    name: str
    effect: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie at the last place: how many places are left for how many, their numbers, the steps. A person decides."""

    places: int
    count: int
    lines: list[TieLine]
    steps: list[TieStep]


def benches(form: AwardForm) -> dict[int, list[Nomination]]:
    """The living nominations of each pool of a form."""
    rows = with_standing(Nomination.objects.living()).filter(form=form, pool__isnull=False)
    rows = rows.select_related("person", "subject__kind", "subject__parent", "pool", "seat", "unit")
    found: dict[int, list[Nomination]] = defaultdict(list)
    for row in rows.order_by("sort_key", "id"):
        assert row.pool_id is not None
        found[row.pool_id].append(row)
    return found


def sorted_out(rows: Sequence[Nomination]) -> dict[str, list[Nomination]]:
    """Seated by number, waiting by votes, reserve by rank, those the council did not agree to, those not voted on."""
    seated = [row for row in rows if hasattr(row, "seat")]
    standing = [row for row in rows if row.status == N.PROPOSED]
    return {
        "seated": sorted(seated, key=lambda row: row.seat.number),
        "waiting": by_votes(row for row in standing if row.vote == Nomination.Vote.PASSED),
        "reserve": sorted((row for row in rows if row.status == N.RESERVE), key=lambda row: row.reserve_rank or 0),
        "failed": [row for row in standing if row.vote == Nomination.Vote.FAILED],
        "unvoted": [row for row in standing if row.vote == Nomination.Vote.NONE],
    }


def tie_break(waiting: Sequence[Nomination], free: int) -> list[Tie]:
    """The tie at the last free place, if there is one; `waiting` is ordered by votes."""
    if not 0 < free < len(waiting) or share(waiting[free - 1]) != share(waiting[free]):
        return []
    level = [row for row in waiting if share(row) == share(waiting[free])]
    before = sum(share(row) > share(level[0]) for row in waiting)
    lines = _numbers(level)
    return [Tie(free - before, len(lines), lines[:SHOWN], _steps(lines))]


def _numbers(rows: Sequence[Nomination]) -> list[TieLine]:
    """Verified works, their money in đồng, people served, by subject; three statements however many stand level."""
    units = [row.subject_id for row in rows]
    works = Work.objects.filter(unit__in=units, campaigns=rows[0].campaign_id, status=Status.VERIFIED)
    counted = works.order_by().values("unit").annotate(number=Count("id"), people=Sum("people_served")).order_by("unit")
    found = {row["unit"]: (row["number"], row["people"] or 0) for row in counted}
    money = WorkMoney.objects.filter(work__in=works).order_by().values("work__unit").annotate(total=Sum("amount"))
    amounts = {row["work__unit"]: row["total"] for row in money.order_by("work__unit")}
    return [
        TieLine(row, *_of(found.get(row.subject_id, (0, 0)), amounts.get(row.subject_id, 0))) for row in rows
    ]  # fmt: skip


def _of(counted: tuple[int, int], money: int) -> tuple[int, int, int]:
    return counted[0], money, counted[1]


def _steps(lines: Sequence[TieLine]) -> list[TieStep]:
    """Each step as far as one is needed: it parts nobody, or it names who leads."""
    names = [
        (_("Số công trình đã xác nhận"), "works"), (_("Tổng kinh phí"), "money"), (_("Số người hưởng lợi"), "people"),
    ]  # fmt: skip
    left, steps = list(lines), []
    for name, attribute in names:
        best = max(getattr(line, attribute) for line in left)
        leading = [line for line in left if getattr(line, attribute) == best]
        if len(leading) == len(left):
            steps.append(TieStep(name, _("vẫn bằng nhau")))
        else:
            steps.append(TieStep(name, some_of([line.nomination for line in leading])))
        left = leading
        if len(left) == 1:
            break
    return steps
