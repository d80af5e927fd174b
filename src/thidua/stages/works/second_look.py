"""What a person is asked to look at again before an office's list is taken over; nothing is refused by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.tables import DraftRow
from thidua.foundation.core.tables.sheets import some_numbers
from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.models import Campaign
from thidua.stages.works.content import Content
from thidua.stages.works.doubts import times_the_usual
from thidua.stages.works.kinds import unit_of
from thidua.stages.works.models import Work
from thidua.stages.works.standing import standing_among, works_told

Rows = Sequence[tuple[DraftRow, Content]]
# So many sentences are told, and of so many rows the work that stands registered.
MOST, NAMED = 10, 5


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Sentences about a list, and how many of its rows are registered already."""

    sentences: list[str]
    repeated: int


def second_look(rows: Rows, campaign: Campaign, *, by: Actor) -> SecondLook:
    """The rows that say what is registered already, and those whose quantity is far above the usual of their kind.

    A list that was saved again, or one that this site gave out, is another file with the same works in it. A row that
    names a work that stands registered in its place, with other figures, is told with that work.
    """
    again = _registered(rows, campaign)
    sentences = [_numbered(again)] if again else []
    named = _named(rows, campaign, again, by=by)
    sentences += _told(named, by=by)
    usual = times_the_usual({content.kind for _row, content in rows})
    for row, content in rows:
        if found := usual(content.kind, content.quantity):
            sentences.append(
                _("Dòng %(row)d: %(quantity)s, gấp %(times)d lần mức thường thấy của loại này (%(usual)s).")
                % {
                    "row": row.row, "times": found.times,
                    "quantity": unit_of(content.kind).format(content.quantity, with_unit=True),
                    "usual": unit_of(content.kind).format(found.usual, with_unit=True),
                }
            )  # fmt: skip
        if len(sentences) >= MOST:
            break
    return SecondLook(sentences, len(again) + len(named))


def _registered(rows: Rows, campaign: Campaign) -> list[int]:
    """The rows whose lead has a living work of the same kind, name, quantity and days in the campaign."""
    leads = {content.unit.pk for _row, content in rows}
    living = Work.objects.living().filter(campaigns=campaign, unit__in=leads).order_by()
    named = ("unit_id", "kind_id", "name", "quantity", "planned_start", "planned_finish")
    known = {_sign(*values) for values in living.values_list(*named).iterator(chunk_size=10_000)}
    if not known:
        return []
    return [
        row.row
        for row, one in rows
        if _sign(one.unit.pk, one.kind.pk, one.name, one.quantity, one.planned_start, one.planned_finish) in known
    ]


def _named(rows: Rows, campaign: Campaign, again: list[int], *, by: Actor) -> list[tuple[int, int]]:
    """The other rows that name a work standing registered in their place, each with that work's id."""
    alike = set(again)
    others = [(row, content) for row, content in rows if row.row not in alike]
    found = standing_among([content for _row, content in others], campaign, by=by)
    return [(others[number][0].row, work) for number, work in found]


def _told(named: list[tuple[int, int]], *, by: Actor) -> list[str]:
    """The first of them with the work that stands, the others counted."""
    words = works_told({work for _row, work in named[:NAMED]}, by=by)
    told = [
        _("Dòng %(row)d có thể là công trình đã đăng ký: %(work)s") % {"row": row, "work": words[work]}
        for row, work in named[:NAMED]
    ]
    if rest := [row for row, _work in named[NAMED:]]:
        sentence = _("%(count)d dòng nữa trùng tên với công trình đã đăng ký ở cùng nơi (dòng %(rows)s).")
        told.append(sentence % {"count": len(rest), "rows": some_numbers(rest)})
    return told


def _sign(unit: int, kind: int, name: str, *rest: Any) -> tuple[Any, ...]:
    return (unit, kind, fold(name), *rest)


def _numbered(rows: list[int]) -> str:
    return _(
        "%(count)d dòng giống hệt công trình đơn vị đã đăng ký (dòng %(rows)s). Nếu đăng ký nữa, mỗi công trình thành hai bản."
    ) % {"count": len(rows), "rows": some_numbers(rows)}
