"""Reporting a milestone: who may, what is refused and in which words, what is counted."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import NOW, SYSTEM, Cast
from tests.stages.milestones.conftest import FESTIVAL_DAY
from thidua.foundation.core import audit, files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Refused, Stale
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import confirm_milestone, report_milestone, withdraw_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.progress.models import UnitProgress

Festival = Callable[..., Milestone]
FIRST = datetime.date(2023, 11, 1)


def report(site: Cast, kind: str, unit: str, by: str, *, year: int | None = None, **values: Any) -> Milestone:
    said = Report(**{"done_date": datetime.date(2024, 1, 10), **values})
    return report_milestone(
        by=site.actor(by), now=NOW, kind=site.milestone_kinds[kind], unit=site.units[unit], report=said, year=year
    )


def sentences(refusal: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {name: str(sentence) for name, sentence in refusal.value.fields.items()}


def own(site: Cast, code: str, unit: str) -> int:
    return UnitProgress.objects.get(target=site.targets[code], unit=site.units[unit]).own


@pytest.mark.clause("III.5b")
def test_commune_officer_enters_for_its_area_and_confirms_in_one_step(site: Cast, festival: Festival) -> None:
    row = festival(was_held_well=True)
    assert (row.status, row.done_date, row.was_held_well) == ("verified", FESTIVAL_DAY, True)
    assert (row.entered_by_id, row.reported_by_id) == (site.commune.pk, site.people["commune_officer"].pk)
    assert own(site, "III.5b", "area") == 1


def test_area_head_reports_and_the_commune_has_still_to_confirm(site: Cast, festival: Festival) -> None:
    row = festival(by=site.area_head())
    assert (row.status, row.entered_by_id) == ("done", None)
    assert own(site, "III.5b", "area") == 0


@pytest.mark.clause("III.1")
def test_committee_launches_by_ceremony_and_waits_for_the_level_above(site: Cast) -> None:
    row = report(site, "launch", "commune", "commune_officer", way="ceremony")
    assert (row.status, row.way) == ("done", "ceremony")
    assert own(site, "III.1", "commune") == 1  # This campaign counts what is done.


@pytest.mark.parametrize(
    ("unit", "by", "refusal"),
    [
        ("area", "commune_leader", NotAllowed),
        ("area", "district_officer", NotAllowed),
        ("area", "administrator", NotAllowed),
        ("area", "sister_officer", Missing),
        ("sister_area", "commune_officer", Missing),
        ("far_area", "commune_officer", Missing),
    ],
)
def test_area_is_reported_by_nobody_else(
    site: Cast, festival: Festival, unit: str, by: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        festival(unit, by=by)
    assert Milestone.objects.count() == 0


def test_refusal_names_who_may(site: Cast, festival: Festival) -> None:
    with pytest.raises(NotAllowed) as refusal:
        festival(by="commune_leader")
    assert str(refusal.value) == "Chỉ Trưởng ban của Thôn 1 hoặc cán bộ Mặt trận xã quản lý ghi được mốc việc này."


def test_department_of_the_province_reports_for_the_province(site: Cast) -> None:
    row = report(site, "launch", "province", "province_officer", way="ceremony")
    assert (row.unit_id, row.status) == (site.province.pk, "done")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, "Xin ghi ngày đã làm, ví dụ 12/11/2023."),
        (datetime.date(2024, 7, 16), "Ngày 16/7/2024 chưa tới. Việc chưa làm thì ghi vào ngày dự kiến."),
        (
            FIRST - datetime.timedelta(days=1),
            "«Ngày hội Đại đoàn kết toàn dân tộc» chỉ tính từ 1/11/2023 đến 18/11/2023. Xin xem lại ngày, nhất là năm.",
        ),
        (
            datetime.date(2023, 11, 19),
            "«Ngày hội Đại đoàn kết toàn dân tộc» chỉ tính từ 1/11/2023 đến 18/11/2023. Xin xem lại ngày, nhất là năm.",
        ),
    ],
)
def test_day_that_cannot_be_is_refused(
    site: Cast, festival: Festival, day: datetime.date | None, sentence: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        festival(done_date=day)
    assert sentences(refusal) == {"done_date": sentence}
    assert Milestone.objects.count() == 0


@pytest.mark.parametrize("day", [FIRST, datetime.date(2023, 11, 18)])
def test_both_edges_of_the_window_are_inside(festival: Festival, day: datetime.date) -> None:
    assert festival(done_date=day).done_date == day


def test_day_before_the_campaign_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "launch", "commune", "commune_officer", way="ceremony", done_date=datetime.date(2023, 9, 30))
    assert sentences(refusal) == {"done_date": "Đợt thi đua bắt đầu từ 1/10/2023. Xin xem lại ngày."}


def test_day_after_the_campaign_ended_is_refused(site: Cast) -> None:
    site.campaign.events.filter(key="national-congress").update(date=datetime.date(2024, 1, 5))
    with pytest.raises(Invalid) as refusal:
        report(site, "launch", "commune", "commune_officer", way="ceremony")
    assert sentences(refusal) == {"done_date": "Đợt thi đua kết thúc trước ngày 5/1/2024. Xin xem lại ngày."}


def test_launch_by_document_needs_its_number_and_day(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "launch", "commune", "commune_officer", way="document")
    assert sentences(refusal) == {
        "document_number": "Xin ghi số, ký hiệu văn bản, ví dụ 15/KH-MTTQ-BTT.",
        "document_date": "Xin ghi ngày của văn bản.",
    }


def test_launch_without_a_way_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "launch", "commune", "commune_officer")
    assert sentences(refusal) == {"way": "Xin chọn cách làm: bằng văn bản hay bằng lễ phát động."}


def test_milestone_the_plan_does_not_ask_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "launch", "area", "commune_officer", way="ceremony")
    assert sentences(refusal) == {"unit": "Kế hoạch không giao «Phát động thi đua» cho Thôn 1."}


@pytest.mark.clause("III.2")
@pytest.mark.parametrize("year", [None, 2022])
def test_rating_of_an_unknown_year_is_refused(site: Cast, year: int | None) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "rating", "district", "district_officer", year=year, answer="well", answered_by="Huyện ủy")
    assert sentences(refusal) == {"year": "Xin chọn năm trong các năm 2023, 2024."}


def test_year_of_what_comes_once_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "congress", "district", "district_officer", year=2024)
    assert sentences(refusal) == {"year": "Mốc việc này không theo năm."}


def test_rating_needs_a_known_answer_and_who_gave_it(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "rating", "district", "district_officer", year=2023, answer="best",
               document_number="12/QĐ", document_date=datetime.date(2024, 1, 9))  # fmt: skip
    assert sentences(refusal) == {
        "answer": "Xin chọn mức được xếp loại.",
        "answered_by": "Xin ghi cơ quan đã xếp loại.",
    }


def test_what_the_kind_does_not_ask_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "congress", "district", "district_officer", way="ceremony", answer="well", figures={"people": 3},
               new_head_name="Y Bih")  # fmt: skip
    assert sorted(sentences(refusal)) == ["answer", "figures", "new_head_name", "way"]


@pytest.mark.clause("III.5b")
def test_festival_of_two_areas_stands_once_and_counts_for_both(site: Cast, festival: Festival) -> None:
    festival(partners=(site.area_two,))
    assert Milestone.objects.count() == 1
    assert (own(site, "III.5b", "area"), own(site, "III.5b", "area_two")) == (1, 1)
    assert UnitProgress.objects.get(target=site.targets["III.5b"], unit=site.commune).subtree == 1


@pytest.mark.parametrize("partner", ["sister_area", "far_area", "commune"])
def test_partner_under_another_superior_is_refused(site: Cast, festival: Festival, partner: str) -> None:
    with pytest.raises(Invalid) as refusal:
        festival(partners=(site.units[partner],))
    name = site.units[partner].short_name
    assert sentences(refusal) == {
        "partners": f"{name} không cùng cấp quản lý với đơn vị báo, không ghi làm chung được."
    }


def test_unit_is_no_partner_of_itself(site: Cast, festival: Festival) -> None:
    with pytest.raises(Invalid) as refusal:
        festival(partners=(site.area,))
    assert sentences(refusal) == {"partners": "Thôn 1 là đơn vị đang báo, không chọn làm đơn vị cùng làm."}


def test_partner_that_reported_apart_is_refused(site: Cast, festival: Festival) -> None:
    festival("area_two")
    with pytest.raises(Invalid) as refusal:
        festival(partners=(site.area_two,))
    assert sentences(refusal) == {
        "partners": "Buôn Nui đã báo riêng mốc việc này. Xin rút báo cáo riêng rồi ghi làm chung."
    }


def test_unit_that_took_part_elsewhere_does_not_report_again(site: Cast, festival: Festival) -> None:
    festival(partners=(site.area_two,))
    with pytest.raises(Invalid) as refusal:
        festival("area_two")
    assert sentences(refusal) == {"partners": "Buôn Nui đã được ghi làm chung với Thôn 1."}


def test_kind_that_is_not_joint_takes_no_partner(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(
            site,
            "conference",
            "area",
            "commune_officer",
            done_date=datetime.date(2023, 12, 5),
            partners=(site.area_two,),
        )
    assert sentences(refusal) == {"partners": "«Hội nghị Ban công tác Mặt trận» không làm chung nhiều đơn vị."}


@pytest.mark.clause("III.6a")
def test_new_head_becomes_the_contact_once_confirmed(site: Cast) -> None:
    report(site, "conference", "area", "commune_officer", done_date=datetime.date(2023, 12, 5),
           new_head_name="Điểu Srôn", new_head_phone="0900 111 222")  # fmt: skip
    site.area.refresh_from_db()
    assert (site.area.contact_name, site.area.phone) == ("Điểu Srôn", "0900 111 222")
    assert own(site, "III.6a", "area") == 1


def test_wrong_phone_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        report(site, "conference", "area", "commune_officer", done_date=datetime.date(2023, 12, 5),
               new_head_name="Điểu Srôn", new_head_phone="không có")  # fmt: skip
    assert sentences(refusal) == {"new_head_phone": "Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0900 000 123."}


def test_same_receipt_twice_reports_once(site: Cast, festival: Festival) -> None:
    receipt = uuid.uuid4()
    first, second = festival(receipt=receipt), festival(receipt=receipt)
    assert first == second
    assert (Milestone.objects.count(), audit.history(first).filter(act="báo đã làm").count()) == (1, 1)


def test_second_of_two_editors_is_told(site: Cast, festival: Festival) -> None:
    head = site.area_head()
    row = festival(by=head)
    festival(by=head, version=row.version, note="sửa trước")
    with pytest.raises(Stale) as refusal:
        festival(by=head, version=row.version, note="sửa sau")
    row.refresh_from_db()
    assert (refusal.value.given, refusal.value.current, row.note) == (row.version - 1, row.version, "sửa trước")


def test_confirmed_report_is_not_changed_by_the_unit(site: Cast, festival: Festival) -> None:
    head = site.area_head()
    confirm_milestone(by=site.actor("commune_officer"), now=NOW, milestone=festival(by=head))
    with pytest.raises(NotNow):
        festival(by=head, note="thêm")


def test_withdrawn_report_counts_no_more_and_is_owed_again(site: Cast, festival: Festival) -> None:
    row = report(site, "launch", "commune", "commune_officer", way="ceremony")
    withdraw_milestone(by=site.actor("commune_officer"), now=NOW, milestone=row, version=row.version)
    row.refresh_from_db()
    assert (row.status, row.done_date, own(site, "III.1", "commune")) == ("planned", None, 0)


def test_withdrawing_frees_the_partners(site: Cast, festival: Festival) -> None:
    head = site.area_head()
    row = festival(by=head, partners=(site.area_two,))
    withdraw_milestone(by=head, now=NOW, milestone=row)
    assert festival("area_two").status == "verified"


def test_proof_is_kept_with_the_report(site: Cast, festival: Festival, picture: bytes) -> None:
    upload = SimpleUploadedFile("ngay-hoi.png", picture)
    row = festival(uploads=[upload])
    (stored,) = files.of_owner("milestone", row.uid)
    assert (stored.name, stored.type) == ("ngay-hoi.png", "image/png")
    seen = [
        name
        for name in ("commune_officer", "district_leader", "sister_officer")
        if files.readable(site.actor(name), stored)
    ]
    assert seen == ["commune_officer", "district_leader"]


def test_file_that_cannot_be_kept_leaves_nothing_behind(site: Cast, festival: Festival) -> None:
    with pytest.raises(Invalid) as refusal:
        festival(uploads=[SimpleUploadedFile("anh.jpg", b"MZ this is a program")])
    assert list(sentences(refusal)) == ["upload"]
    assert Milestone.objects.count() == 0


@pytest.mark.clause("II.1")
def test_figures_are_kept_as_whole_numbers_and_known_ones_only(site: Cast) -> None:
    kind = site.milestone_kinds["congress"]
    kind.settings = {"proof": "none", "figures": [{"key": "people", "label": "Số người dự", "unit": "person"}]}
    kind.save()
    row = report(site, "congress", "commune", "commune_officer", figures={"people": 120})
    assert (row.figures, row.status) == ({"people": 120}, "done")
    with pytest.raises(Invalid) as refusal:
        report(site, "congress", "commune", "commune_officer", figures={"people": -1})
    assert sentences(refusal) == {"figures": "Số liệu không thể nhỏ hơn 0."}


def test_system_reports_without_confirming(site: Cast) -> None:
    row = report_milestone(
        by=SYSTEM, now=NOW, kind=site.milestone_kinds["festival"], unit=site.area, report=Report(FESTIVAL_DAY)
    )
    assert (row.status, row.reported_by_id) == ("done", None)
