"""What the data knows of a statement: every word has its reading; what was sent keeps what was known that day."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import NOW, TODAY, Cast, cast
from tests.foundation.core.uploads import pdf, upload
from tests.stages.evaluations.support import answers, begun, criteria, sent
from tests.stages.evaluations.test_shares import done
from tests.stages.works.support import piece
from thidua.faces.interchange.catalogue import keys
from thidua.stages.campaigns.campaign_file import CATALOGUE, read_campaign
from thidua.stages.campaigns.campaign_file.vocabulary import KNOWN as WORDS
from thidua.stages.campaigns.campaign_file.vocabulary import OF_MILESTONE
from thidua.stages.evaluations.known import KNOWN, Subject, facts_of
from thidua.stages.evaluations.models import Judgement
from thidua.stages.evaluations.operations import save_evaluation
from thidua.stages.honours.operations import Given, record_earlier_honour
from thidua.stages.milestones import operations as milestones
from thidua.stages.milestones.reports import Report
from thidua.stages.progress import rebuild
from thidua.stages.works.operations import register_work
from thidua.stages.works.tables import WORKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    made = cast()
    criteria(made)
    rebuild.prepare(campaign=made.campaign, now=NOW)
    return made


def subject(people: Cast, unit: str, person: str = "") -> Subject:
    body = people.units[unit]
    place = body.participations.select_related("campaign", "unit__kind", "kind").get()
    return Subject(people.campaign, body, people.people.get(person), place, TODAY)


def told(people: Cast, word: str, unit: str, person: str = "") -> list[tuple[str, str]]:
    return [(fact.label, fact.words) for fact in facts_of([word], subject(people, unit, person))]


def test_every_word_a_campaign_file_may_use_has_a_reading() -> None:
    assert {key for key, _reading in KNOWN.items()} == {*WORDS, OF_MILESTONE}


def test_every_word_of_the_catalogues_campaigns_is_known() -> None:
    """Reading refuses others by name; here for each campaign that is handed out."""
    used = {
        word
        for key in keys()
        for part in read_campaign(CATALOGUE / "campaigns" / key).criteria
        for line in part.statements
        for word in line.known
    }
    assert {"targets", "works", "models", "reports", "communes-share", "milestone:launch"} <= used
    assert [word for word in used if word not in KNOWN and not word.startswith(OF_MILESTONE)] == []


@pytest.mark.clause("V.1.2")
def test_section_three_of_a_district_is_filled_from_the_board(people: Cast) -> None:
    done(people, piece(people, unit=people.district), by="district_officer")
    rebuild.rebuild_campaign(campaign=people.campaign, now=NOW)

    assert told(people, "targets", "district") == [
        ("III.1 Phát động", "Chưa đạt (còn hạn): 0/1"),
        ("III.2 Hoàn thành tốt", "Chưa đến kỳ: 0/2"),
        ("III.3a Nhà đại đoàn kết của huyện", "Chưa đạt (còn hạn): 0/1 căn"),
        ("III.4 Công trình chào mừng", "Đạt: 1/1"),
        ("III.5a Mô hình, công trình dân sinh", "Chưa đạt (còn hạn): 0/3 thôn"),
        ("III.5b Ngày hội Đại đoàn kết", "Không đạt (hết hạn): 0/3 thôn"),
        ("III.6a Hội nghị Ban công tác", "Không đạt (hết hạn): 0/3 thôn"),
        ("III.6b Đại hội điểm", "Chưa đạt (còn hạn): 0/1"),
    ]  # fmt: skip


def test_works_of_the_body_and_of_its_branch(people: Cast) -> None:
    assert told(people, "works", "district") == [("Công trình, phần việc đơn vị dẫn đầu", "0 đã xác nhận, 0 đang làm")]
    done(people, piece(people))
    register_work(by=people.actor("district_officer"), now=NOW, content=piece(people, unit=people.district))

    assert told(people, "works", "district") == [
        ("Công trình, phần việc đơn vị dẫn đầu", "0 đã xác nhận, 1 đang làm"),
        ("Trên địa bàn, kể cả cấp dưới", "1 đã xác nhận, 1 đang làm"),
    ]


def test_models_by_name(people: Cast) -> None:
    model = people.work_kinds["model"]
    assert told(people, "models", "commune") == [("Mô hình, sáng kiến", "0 đã xác nhận")]
    done(people, piece(people, kind=model, name="Tiếng loa buổi sáng"))
    done(people, piece(people))

    assert told(people, "models", "commune") == [("Mô hình, sáng kiến", "1 đã xác nhận: Tiếng loa buổi sáng")]


def test_fact_about_works_opens_the_list_of_those_it_counts(people: Cast) -> None:
    done(people, piece(people, kind=people.work_kinds["model"], name="Tiếng loa"))
    register_work(by=people.actor("district_officer"), now=NOW, content=piece(people, unit=people.district))
    draft = piece(people, unit=people.district, name="Nháp")
    register_work(by=people.actor("district_officer"), now=NOW, content=draft, send=False)
    facts = facts_of(["works", "models"], subject(people, "district"))
    listed = [WORKS.page(people.actor("district_officer"), dict(parse_qsl(fact.query))).count for fact in facts]

    assert [fact.words for fact in facts] == [
        "0 đã xác nhận, 1 đang làm", "1 đã xác nhận, 1 đang làm", "1 đã xác nhận: Tiếng loa",
    ]  # fmt: skip
    assert listed == [1, 2, 1]


def test_milestone_with_its_day_and_paper(people: Cast) -> None:
    assert told(people, "milestone:launch", "commune") == [("Phát động thi đua", "chưa báo")]
    report = Report(datetime.date(2024, 7, 1), way="ceremony", document_number="")
    milestones.report_milestone(
        by=people.actor("commune_officer"), now=NOW, kind=people.milestone_kinds["launch"], unit=people.commune,
        report=report, uploads=[upload(pdf(), "le.pdf")],
    )  # fmt: skip

    assert told(people, "milestone:launch", "commune") == [("Phát động thi đua", "đã báo, chờ xác nhận, ngày 1/7/2024")]


def test_report_that_was_not_sent_is_told_so(people: Cast) -> None:
    assert told(people, "reports", "district") == [("Báo cáo kết quả", "chưa gửi báo cáo nào")]


@pytest.mark.clause("V.1.4")
def test_person_has_a_record_of_works_and_earlier_honours(people: Cast) -> None:
    done(people, piece(people))
    person = people.people["commune_officer"]
    given = Given("giay-khen", "Giấy khen", "Vận động quỹ", "07/QĐ", datetime.date(2022, 11, 15), "Huyện")
    record_earlier_honour(by=people.actor("commune_officer"), now=NOW, unit=people.commune, person=person, given=given)

    assert told(people, "works-entered", "commune", "commune_officer") == [
        ("Công trình người này đăng ký hoặc báo kết quả", "1 đã xác nhận, 0 đang làm")
    ]
    assert told(people, "honours", "commune", "commune_officer") == [
        ("Đã được Giấy khen", "15/11/2022, Vận động quỹ, tự khai, chưa có bản chụp")
    ]
    assert told(people, "honours", "commune") == [("Khen thưởng đã có", "chưa có trong sổ vàng")]


def test_district_reads_its_own_share_and_no_rank(people: Cast) -> None:
    assert told(people, "communes-share", "district") == [
        ("Tỷ lệ xã làm được nhiều công trình", "xã có từ 3 công trình, mô hình đã xác nhận: 0/2 (0%)")
    ]


def test_what_was_known_when_it_was_sent_stays(people: Cast) -> None:
    evaluation = sent(people)
    done(people, piece(people))

    fact = Judgement.objects.get(evaluation=evaluation).known[0]
    assert (fact["label"], fact["words"]) == ("Công trình, phần việc đơn vị dẫn đầu", "0 đã xác nhận, 0 đang làm")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_facts_are_kept_in_the_source_language(people: Cast, settings: Any, language: str) -> None:
    with translation.override(language):
        assert told(people, "models", "commune") == [("Mô hình, sáng kiến", "0 đã xác nhận")]


def test_every_fact_leads_to_a_page_of_the_site_or_to_none(people: Cast) -> None:
    evaluation = begun(people, by="district_officer", unit="district")
    save_evaluation(
        by=people.actor("district_officer"), now=NOW, evaluation=evaluation, answers=answers(evaluation), send=True
    )
    facts = [fact for row in Judgement.objects.order_by("id") for fact in row.known]
    addresses = [fact["address"] for fact in facts if fact["address"]]
    assert {name for name, *_args in addresses} == {"desk:works", "desk:progress-figure"}
    assert all(reverse(name, args=args).startswith("/ban-lam-viec/") for name, *args in addresses)
