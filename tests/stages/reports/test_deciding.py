"""The level above: who may, field by field, back and forth, and what then counts on the board."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast, make_target
from tests.stages.reports.support import accepted, at, given, handed, period, schedule, sent
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import MEASURES
from thidua.stages.progress.models import Entry, UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.progress.rebuild import prepare, rebuild_campaign
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import (
    accept_report,
    begin_report,
    hand_report,
    return_report,
    send_report,
    unaccept_report,
)

pytestmark = pytest.mark.django_db


def test_district_accepts_its_commune(people: Cast, quarter: ReportPeriod) -> None:
    report = accepted(people, quarter)

    assert (report.status, report.accepted_at, report.accepted_by) == (
        "accepted",
        NOW,
        people.people["district_officer"],
    )


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("commune_officer", NotAllowed), ("commune_leader", NotAllowed), ("province_officer", NotAllowed),
        ("province_leader", NotAllowed), ("administrator", NotAllowed), ("sister_officer", Missing),
        ("far_district_officer", Missing),
    ],
)  # fmt: skip
def test_nobody_else_accepts_or_returns(
    people: Cast, quarter: ReportPeriod, name: str, refusal: type[Exception]
) -> None:
    report = sent(people, quarter)
    with pytest.raises(refusal):
        accept_report(by=people.actor(name), now=NOW, report=report)
    with pytest.raises(refusal):
        return_report(by=people.actor(name), now=NOW, report=report, reason="Thiếu")

    report.refresh_from_db()
    assert report.status == "submitted"
    assert AuditEntry.objects.filter(refused=True).count() == 2


@pytest.mark.clause("VII.3a")
def test_focal_department_accepts_for_the_province(people: Cast) -> None:
    """A district sends to the province; the department that receives acts for its committee."""
    of = period(people, schedule(people))
    report = Report.objects.get(pk=_of_district(people, of))
    done = accept_report(by=people.actor("province_officer"), now=NOW, report=report)

    assert (done.status, done.accepted_by) == ("accepted", people.people["province_officer"])


def _of_district(people: Cast, of: ReportPeriod) -> int:
    report = begin_report(by=people.actor("district_officer"), now=NOW, period=of, unit=people.district)
    hand_report(by=people.actor("district_officer"), now=NOW, report=report, values=given())
    return send_report(by=people.actor("district_leader"), now=NOW, report=report).pk


def test_return_names_fields_with_their_reasons(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    back = return_report(
        by=people.actor("district_officer"), now=NOW, report=report,
        wanted={"thu.sessions": "Sổ họp ghi 6 buổi"}, answer_before=datetime.date(2024, 7, 19),
    )  # fmt: skip
    round_one = back.rounds.get()

    assert back.status == "returned"
    assert round_one.wanted == [{"field": "thu.sessions", "reason": "Sổ họp ghi 6 buổi"}]
    assert round_one.reason == "Buổi tuyên truyền: Sổ họp ghi 6 buổi"
    assert (round_one.answer_before, round_one.returned_at) == (datetime.date(2024, 7, 19), NOW)


def test_return_without_a_reason_changes_nothing(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    by = people.actor("district_officer")
    for more, field in (
        ({}, "reason"),
        ({"wanted": {"thu.sessions": "  "}}, "thu.sessions"),
        ({"wanted": {"khong-co": "Sai"}}, "khong-co"),
        ({"reason": "Thiếu", "answer_before": NOW.date()}, "answer_before"),
    ):
        with pytest.raises(Invalid) as refusal:
            return_report(by=by, now=NOW, report=report, **more)  # type: ignore[arg-type]
        assert list(refusal.value.fields) == [field]

    report.refresh_from_db()
    assert (report.status, report.rounds.get().returned_at) == ("submitted", None)
    assert AuditEntry.objects.filter(refused=True).count() == 4


def test_returned_twice_and_sent_again(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    for sessions in (5, 6):
        return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Xem lại số buổi")
        hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given(sessions=sessions))
        send_report(by=people.actor("commune_leader"), now=NOW, report=report)

    rows = report.rounds.order_by("number")
    assert [(row.number, row.content["thu.sessions"]["figure"], bool(row.reason)) for row in rows] == [
        (1, 4, True), (2, 5, True), (3, 6, False),
    ]  # fmt: skip


def test_nothing_is_decided_twice_nor_on_an_old_page(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    with pytest.raises(Stale):
        accept_report(by=people.actor("district_officer"), now=NOW, report=report, version=1)
    accept_report(by=people.actor("district_officer"), now=NOW, report=report)
    with pytest.raises(NotNow):
        accept_report(by=people.actor("district_officer"), now=NOW, report=report)
    with pytest.raises(NotNow):
        return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu")


def test_closed_period_is_not_returned_into(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    ReportPeriod.objects.update(closed_on=NOW.date())
    report.period.refresh_from_db()
    with pytest.raises(NotNow, match="đã đóng"):
        return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu")
    # What came in time is still accepted.
    assert accept_report(by=people.actor("district_officer"), now=NOW, report=report).status == "accepted"


def test_acceptance_is_taken_back_with_a_reason(people: Cast, quarter: ReportPeriod) -> None:
    report = accepted(people, quarter)
    with pytest.raises(Invalid):
        unaccept_report(by=people.actor("district_officer"), now=NOW, report=report, reason="")
    back = unaccept_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Nhận nhầm")

    assert (back.status, back.accepted_at, back.accepted_by) == ("submitted", None, None)


@pytest.fixture
def asked(people: Cast) -> Target:
    """A target whose facts are what communes report: at least three sessions."""
    target = make_target(
        people.campaign, "T.1", measure="reported", measure_unit="session", minimum=3,
        measure_params={"field": "sessions", "count": "sum"},
    )  # fmt: skip
    prepare(campaign=people.campaign, now=NOW)
    return target


def cell(target: Target, people: Cast) -> tuple[int, bool, bool]:
    row = UnitProgress.objects.get(target=target, unit=people.commune)
    return row.own, row.known, row.met


def test_accepted_figure_counts_and_an_unreported_one_is_not_zero(people: Cast, asked: Target) -> None:
    of = schedule(people)
    report = sent(people, period(people, of))
    assert cell(asked, people) == (0, False, False)

    accept_report(by=people.actor("district_officer"), now=NOW, report=report)
    assert cell(asked, people) == (4, True, True)
    entry = Entry.objects.live().get(target=asked)
    assert (entry.source_uid, entry.quantity, entry.effective_date) == (report.uid, 4, datetime.date(2024, 6, 30))

    unaccept_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Nhận nhầm")
    assert cell(asked, people) == (0, False, False)


@pytest.mark.parametrize(("count", "counted"), [("sum", 4 + 9), ("latest", 9)])
def test_reports_add_up_or_the_latest_stands_alone(people: Cast, asked: Target, count: str, counted: int) -> None:
    Target.objects.filter(pk=asked.pk).update(measure_params={"field": "sessions", "count": count})
    of = schedule(people)
    second = sent(people, period(people, of))
    accept_report(by=people.actor("district_officer"), now=NOW, report=second)
    report = sent(people, period(people, of, quarter=1), now=at(4, 3))
    # The older one, accepted last, does not push the newer one out.
    accept_report(by=people.actor("district_officer"), now=NOW, report=report)
    assert cell(asked, people)[0] == (8 if count == "sum" else 4)

    return_again = unaccept_report(by=people.actor("district_officer"), now=NOW, report=second, reason="Sửa số")
    back = return_report(by=people.actor("district_officer"), now=NOW, report=return_again, reason="Sửa số")
    hand_report(by=people.actor("commune_officer"), now=NOW, report=back, values=given(sessions=9))
    send_report(by=people.actor("commune_leader"), now=NOW, report=back)
    accept_report(by=people.actor("district_officer"), now=NOW, report=back)
    assert cell(asked, people)[0] == counted


def test_rebuild_and_proof_agree_with_what_was_posted(people: Cast, asked: Target) -> None:
    of = schedule(people)
    for number in (1, 2):
        accepted(people, period(people, of, quarter=number))
    before = cell(asked, people)
    found = prove(people.campaign)
    rebuild_campaign(campaign=people.campaign, now=NOW)

    assert not found
    assert (before, cell(asked, people)) == ((8, True, True), (8, True, True))


def test_explained_figure_leads_to_its_report(people: Cast, asked: Target) -> None:
    report = accepted(people, period(people, schedule(people)))
    told = MEASURES["reported"].explain([report.uid])[report.uid]
    assert (told.label, told.address_name, told.address_args, told.accepted_by) == (
        "Báo cáo hằng quý (quý II/2024)", "desk:report", (report.uid,), "H'Bia Niê",
    )  # fmt: skip


def test_handed_report_is_not_accepted(people: Cast, quarter: ReportPeriod) -> None:
    with pytest.raises(Missing):
        accept_report(by=people.actor("district_officer"), now=NOW, report=handed(people, quarter))
