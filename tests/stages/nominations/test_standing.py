"""Where a nomination stands beyond its status, and how many days after its day it came."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, SYSTEM
from tests.harness.pages import BACKEND
from tests.stages.nominations.support import Awards, accepted, content, proposed, sent, voted
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.tables import TABLES
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import Given, enter_honour
from thidua.stages.nominations import filters
from thidua.stages.nominations.filters import narrowing
from thidua.stages.nominations.models import AwardGuidance, Nomination
from thidua.stages.nominations.operations import close_guidance, draft_nomination, select_nominee, withdraw_nomination
from thidua.stages.nominations.queries import counts_by_status, list_nominations
from thidua.stages.nominations.standing import days_late, standing_of

N = Nomination.Status


def desk(found: Awards, who: str = "province_officer") -> Client:
    client = Client()
    client.force_login(found.cast.account(who), backend=BACKEND)
    return client


def listed(found: Awards, **given: str) -> list[str]:
    actor = found.cast.actor("province_officer")
    return [str(row) for row in list_nominations(actor, narrowing(actor, given))]


@pytest.fixture
def before_council(open_round: Awards) -> Awards:
    """A district, its commune and a sister in a dossier the province accepted."""
    people = open_round.cast
    for unit in (people.commune, people.sister_commune):
        sent_up(proposed(open_round, unit))
    proposed(open_round, people.district)
    accepted(open_round, people.district)
    return open_round


def sent_up(nomination: Nomination) -> None:
    Nomination.objects.filter(pk=nomination.pk).update(holder=nomination.subject.parent)


def of(found: Awards, unit: str) -> Nomination:
    return Nomination.objects.get(subject=getattr(found.cast, unit))


def test_what_waits_for_the_council_or_was_refused_by_it_does_not_wait_for_the_officer(before_council: Awards) -> None:
    found, actor = before_council, before_council.cast.actor("province_officer")
    assert listed(found, xem=filters.WAITING) == []
    voted(of(found, "commune"), 3, passed=False)
    voted(of(found, "sister_commune"), 6)

    assert standing_of(of(found, "district")) == "council"
    assert counts_by_status(actor, narrowing(actor, {})) == {"council": 1, "not_agreed": 1, "agreed": 1}
    assert listed(found, xem=filters.WAITING) == [str(of(found, "sister_commune"))]
    assert listed(found, **{"trang-thai": "not_agreed"}) == [str(of(found, "commune"))]
    page = desk(found).get(reverse("desk:nominations")).content.decode()
    assert [
        words
        for words in ("Hội đồng không đồng ý", "Chờ Hội đồng xét", "Hội đồng đồng ý, chờ tôi chọn")
        if words not in page
    ] == []
    assert "Chờ tôi xem xét</span>" not in page
    one = desk(found).get(reverse("desk:nomination", args=[of(found, "commune").uid])).content.decode()
    assert "Hội đồng không đồng ý" in one


def test_a_revoked_honour_is_marked_where_it_was_chosen_and_on_the_list(before_council: Awards) -> None:
    found = before_council
    row = select_nominee(by=SYSTEM, now=NOW, nomination=voted(of(found, "commune")))
    Nomination.objects.filter(pk=row.pk).update(status="honoured")
    given = Given("bang-khen-tinh", "Bằng khen", "Làm đường", "1/QĐ", NOW.date(), "Tỉnh")
    enter_honour(by=SYSTEM, now=NOW, unit=row.subject, given=given, campaign=row.campaign, source_uid=row.uid)
    selection = reverse("desk:selection", args=[row.campaign.key, 1, row.form.key])
    assert "Khen thưởng đã bị hủy" not in desk(found).get(selection).content.decode()
    Honour.objects.update(revoked_on=NOW.date(), revoked_by="Quyết định số 3")

    assert standing_of(row) == "revoked"
    for where in (selection, reverse("desk:nominations"), reverse("desk:nomination", args=[row.uid])):
        page = desk(found).get(where).content.decode()
        assert ("Khen thưởng đã bị hủy" in page, "Được khen thưởng</span>" in page) == (True, False)


def test_who_withdrew_after_the_vote_is_marked_in_the_dossier(before_council: Awards) -> None:
    found = before_council
    row = voted(of(found, "commune"))
    withdraw_nomination(by=SYSTEM, now=NOW, nomination=row, reason="Xin rút")
    page = desk(found).get(reverse("desk:submission", args=[row.files.get().submission.uid])).content.decode()
    assert page.count("Đã rút đề nghị") == 1


def late(found: Awards, days: int) -> None:
    """The guidance's days were so many days before today, which is the first day after for 1."""
    day = NOW.date() - datetime.timedelta(days=days - 1)
    AwardGuidance.objects.filter(round=found.round).update(proposals_before=day, dossiers_before=day)


def excel(found: Awards, key: str) -> list[Any]:
    table = TABLES[key]
    place = [column.key for column in table.columns].index("late")
    page = table.page(found.cast.actor("province_officer"), {}, number=1)
    return [row.cells[place].text if hasattr(row.cells[place], "text") else row.cells[place] for row in page.rows]


@pytest.mark.parametrize(("day", "days"), [(29, 0), (30, 0), (31, 1), (32, 2)])
def test_days_late_are_counted_from_the_first_day_after(day: int, days: int) -> None:
    at = NOW.replace(month=7, day=30) + datetime.timedelta(days=day - 30)
    assert days_late(at, datetime.date(2024, 7, 31)) == days


def test_what_comes_after_its_day_is_taken_and_marked_everywhere(open_round: Awards) -> None:
    found, people = open_round, open_round.cast
    proposed(found, people.district)
    assert (
        "sau hạn"
        not in desk(found, "district_officer").get(reverse("desk:nominations")).content.decode().split("sep-s")[1]
    )
    late(found, 2)
    dossier = sent(found, people.district)
    row = Nomination.objects.get()

    marked = "gửi sau hạn 2 ngày"
    for where in (
        reverse("desk:nominations"), reverse("desk:nomination", args=[row.uid]), reverse("desk:submissions"),
        reverse("desk:submission", args=[dossier.uid]), reverse("desk:nominations-view", args=[filters.LATE]),
        reverse("desk:submissions") + f"?xem={filters.LATE}",
    ):  # fmt: skip
        assert marked in desk(found).get(where).content.decode(), where
    assert listed(found, xem=filters.LATE) == [str(row)]
    assert [excel(found, key) for key in ("nominations", "submissions")] == [[marked], [marked]]

    AwardGuidance.objects.filter(round=found.round).update(proposals_before=None, dossiers_before=None)
    assert listed(found, xem=filters.LATE) == []


def test_a_closed_round_takes_nothing_late(open_round: Awards) -> None:
    late(open_round, 2)
    guidance = AwardGuidance.objects.get(round=open_round.round)
    close_guidance(by=SYSTEM, now=NOW, guidance=guidance)
    with pytest.raises(NotNow):
        proposed(open_round, open_round.cast.commune)
    with pytest.raises(NotNow):
        draft_nomination(by=SYSTEM, now=NOW, content=content(open_round, open_round.cast.commune))
