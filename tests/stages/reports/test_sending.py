"""From the officer's desk to the level above and back: who, when, what is refused, what stands on paper."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast
from tests.stages.reports.support import at, begun, given, handed, period, schedule, sent
from tests.stages.works.support import piece, verified
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.stages.reports.lateness import late_days
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import (
    Given,
    accept_report,
    begin_report,
    hand_back_report,
    hand_report,
    return_report,
    save_report,
    send_report,
)

pytestmark = pytest.mark.django_db


def value(report: Report, field: str) -> tuple[int | None, int | None, str]:
    row = report.values.get(field=field)
    return row.figure, row.known, row.note


def refusals() -> list[str]:
    rows = AuditEntry.objects.filter(refused=True).order_by("id")
    return [row.after["operation"].rsplit(".", 1)[-1] for row in rows]


@pytest.mark.clause("VII.3b")
def test_report_begins_with_what_the_records_say(people: Cast, quarter: ReportPeriod) -> None:
    verified(people, content=piece(people), by="commune_officer", above="district_officer")
    report = begun(people, quarter, data_date=datetime.date(2024, 7, 15))

    assert (report.status, report.data_date) == ("draft", datetime.date(2024, 7, 15))
    assert value(report, "works") == (1, 1, "")
    assert (report.values.get(field="launched").figure, report.values.get(field="launched").denominator) == (0, 1)
    assert report.frozen["left_out"] == ["thu.nowhere"]
    assert not report.values.filter(field="nowhere").exists()


def test_data_date_of_a_period_that_is_over_is_its_last_day(people: Cast, quarter: ReportPeriod) -> None:
    assert begun(people, quarter).data_date == datetime.date(2024, 6, 30)


@pytest.mark.clause("VII.3b")
def test_figures_frozen_on_the_data_date_never_change_afterwards(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter, data_date=datetime.date(2024, 7, 15))
    verified(people, content=piece(people), by="commune_officer", above="district_officer")
    hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given())
    send_report(by=people.actor("commune_leader"), now=NOW, report=report)

    report.refresh_from_db()
    assert value(report, "works") == (0, 0, "")
    assert report.rounds.get().content["thu.works"]["figure"] == 0


def test_one_report_of_a_unit_and_period(people: Cast, quarter: ReportPeriod) -> None:
    assert begun(people, quarter).pk == begun(people, quarter).pk
    assert Report.objects.count() == 1


@pytest.mark.clause("VII.3b")
def test_leader_sends_a_numbered_paper_to_the_level_above(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    document = report.document

    assert document is not None
    assert (report.status, report.submitted_at, report.signed_by) == ("submitted", NOW, people.people["commune_leader"])
    assert (document.status, document.notation, document.date) == ("issued", "01/BC-MTTQ-BTT", NOW.date())
    assert document.signer_name == "Y Hùng Êban"
    assert list(Dispatch.objects.filter(document=document).values_list("unit", flat=True)) == [people.district.pk]
    assert [row.number for row in report.rounds.order_by("number")] == [1]


def test_one_person_of_both_roles_writes_and_sends_in_one_step(people: Cast, quarter: ReportPeriod) -> None:
    both = people.actor("sister_officer")
    report = begin_report(by=both, now=NOW, period=quarter, unit=people.sister_commune)
    sent_one = send_report(by=both, now=NOW, report=report, values=given())

    assert (sent_one.status, sent_one.rounds.count()) == ("submitted", 1)


def test_officer_does_not_send_and_leader_does_not_write(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    with pytest.raises(NotAllowed, match="Chỉ lãnh đạo"):
        send_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given())
    with pytest.raises(NotAllowed, match="Chỉ cán bộ"):
        send_report(by=people.actor("commune_leader"), now=NOW, report=report, values=given())
    with pytest.raises(NotAllowed, match="Chỉ cán bộ"):
        save_report(by=people.actor("commune_leader"), now=NOW, report=report, values=given())

    report.refresh_from_db()
    assert (report.status, IssuedDocument.objects.count()) == ("draft", 0)
    assert refusals() == ["send_report", "send_report", "save_report"]


def test_level_above_does_not_know_a_draft_and_a_sister_never_knows(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    for name in ("district_officer", "sister_officer", "far_commune_officer"):
        with pytest.raises(Missing):
            accept_report(by=people.actor(name), now=NOW, report=report)


def test_what_is_empty_or_unexplained_is_told_by_slot(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    with pytest.raises(Invalid) as empty:
        hand_report(by=people.actor("commune_officer"), now=NOW, report=report)
    assert set(empty.value.fields) == {"mood-words", "thu.sessions"}

    with pytest.raises(Invalid) as odd:
        hand_report(
            by=people.actor("commune_officer"), now=NOW, report=report,
            values=given() | {"thu.works": Given(figure=3)},
        )  # fmt: skip
    assert set(odd.value.fields) == {"note:thu.works"}
    assert "báo 3, sổ theo dõi ghi 0" in odd.value.fields["note:thu.works"]

    explained = given() | {"thu.works": Given(figure=3, note="Ba việc chưa kịp ghi sổ")}
    hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=explained)
    assert value(report, "works") == (3, 0, "Ba việc chưa kịp ghi sổ")


def test_more_units_than_there_are_is_refused_at_the_field_whatever_the_reason(
    people: Cast, quarter: ReportPeriod
) -> None:
    report = begun(people, quarter)
    value = report.values.get(field="launched")
    assert value.denominator == 1
    claimed = given() | {"thu.launched": Given(figure=2, note="thêm một nơi")}
    for operation in (save_report, hand_report):
        with pytest.raises(Invalid) as refused:
            operation(by=people.actor("commune_officer"), now=NOW, report=report, values=claimed)
        assert refused.value.fields == {
            "thu.launched": "«Đơn vị đã phát động»: chỉ có 1 đơn vị nên không thể ghi 2. Xin xem lại số này."
        }
    # What an earlier day let in is not sent either.
    report.values.filter(pk=value.pk).update(figure=2, note="thêm một nơi")
    with pytest.raises(Invalid) as refused:
        hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=None)
    assert "thu.launched" in refused.value.fields


def test_figure_a_hundred_times_the_period_before_needs_a_reason(people: Cast) -> None:
    of = schedule(people)
    sent(people, period(people, of, quarter=1))
    report = begun(people, period(people, of))
    with pytest.raises(Invalid) as odd:
        hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given(sessions=400))

    assert list(odd.value.fields) == ["note:thu.sessions"]
    assert "kỳ trước 4 buổi" in odd.value.fields["note:thu.sessions"]
    hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given(sessions=399))


@pytest.mark.clause("VII.3b")
def test_lateness_is_that_of_the_first_complete_submission(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter, now=at(7, 10, 23))
    return_report(by=people.actor("district_officer"), now=at(7, 12), report=report, reason="Thiếu số liệu")
    hand_report(by=people.actor("commune_officer"), now=at(7, 15), report=report, values=given(sessions=5))
    again = send_report(by=people.actor("commune_leader"), now=at(7, 15), report=report)

    assert again.submitted_at == at(7, 10, 23)
    assert late_days(quarter, again.submitted_at) == 0
    assert [late_days(quarter, moment) for moment in (at(7, 10, 23), at(7, 11, 0), at(7, 12))] == [0, 1, 2]


@pytest.mark.clause("VII.3b")
def test_good_moments_end_with_the_day_before_the_due_date(people: Cast) -> None:
    """«Before 20/8/2024»: the last good moment is 19/8/2024, 24:00."""
    final = period(people, due_before=datetime.date(2024, 8, 20))
    last = at(8, 20, 0) - datetime.timedelta(seconds=1)

    assert [late_days(final, moment) for moment in (last, at(8, 20, 0), at(8, 21))] == [0, 1, 2]


def test_round_sent_again_replaces_the_paper(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    first = report.document
    return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu số liệu")
    hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given(sessions=5))
    again = send_report(by=people.actor("commune_leader"), now=NOW, report=report)

    assert first is not None and again.document is not None
    first.refresh_from_db()
    assert (first.status, first.replaced_by_id, again.document.number) == ("replaced", again.document_id, 2)
    assert [row.content["thu.sessions"]["figure"] for row in again.rounds.order_by("number")] == [4, 5]


def test_returned_report_with_nothing_changed_is_asked_about_once(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu số liệu")
    officer = people.actor("commune_officer")
    with pytest.raises(Invalid) as refusal:
        hand_report(by=officer, now=NOW, report=report, values=given())
    assert list(refusal.value.fields) == ["unchanged"]
    assert "Chưa sửa chỗ nào" in refusal.value.fields["unchanged"]
    assert hand_report(by=officer, now=NOW, report=report, values=given(), unchanged=True).status == "for_signature"


def test_leader_hands_back_with_a_reason(people: Cast, quarter: ReportPeriod) -> None:
    report = handed(people, quarter)
    with pytest.raises(Invalid):
        hand_back_report(by=people.actor("commune_leader"), now=NOW, report=report, reason=" ")
    back = hand_back_report(by=people.actor("commune_leader"), now=NOW, report=report, reason="Viết gọn lại")

    assert (back.status, back.hand_back_reason) == ("draft", "Viết gọn lại")
    hand_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given())
    report.refresh_from_db()
    assert (report.status, report.hand_back_reason) == ("for_signature", "")


def test_what_went_to_the_leader_is_not_written_any_more(people: Cast, quarter: ReportPeriod) -> None:
    report = handed(people, quarter)
    with pytest.raises(NotNow, match="trình lãnh đạo"):
        save_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given(sessions=9))
    assert value(report, "sessions")[0] == 4


def test_closed_period_takes_nothing(people: Cast, quarter: ReportPeriod) -> None:
    report = handed(people, quarter)
    ReportPeriod.objects.update(closed_on=NOW.date())
    quarter.refresh_from_db()
    report.period.refresh_from_db()
    with pytest.raises(NotNow, match="đã đóng"):
        send_report(by=people.actor("commune_leader"), now=NOW, report=report)
    with pytest.raises(NotNow, match="đã đóng"):
        begin_report(by=people.actor("sister_officer"), now=NOW, period=quarter, unit=people.sister_commune)
    assert (Report.objects.count(), IssuedDocument.objects.count()) == (1, 0)


def test_old_version_is_told(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    save_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given(), version=1)
    with pytest.raises(Stale):
        save_report(by=people.actor("commune_officer"), now=NOW, report=report, values=given(sessions=8), version=1)
    assert value(report, "sessions")[0] == 4


def test_unit_the_schedule_does_not_ask_begins_nothing(people: Cast, quarter: ReportPeriod) -> None:
    with pytest.raises(Invalid, match="không phải gửi báo cáo"):
        begin_report(by=people.actor("women_officer"), now=NOW, period=quarter, unit=people.women)
    with pytest.raises(Invalid, match="ngày hôm nay"):
        begun(people, quarter, data_date=datetime.date(2024, 7, 16))
    assert Report.objects.count() == 0


def test_department_writes_for_its_committee(people: Cast) -> None:
    of = schedule(people, key="own", unit_kinds=["front-province"])
    report = begin_report(by=people.actor("province_officer"), now=NOW, period=period(people, of), unit=people.province)
    hand_report(by=people.actor("province_officer"), now=NOW, report=report, values=given())
    done = send_report(by=people.actor("province_leader"), now=NOW, report=report)

    # Nobody stands above: another leader of the province would accept it.
    with pytest.raises(NotAllowed, match="không phải người ký"):
        accept_report(by=people.actor("province_leader"), now=NOW, report=done)
