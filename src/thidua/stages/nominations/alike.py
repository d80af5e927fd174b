"""Whether somebody written down as new is likely somebody the site knows: the same name in the same body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q

from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination

T = TypeVar("T")
MOST = 5


def likely_same(full_name: str, subject: Unit) -> list[Person]:
    """The people of a body who bear the name however it was typed: by role, evaluated, proposed or honoured there."""
    folded = fold(full_name)
    if not folded:
        return []
    known = (
        Membership.objects.filter(unit=subject).values("person"),
        Evaluation.objects.filter(unit=subject, person__isnull=False).values("person"),
        Nomination.objects.filter(subject=subject, person__isnull=False).values("person"),
        Honour.objects.filter(unit=subject, person__isnull=False).values("person"),
    )
    there = Q()
    for people in known:
        there |= Q(pk__in=people)
    return list(Person.objects.filter(there, folded=folded).order_by("sort_key", "id")[:MOST])


def named_twice(lines: Iterable[tuple[T, str, int, str]]) -> list[T]:
    """Of lines with name, body and words beside the name: those that repeat an earlier one."""
    seen: set[tuple[str, int, str]] = set()
    again = []
    for line, name, unit, words in lines:
        key = fold(name), unit, fold(words)
        if key in seen:
            again.append(line)
        seen.add(key)
    return again
