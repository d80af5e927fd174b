"""A fake measure for the length of a test: a stage whose tables are a dictionary."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator

import pytest
from django.db import transaction

from tests.factories import NOW, Cast, cast, make_target
from tests.properties.ledger_world import FakeSource
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Target
from thidua.stages.progress import posting, rebuild
from thidua.stages.progress.measures import MEASURES, Fact

MEASURE = "fake"
DONE = datetime.date(2024, 3, 8)


class Stage(FakeSource):
    """The fake stage: notes what was done, posts it."""

    def __init__(self) -> None:
        super().__init__(counts_records=True)
        self.campaign_id = 0

    def does(
        self,
        units: Unit | Iterable[Unit],
        *,
        on: datetime.date = DONE,
        quantity: int = 1,
        number: int | None = None,
        in_place: Unit | None = None,
        whole: int = 0,
    ) -> uuid.UUID:
        """One thing credited to the units, perhaps done in a place of others; posts it and returns its uid.

        Of a percentage `quantity` of the `whole`.
        """
        credited = [units] if isinstance(units, Unit) else list(units)
        uid = uuid.UUID(int=number or len(self.held) + 1)
        self.held[uid] = Fact(uid, quantity, on, frozenset(unit.pk for unit in credited), whole)
        if in_place:
            self.done_in[uid] = frozenset([in_place.pk])
        self.post(uid)
        return uid

    def undoes(self, uid: uuid.UUID) -> None:
        del self.held[uid]
        self.post(uid)

    def post(self, uid: uuid.UUID) -> None:
        with transaction.atomic():
            posting.post(measures=[MEASURE], source_uid=uid, campaign_ids=[self.campaign_id], now=NOW)


@pytest.fixture
def stage() -> Iterator[Stage]:
    fake = Stage()
    MEASURES.register(MEASURE, fake)
    yield fake
    del MEASURES._entries[MEASURE]


@pytest.fixture
def site(stage: Stage, db: None) -> Cast:
    """The cast with no targets yet; a test makes its own."""
    people = cast()
    people.campaign.targets.all().delete()
    stage.campaign_id = people.campaign.pk
    return people


def ask(site: Cast, code: str = "T", **values: object) -> Target:
    """A target of the fake measure, its cells prepared."""
    target = make_target(site.campaign, code, **{"measure": MEASURE, **values})
    rebuild.rebuild(target=target, now=NOW)
    return target
