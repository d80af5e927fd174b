"""Twenty people select at one moment: never more than the seats, whoever wins."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from tests.factories import NOW, SYSTEM, cast, make_person
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
    ready = threading.Barrier(BROWSERS)
    refusals: list[str] = []
    broken: list[BaseException] = []

    def select(nomination: Nomination) -> None:
        try:
            ready.wait()
            select_nominee(by=SYSTEM, now=NOW, nomination=nomination, reason="Chọn cùng lúc")
        except Refused as refusal:
            refusals.append(str(refusal))
        except BaseException as error:
            broken.append(error)
        finally:
            connection.close()

    threads: list[Any] = [threading.Thread(target=select, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert broken == []
    assert Seat.objects.filter(pool=pool).count() == pool.quota == 10
    taken = Seat.objects.filter(pool=pool, nomination__isnull=False)
    assert taken.count() == Nomination.objects.filter(pool=pool, status=Nomination.Status.SELECTED).count() == 10
    assert sorted(taken.values_list("number", flat=True)) == list(range(1, 11))
    assert len(refusals) == BROWSERS - 10
    assert all("đã chọn đủ" in words for words in refusals), refusals
