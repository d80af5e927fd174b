"""Dossiers: complete paper by paper, sent whole, accepted or given back, handed over on paper."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, SYSTEM, TODAY
from tests.foundation.core.uploads import picture, upload
from tests.stages.nominations.support import Awards, accepted, confirmed, minutes_scan, proposed, scans, sent, voted
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.operations import PoolWords
from thidua.stages.nominations.completeness import lacking
from thidua.stages.nominations.models import Nomination, Submission, SubmissionPaper
from thidua.stages.nominations.operations import (
    accept_submission,
    announce_quota,
    attach_paper,
    choose_nominees,
    hand_over_sets,
    open_submission,
    return_submission,
    select_nominee,
    send_submission,
    sign_letter,
    submit_letter,
)
from thidua.stages.nominations.queries import to_be_considered, to_submit

S = Submission.Status


def opened(found: Awards) -> Submission:
    people = found.cast
    proposed(found, people.commune)
    proposed(found, people.district)
    return open_submission(by=people.actor("district_officer"), now=NOW, form=found.own, unit=people.district)


def test_dossier_takes_all_that_the_body_holds(open_round: Awards) -> None:
    made = opened(open_round)
    names = [str(row.nomination) for row in made.nominees.order_by("position").select_related("nomination__subject")]
    assert names == ["Ủy ban MTTQ Việt Nam huyện Cư Jút", "Ủy ban MTTQ Việt Nam xã Nam Dong"]
    assert (made.receiver, made.status) == (open_round.cast.province, S.DRAFT)
    assert open_submission(by=SYSTEM, now=NOW, form=open_round.own, unit=open_round.cast.district) == made


def test_body_without_nominees_has_no_dossier(open_round: Awards) -> None:
    with pytest.raises(Invalid, match="chưa có ai được đề nghị"):
        open_submission(by=SYSTEM, now=NOW, form=open_round.own, unit=open_round.cast.district)
    assert Submission.objects.count() == 0


@pytest.mark.clause("VI.4")
def test_incomplete_dossier_is_refused_and_says_what_lacks(open_round: Awards) -> None:
    made = opened(open_round)
    with pytest.raises(Invalid) as refused:
        send_submission(by=open_round.cast.actor("district_officer"), now=NOW, submission=made)
    assert refused.value.fields["papers"] == (
        "Thiếu Tờ trình: lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút ký trên hệ thống. "
        "Thiếu Biên bản họp Hội đồng Thi đua - Khen thưởng của Ủy ban MTTQ Việt Nam huyện Cư Jút. "
        "Báo cáo thành tích của Ủy ban MTTQ Việt Nam huyện Cư Jút chưa được lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút xác nhận. "
        "Báo cáo thành tích của Ủy ban MTTQ Việt Nam xã Nam Dong chưa được lãnh đạo Ủy ban MTTQ Việt Nam xã Nam Dong xác nhận. "
        "Thiếu Bảng trích ngang tóm tắt thành tích: lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút ký trên hệ thống."
    )
    made.refresh_from_db()
    assert made.status == S.DRAFT


@pytest.mark.clause("VI.4")
def test_one_missing_confirmation_stops_the_dossier_by_name(open_round: Awards) -> None:
    people = open_round.cast
    made = opened(open_round)
    confirmed(made.nominees.order_by("position")[0].nomination)
    made = minutes_scan(made)
    made = sign_letter(
        by=people.actor("district_leader"),
        now=NOW,
        submission=submit_letter(by=people.actor("district_officer"), now=NOW, submission=made),
    )
    with pytest.raises(Invalid, match=r"^Báo cáo thành tích của Ủy ban MTTQ Việt Nam xã Nam Dong chưa được lãnh đạo"):
        send_submission(by=people.actor("district_officer"), now=NOW, submission=made)
    confirmed(made.nominees.order_by("position")[1].nomination)
    made = send_submission(by=people.actor("district_officer"), now=NOW, submission=made)
    assert (made.status, made.sent_at) == (S.SENT, NOW)
    holders = {row.nomination.holder for row in made.nominees.select_related("nomination__holder")}
    assert holders == {people.province}


def test_leader_s_signature_numbers_the_letter_and_keeps_the_summary(open_round: Awards) -> None:
    made = opened(open_round)
    made = submit_letter(by=open_round.cast.actor("district_officer"), now=NOW, submission=made)
    with pytest.raises(NotAllowed, match="Người ký Tờ trình này: lãnh đạo"):
        sign_letter(by=open_round.cast.actor("district_officer"), now=NOW, submission=made)
    made = sign_letter(by=open_round.cast.actor("district_leader"), now=NOW, submission=made)
    letter = SubmissionPaper.objects.get(submission=made, part__key="submission-letter").document
    assert (letter.notation, letter.status, letter.date) == ("01/TTr-MTTQ-BTT", IssuedDocument.Status.ISSUED, TODAY)
    assert [(scan.role, scan.type) for scan in scans(made)] == [("summary-table", "application/pdf")]
    assert [dispatch.unit for dispatch in letter.dispatches.all()] == [open_round.cast.province]


def test_other_nominees_need_another_letter(open_round: Awards) -> None:
    made = opened(open_round)
    made = sign_letter(by=SYSTEM, now=NOW, submission=submit_letter(by=SYSTEM, now=NOW, submission=made))
    kept = made.nominees.order_by("position")[0].nomination
    made = choose_nominees(by=SYSTEM, now=NOW, submission=made, nominations=[kept])
    assert made.papers.count() == 0
    assert [row.pk for row in to_submit(open_round.own, open_round.cast.district)] != []
    made = sign_letter(by=SYSTEM, now=NOW, submission=submit_letter(by=SYSTEM, now=NOW, submission=made))
    assert made.papers.count() == 2


def test_foreign_nominee_is_refused(open_round: Awards) -> None:
    made = opened(open_round)
    foreign = proposed(open_round, open_round.cast.far_commune)
    with pytest.raises(Invalid, match="không thuộc số đang chờ đơn vị trình"):
        choose_nominees(by=SYSTEM, now=NOW, submission=made, nominations=[foreign])
    assert made.nominees.count() == 2


def test_focal_department_accepts_and_its_nominees_are_considered(open_round: Awards) -> None:
    people = open_round.cast
    row = proposed(open_round, people.commune)
    made = sent(open_round, people.district)
    assert list(to_be_considered(open_round.round)) == []
    with pytest.raises(NotAllowed, match="Người nhận, xem xét hồ sơ này"):
        accept_submission(by=people.actor("district_officer"), now=NOW, submission=made)
    made = accept_submission(by=people.actor("province_officer"), now=NOW, submission=made)
    assert (made.status, made.accepted_at) == (S.ACCEPTED, NOW)
    assert list(to_be_considered(open_round.round)) == [row]


def test_returned_dossier_gives_its_nominees_back(open_round: Awards) -> None:
    people = open_round.cast
    row = proposed(open_round, people.commune)
    made = sent(open_round, people.district)
    with pytest.raises(Invalid):
        return_submission(by=people.actor("province_officer"), now=NOW, submission=made, reason="")
    made = return_submission(by=people.actor("province_officer"), now=NOW, submission=made, reason="Thiếu chữ ký")
    row.refresh_from_db()
    assert (made.status, made.return_reason, row.holder) == (S.RETURNED, "Thiếu chữ ký", people.district)
    made = send_submission(by=people.actor("district_officer"), now=NOW, submission=made)
    assert (made.status, made.return_reason) == (S.SENT, "")


def test_considered_dossier_is_not_reopened(open_round: Awards) -> None:
    row = proposed(open_round, open_round.cast.commune)
    made = accepted(open_round, open_round.cast.district)
    voted(row)
    with pytest.raises(NotNow, match="Hội đồng đã xét"):
        return_submission(by=SYSTEM, now=NOW, submission=made, reason="Sai")


def test_office_submits_for_its_departments(open_round: Awards) -> None:
    people = open_round.cast
    row = proposed(open_round, people.department)
    made = accepted(open_round, people.province)
    assert (made.unit, made.receiver) == (people.province, people.province)
    assert list(to_be_considered(open_round.round)) == [row]


def test_outside_form_goes_out_with_those_selected(open_round: Awards) -> None:
    people = open_round.cast
    announce_quota(
        by=SYSTEM, now=NOW, form=open_round.later, document="45/TB-UBND", date=TODAY,
        pools=[PoolWords("Huyện", ("front-district",), for_people=False, quota=1)],
    )  # fmt: skip
    row = proposed(open_round, people.province, people.district, form=open_round.later)
    assert list(to_be_considered(open_round.round)) == [row]
    select_nominee(by=SYSTEM, now=NOW, nomination=voted(row))
    made = sent(open_round, people.province, open_round.later)
    row.refresh_from_db()
    assert (made.receiver, made.receiver_name, row.holder) == (None, open_round.later.decider, people.province)
    assert row.status == Nomination.Status.SELECTED


@pytest.mark.clause("VI.4n")
def test_book_of_paper_handed_over(open_round: Awards) -> None:
    proposed(open_round, open_round.cast.commune)
    made = sent(open_round, open_round.cast.district)
    officer = open_round.cast.actor("district_officer")
    with pytest.raises(Invalid) as refused:
        hand_over_sets(by=officer, now=NOW, submission=made, sets=0, on=TODAY + datetime.timedelta(days=1), to="")
    assert set(refused.value.fields) == {"sets", "on", "to"}
    with pytest.raises(Invalid, match="không được trước ngày của hồ sơ"):
        hand_over_sets(by=officer, now=NOW, submission=made, sets=1, on=TODAY - datetime.timedelta(days=1), to="An")
    made = hand_over_sets(by=officer, now=NOW, submission=made, sets=1, on=TODAY, to="Nguyễn Thị An")
    assert (made.sets_handed_over, made.handed_over_on, made.handed_over_to) == (1, TODAY, "Nguyễn Thị An")


def test_draft_dossier_is_not_handed_over(open_round: Awards) -> None:
    with pytest.raises(NotNow):
        hand_over_sets(by=SYSTEM, now=NOW, submission=opened(open_round), sets=1, on=TODAY, to="An")


def test_scan_is_read_by_who_reads_the_dossier(open_round: Awards) -> None:
    people = open_round.cast
    proposed(open_round, people.commune)
    made = sent(open_round, people.district)
    scan = scans(made)[0]
    seen = {who for who in people.people if files.readable(people.actor(who), scan)}
    assert seen == {"province_officer", "province_leader", "district_officer", "district_leader", "administrator"}


def test_drawn_papers_are_not_uploaded_and_titles_are_asked_for(open_round: Awards) -> None:
    made = opened(open_round)
    image = upload(picture(40, 30), "a.jpg")
    with pytest.raises(Invalid, match="do hệ thống lập"):
        attach_paper(by=SYSTEM, now=NOW, submission=made, part_key="submission-letter", upload=image, title="Tờ trình")
    with pytest.raises(Invalid, match="Xin ghi tên, số và ngày"):
        attach_paper(by=SYSTEM, now=NOW, submission=made, part_key="council-minutes", upload=image, title=" ")
    with pytest.raises(Missing):
        attach_paper(
            by=open_round.cast.actor("far_district_officer"), now=NOW, submission=made, part_key="council-minutes",
            upload=image, title="Biên bản",
        )  # fmt: skip
    assert len(lacking(made)) == 5
