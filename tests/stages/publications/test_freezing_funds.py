"""The fund before the public: sums by unit and year, a gift once, a house once, nobody by name."""

from __future__ import annotations

import datetime
import json

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.stages.funds.support import MAY, MILLION, gift, officer, opened, spent, told
from tests.stages.works.support import house, verified
from thidua.foundation.core import rhythm
from thidua.foundation.core.models import AuditEntry
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Donor, FundEntry, Kind, Manner
from thidua.stages.funds.operations import NewDonor, correct_entry, receive_transfer, send_transfer
from thidua.stages.publications.freezing_funds import freeze_funds
from thidua.stages.publications.models import PublicFund

pytestmark = pytest.mark.django_db
KIN = NewDonor(name="Bà Trần Thị Kín Tiếng", is_anonymous=True)
NAMED = NewDonor(name="Công ty Minh Họa", sort=Donor.Sort.BODY)


@pytest.fixture
def people() -> Cast:
    return cast()


def frozen(people: Cast) -> list[dict]:
    return freeze_funds(by=SYSTEM, now=NOW, unit=people.province).content["years"]


def test_gift_counts_where_it_first_came_in_and_a_house_once_for_all_who_pay(people: Cast) -> None:
    district, commune = opened(people, "district", opening=50), opened(people, opening=5)
    work = verified(people, content=house(people))
    gift(people, commune, 12, donor=NAMED)
    gift(people, district, 20, unit="district", donor=KIN)
    down = Movement(kind=Kind.TRANSFER_OUT, day=datetime.date(2024, 7, 3), amount=8 * MILLION, other_fund=commune)
    sent = send_transfer(by=officer(people, "district"), now=NOW, fund=district, given=down)
    receive_transfer(by=officer(people), now=NOW, sent=sent, day=datetime.date(2024, 7, 4))
    spent(people, commune, 10, datetime.date(2024, 7, 5), purpose="house-new", work=work, household="")
    spent(people, district, 15, unit="district", purpose="house-new", work=work, household="")
    spent(people, commune, 2)

    assert frozen(people) == [
        {
            "year": 2024,
            "whole": {"raised": 32 * MILLION, "spent": 27 * MILLION, "houses": 1},
            "lines": [{"name": "Huyện Cư Jút", "raised": 32 * MILLION, "spent": 27 * MILLION, "houses": 1}],
        }
    ]
    below = freeze_funds(by=SYSTEM, now=NOW, unit=people.district).content["years"][0]
    assert [(line["name"], line["raised"] // MILLION, line["houses"]) for line in below["lines"]] == [
        ("Huyện Cư Jút", 20, 1), ("Xã Nam Dong", 12, 1),
    ]  # fmt: skip
    assert below["whole"] == frozen(people)[0]["whole"]


def test_what_was_taken_back_went_nowhere_and_a_month_of_figures_counts(people: Cast) -> None:
    fund, work = opened(people, opening=30), verified(people, content=house(people))
    paid = spent(people, fund, 10, purpose="house-new", work=work, household="")
    sister = opened(people, "sister_commune", opening=4, manner=Manner.FIGURES)
    told(people, sister, MAY, received=6, spent=3, closing=7)
    assert frozen(people)[0]["whole"] == {"raised": 6 * MILLION, "spent": 13 * MILLION, "houses": 1}

    paid = FundEntry.objects.select_related("fund__unit").get(pk=paid.pk)
    correct_entry(by=officer(people), now=NOW, entry=paid, reason="Ghi nhầm sổ")
    assert frozen(people)[0]["whole"] == {"raised": 6 * MILLION, "spent": 3 * MILLION, "houses": 0}


def test_nobody_stands_in_the_copy_by_name_and_it_leaves_no_line_in_the_trail(people: Cast) -> None:
    fund = opened(people)
    gift(people, fund, 12, donor=NAMED)
    gift(people, fund, 5, donor=KIN)
    spent(people, fund, 2, household="Hộ ông Y Minh")
    before = AuditEntry.objects.count()
    rhythm.JOBS["publications.funds"].run(NOW)

    words = json.dumps(PublicFund.objects.get(unit=people.province).content, ensure_ascii=False)
    assert '"raised": 17000000' in words
    for name in ("Kín Tiếng", "Minh Họa", "Y Minh"):
        assert name not in words
    assert AuditEntry.objects.count() == before
    assert rhythm.JOBS["publications.funds"].run(NOW) == PublicFund.objects.count() == 1
