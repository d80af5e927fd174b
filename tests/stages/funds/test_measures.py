"""The board's fund target moves from the ledgers: where money first came in, once, whoever passes it on."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import COMMUNE, DISTRICT, NOW, PROVINCE, Cast, cast_on_board
from tests.stages.funds.support import (
    MAY,
    MILLION,
    closed,
    day,
    fund_target,
    gift,
    officer,
    opened,
    spent,
    told,
)
from thidua.stages.campaigns.models import Target, TargetMinimum
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Kind, Manner
from thidua.stages.funds.operations import NewDonor, correct_entry, receive_transfer, send_transfer
from thidua.stages.progress.measures import MEASURES
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.uncounted import told as told_why
from thidua.stages.progress.queries.uncounted import uncounted
from thidua.stages.progress.rebuild import rebuild_campaign
from thidua.stages.reports.readings import READINGS, Asked, Known

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


def cell(people: Cast, target: Target, unit: str = "commune") -> UnitProgress:
    return UnitProgress.objects.get(target=target, unit=people.units[unit])


def settled(people: Cast) -> None:
    assert prove(people.campaign) == []
    assert rebuild_campaign(campaign=people.campaign, now=NOW) == 0


@pytest.mark.clause("II.5f")
def test_target_of_the_fund_moves_from_the_ledger(people: Cast) -> None:
    target = fund_target(people, "QUY")
    assert cell(people, target).known is False
    fund = opened(people)
    found = cell(people, target)
    assert (found.known, found.own, found.met) == (True, 0, False)  # an opened fund tells of nothing, not of silence
    gift(people, fund, 12)
    gift(people, fund, 8)
    spent(people, fund, 15)
    found = cell(people, target)
    assert (found.own, found.met, cell(people, target, "district").subtree) == (20 * MILLION, True, 20 * MILLION)
    settled(people)


@pytest.mark.clause("II.5f")
def test_unit_is_held_against_its_own_amount_by_its_document(people: Cast) -> None:
    target = fund_target(people)
    TargetMinimum.objects.create(target=target, unit=people.commune, minimum=30 * MILLION, source="Kế hoạch 259")
    rebuild_campaign(campaign=people.campaign, now=NOW)
    fund = opened(people)
    gift(people, fund, 29)
    assert (cell(people, target).minimum, cell(people, target).met) == (30 * MILLION, False)
    gift(people, fund, 1)
    assert cell(people, target).met is True


@pytest.mark.clause("II.2")
def test_transfer_is_counted_once_where_it_first_came_in(people: Cast) -> None:
    target = fund_target(people, unit_kinds=[PROVINCE, DISTRICT, COMMUNE], reading=Target.Reading.SUBTREE)
    above, fund = opened(people, "district", opening=0), opened(people, opening=0)
    gift(people, above, 50, unit="district")
    given = Movement(kind=Kind.TRANSFER_OUT, day=day(7, 3), amount=40 * MILLION, other_fund=fund)
    sent = send_transfer(by=officer(people, "district"), now=NOW, fund=above, given=given)
    taken = receive_transfer(by=officer(people), now=NOW, sent=sent, day=day(7, 4))
    read = [cell(people, target, unit).subtree // MILLION for unit in ("province", "district", "commune")]
    assert read == [50, 50, 0]
    rows = uncounted(actor=people.actor("province_officer"), target=target, place=cell(people, target).participation)
    assert [(line.uid, line.why) for line in told_why(target, list(rows))] == [
        (taken.uid, "điều chuyển giữa các quỹ: đã tính ở nơi nhận đầu tiên")
    ]
    settled(people)


def test_answered_entry_counts_no_more(people: Cast) -> None:
    target, fund = fund_target(people), opened(people)
    wrong = gift(people, fund, 20)
    correct_entry(by=officer(people), now=NOW, entry=wrong, reason="Nhầm", amount=2 * MILLION)
    assert (cell(people, target).own, cell(people, target).met) == (2 * MILLION, False)
    settled(people)


def test_target_may_wait_for_closed_months(people: Cast) -> None:
    target = fund_target(people, params={"state": "closed", "count": "spent"}, minimum=3 * MILLION)
    fund = opened(people)
    spent(people, fund, 3, day(5, 20))
    spent(people, fund, 1, day(7, 2))
    assert cell(people, target).own == 0
    closed(people, fund, MAY)
    assert (cell(people, target).own, cell(people, target).met) == (3 * MILLION, True)
    settled(people)


def test_month_of_four_figures_counts_alike(people: Cast) -> None:
    target = fund_target(people)
    fund = opened(people, "sister_commune", manner=Manner.FIGURES)
    told(people, fund, MAY, received=25, transferred_in=9, spent=10, closing=29)
    assert cell(people, target, "sister_commune").own == 25 * MILLION
    settled(people)


def test_source_is_explained_by_its_voucher_and_names_no_donor(people: Cast) -> None:
    fund = opened(people)
    entry = gift(people, fund, 20, donor=NewDonor(name="Bà Kín Tiếng", is_anonymous=True))
    found = MEASURES["fund"].explain([entry.uid, fund.uid])
    assert (found[entry.uid].label, found[entry.uid].note, found[fund.uid].label) == (
        "PT 01/2024", "Thu ủng hộ, 20.000.000 đồng, ngày 1/7/2024", "Mở sổ quỹ",
    )  # fmt: skip
    assert "Kín Tiếng" not in repr(found)


@pytest.mark.clause("II.2")
def test_report_reads_the_ledger_and_asks_nobody(people: Cast) -> None:
    quarter = (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))

    def read(unit: str, figure: str) -> Known | None:
        return READINGS["fund"].read(Asked(people.units[unit], people.campaign, *quarter, {"figure": figure}))

    assert read("commune", "closing") is None
    fund = opened(people)
    gift(people, fund, 20, day(6, 30))
    spent(people, fund, 4, day(6, 30))
    gift(people, fund, 90, day(7, 1))
    found = [read("commune", figure) for figure in ("opening", "income", "outgo", "closing")]
    assert found == [Known(number * MILLION) for number in (5, 20, 4, 21)]
