"""Twenty people select at one moment: never more than the seats, whoever wins."""

from __future__ import annotations

import functools

import pytest

from tests.factories import NOW, SYSTEM, cast, make_person
from tests.harness.races import at_once
from tests.stages.nominations.support import awards, guided, proposed, voted
from thidua.foundation.core.errors import Refused
from thidua.stages.nominations.models import Nomination, Seat
from thidua.stages.nominations.operations import select_nominee

BROWSERS = 20


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("VI.3a")
def test_twenty_at_once_take_no_more_than_the_seats() -> None:
    found = awards(cast())
    guided(found)
    pool = found.pool(6)
    rows = [
        voted(proposed(found, found.cast.commune, person=make_person(f"Người thứ {place}")))
        for place in range(BROWSERS)
    ]
    choose = lambda row: select_nominee(by=SYSTEM, now=NOW, nomination=row, reason="Chọn cùng lúc")  # noqa: E731

    answers = at_once(*(functools.partial(choose, row) for row in rows))

    assert Seat.objects.filter(pool=pool).count() == pool.quota == 10
    taken = Seat.objects.filter(pool=pool, nomination__isnull=False)
    assert taken.count() == Nomination.objects.filter(pool=pool, status=Nomination.Status.SELECTED).count() == 10
    assert sorted(taken.values_list("number", flat=True)) == list(range(1, 11))
    refusals = [str(answer) for answer in answers if isinstance(answer, Refused)]
    assert len(refusals) == BROWSERS - 10
    assert all("đã chọn đủ" in words for words in refusals), refusals
