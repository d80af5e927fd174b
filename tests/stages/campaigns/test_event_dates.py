"""Events with and without a date."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, cast
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.stages.campaigns.event_dates import set_event_date
from thidua.stages.campaigns.events import asked_anew

pytestmark = [pytest.mark.django_db, pytest.mark.clause("IV.0")]
DAY = datetime.date(2024, 10, 16)
SOURCE = "Thông báo 12/TB-MTTW-BTT (minh họa)"


def test_date_of_an_event_is_news_for_what_was_counted() -> None:
    people = cast()
    heard: list[object] = []

    def listener(**news: object) -> None:
        heard.append(news["campaign"])

    asked_anew.connect(listener)
    try:
        event = people.campaign.events.get(key="national-congress")
        set_event_date(by=people.actor("province_officer"), now=NOW, event=event, date=DAY, source=SOURCE)
    finally:
        asked_anew.disconnect(listener)
    event.refresh_from_db()
    assert (event.date, heard) == (DAY, [people.campaign])


@pytest.mark.parametrize("name", ["district_officer", "women_leader", "commune_officer", "administrator"])
def test_only_the_campaigns_body_dates_its_events(name: str) -> None:
    people = cast()
    event = people.campaign.events.get(key="national-congress")
    with pytest.raises(NotAllowed, match="tỉnh Đắk Nông"):
        set_event_date(by=people.actor(name), now=NOW, event=event, date=DAY, source=SOURCE)


@pytest.mark.parametrize(
    ("date", "source", "field"), [(DAY, "", "source"), (datetime.date(2023, 9, 1), SOURCE, "date")]
)
def test_date_needs_its_document_and_lies_after_the_start(date: datetime.date, source: str, field: str) -> None:
    people = cast()
    event = people.campaign.events.get(key="national-congress")
    with pytest.raises(Invalid) as refusal:
        set_event_date(by=people.actor("province_leader"), now=NOW, event=event, date=date, source=source)
    assert list(refusal.value.fields) == [field]
    event.refresh_from_db()
    assert event.date is None
