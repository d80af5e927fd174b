"""The library of cited documents: the catalogue's, an office's own, what is over, where each is cited."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.foundation.core.uploads import pdf, upload
from tests.foundation.documents import papers
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, Stale
from thidua.foundation.documents.model import paragraph
from thidua.foundation.documents.notations import NOTATION
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns import library
from thidua.stages.campaigns.campaign_file import read_campaign
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.models import CitedDocument, PaperCitation, Plan
from thidua.stages.campaigns.operations import (
    CitedFacts,
    change_document,
    cite_document,
    enter_document,
    load_library,
)
from thidua.stages.campaigns.rows import cited_documents

pytestmark = pytest.mark.django_db
FACTS = CitedFacts(kind="Chỉ thị", number="05-CT/HU", issuer="Huyện ủy Cư Jút", subject="đẩy mạnh thi đua yêu nước")


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def shelf(people: Cast) -> Cast:
    load_library(by=SYSTEM, now=NOW)
    return people


def own(people: Cast, **facts: Any) -> CitedDocument:
    given = {name: getattr(FACTS, name) for name in CitedFacts.__dataclass_fields__} | facts
    officer = people.actor("district_officer")
    return enter_document(by=officer, now=NOW, unit=people.district, facts=CitedFacts(**given))


def plan_of(people: Cast, unit: str = "district") -> Plan:
    words = {"campaign": people.campaign, "title": "Kế hoạch thi đua", "made_at": NOW, "changed_at": NOW}
    root = Plan.objects.create(unit=people.province, **words)
    return Plan.objects.create(unit=people.units[unit], parent=root, **words)


def numbers(people: Cast, who: str, **given: str) -> list[str]:
    return [row.number for row in library.found_by(people.actor(who), given)]


@pytest.mark.clause("H.2")
def test_plan_286_s_four_bases_and_nine_references_stand_in_the_library() -> None:
    file = read_campaign(CATALOGUE / "campaigns" / "286")
    rows = list(cited_documents(file, NOW))
    assert [part.carried_out for part in file.plan.cited].count(True) == 4
    assert len(rows) == 13
    assert [(row.number, row.date) for row in rows if row.key == "nq-tw4-khoa-xii"] == [("", None)]


def test_catalogue_s_library_is_loaded_once_and_leaves_an_office_s_words(shelf: Cast) -> None:
    row = CitedDocument.objects.select_related("replaced_by").get(key="98-2023-nd-cp")
    assert (row.valid_from, row.valid_to) == (datetime.date(2024, 1, 1), datetime.date(2025, 6, 30))
    assert row.replaced_by is not None
    assert row.replaced_by.number == "152/2025/NĐ-CP"
    assert CitedDocument.objects.get(key="28-2024-nd-cp").date is None
    assert all(row.source for row in CitedDocument.objects.order_by("id"))
    CitedDocument.objects.filter(key="98-2023-nd-cp").update(subject="Lời của cơ quan")
    assert load_library(by=SYSTEM, now=NOW) == 0
    assert CitedDocument.objects.get(key="98-2023-nd-cp").subject == "Lời của cơ quan"


def test_documents_are_found_without_accents_and_by_what_is_in_force(shelf: Cast) -> None:
    assert numbers(shelf, "commune_officer", q="cong tac van thu") == ["30/2020/NĐ-CP"]
    over = numbers(shelf, "commune_officer", **{"hieu-luc": library.OVER})
    assert over == ["2261/QĐ-MTTW", "91/2017/NĐ-CP", "221/QĐ-MTTW"]
    assert "91/2017/NĐ-CP" not in numbers(shelf, "commune_officer", **{"hieu-luc": library.IN_FORCE})
    with pytest.raises(Missing):
        numbers(shelf, "commune_officer", **{"hieu-luc": "khac"})


def test_own_document_is_read_by_its_branch_and_by_those_beneath(people: Cast) -> None:
    made = own(people)
    assert (made.key, made.folded) == ("05-ct-hu", "chi thi 05 ct/hu huyen uy cu jut day manh thi dua yeu nuoc")
    readers = ["district_officer", "commune_officer", "province_officer"]
    strangers = ["far_district_officer", "far_commune_officer", "women_officer"]
    assert [numbers(people, who) for who in readers] == [["05-CT/HU"]] * 3
    assert [numbers(people, who) for who in strangers] == [[]] * 3
    with pytest.raises(Missing):
        library.find_document(people.actor("women_officer"), made.key)


def test_document_entered_twice_is_told_and_a_number_may_be_unknown(people: Cast) -> None:
    own(people)
    with pytest.raises(Invalid, match="Thư viện đã có Chỉ thị 05-CT/HU: đẩy mạnh thi đua yêu nước"):
        own(people, subject="khác")
    with pytest.raises(Invalid, match="Thư viện đã có Chỉ thị 05-CT/HU"):
        own(people, number="05-ct/hu")
    own(people, number="05-CT/HU", issuer="Huyện ủy khác")
    with pytest.raises(Invalid, match="Thư viện đã có"):
        own(people, number="05-CT/HU", issuer="Huyện ủy khác")
    first, second = own(people, number=""), own(people, number="", subject="đẩy mạnh thi đua yêu nước")
    assert first.key != second.key
    assert (str(first), first.date) == ("Chỉ thị", None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": " "}, "kind"),
        ({"subject": ""}, "subject"),
        ({"replaced_by": "99/XX"}, "replaced_by"),
        ({"valid_from": datetime.date(2024, 2, 1), "valid_to": datetime.date(2024, 1, 1)}, "valid_to"),
    ],
)
def test_facts_that_cannot_be_are_refused_at_their_field(people: Cast, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        own(people, **facts)
    assert list(refusal.value.fields) == [field]


def test_end_and_successor_are_written_by_who_looks_after_it(shelf: Cast) -> None:
    made, officer = own(shelf), shelf.actor("district_officer")
    newer = own(shelf, number="06-CT/HU", subject="thi đua mới")
    facts = CitedFacts(**{name: getattr(FACTS, name) for name in CitedFacts.__dataclass_fields__} | {
        "valid_to": datetime.date(2024, 7, 1), "replaced_by": "06-ct/hu",
    })  # fmt: skip
    with pytest.raises(NotAllowed, match="huyện Cư Jút"):
        change_document(by=shelf.actor("commune_officer"), now=NOW, document=made, facts=facts)
    row = change_document(by=officer, now=NOW, document=made, facts=facts, scan=upload(pdf(), "chi-thi.pdf"), version=1)
    assert (row.replaced_by, [file.name for file in files.of_owner(library.OWNER, row.uid)]) == (newer, ["chi-thi.pdf"])
    with pytest.raises(Stale):
        change_document(by=officer, now=NOW, document=made, facts=facts, version=1)
    law = CitedDocument.objects.get(key="06-2022-qh15")
    with pytest.raises(NotAllowed, match="người quản trị"):
        change_document(by=officer, now=NOW, document=law, facts=FACTS)


def test_successor_stays_while_its_number_does_and_is_never_guessed(shelf: Cast) -> None:
    made, officer = own(shelf), shelf.actor("district_officer")
    older = own(shelf, number="06-CT/HU", subject="thi đua mới")
    given = {name: getattr(FACTS, name) for name in CitedFacts.__dataclass_fields__} | {"replaced_by": "06-CT/HU"}
    change_document(by=officer, now=NOW, document=made, facts=CitedFacts(**given))
    own(shelf, number="06-CT/HU", issuer="Huyện ủy khác")
    row = change_document(by=officer, now=NOW, document=made, facts=CitedFacts(**given | {"subject": "chữ khác"}))
    assert row.replaced_by == older
    with pytest.raises(Invalid, match="nhiều văn bản mang số này") as refused:
        own(shelf, number="07-CT/HU", replaced_by="06-CT/HU")
    assert list(refused.value.fields) == ["replaced_by"]
    assert "Huyện ủy khác" in str(refused.value)


def test_writer_is_told_what_is_over_or_not_yet_in_force(shelf: Cast) -> None:
    texts = ["Căn cứ Nghị định số 91/2017/NĐ-CP và Nghị định số 98/2023/NĐ-CP;", "theo Luật số 06/2026/QH16."]
    assert library.no_longer_in_force(shelf.actor("commune_officer"), texts, datetime.date(2024, 7, 15)) == [
        "Luật 06/2026/QH16 có hiệu lực từ ngày 1/10/2026.",
        "Nghị định 91/2017/NĐ-CP hết hiệu lực sau ngày 31/12/2023, được thay bằng Nghị định 98/2023/NĐ-CP.",
    ]
    assert library.no_longer_in_force(shelf.actor("commune_officer"), texts[:1], datetime.date(2023, 12, 31)) == [
        "Nghị định 98/2023/NĐ-CP có hiệu lực từ ngày 1/1/2024."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kế hoạch 286/KH-MTTQ-BTT ngày 26/10/2023", ["286/KH-MTTQ-BTT"]),
        ("Chỉ thị số 22-CT/TW, Quy định 124-QĐ/TW", ["22-CT/TW", "124-QĐ/TW"]),
        ("Luật số 06/2022/QH15;", ["06/2022/QH15"]),
        ("ngày 26/10/2023 có 12/80 xã", []),
    ],
)
def test_numbers_of_documents_are_found_in_a_text(text: str, found: list[str]) -> None:
    assert NOTATION.findall(text) == found


def test_issued_paper_is_noted_at_the_documents_it_names(shelf: Cast) -> None:
    blocks = (paragraph("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;"), paragraph("theo 30/2020/NĐ-CP."))
    paper = record_issued(
        by=SYSTEM, now=NOW, unit=shelf.commune, body="Ban Thường trực",
        document=papers.plan(number=7, date=NOW.date(), blocks=blocks),
    )  # fmt: skip
    decree = CitedDocument.objects.get(key="30-2020-nd-cp")
    assert [row.paper for row in library.papers_citing(shelf.actor("commune_officer"), decree)] == [paper]
    assert list(library.papers_citing(shelf.actor("sister_officer"), decree)) == []


def test_papers_and_warnings_know_the_documents_of_their_own_branch_alone(shelf: Cast) -> None:
    made = own(shelf, valid_to=datetime.date(2024, 1, 1))
    texts = ["thực hiện Chỉ thị số 05-CT/HU của Huyện ủy"]

    free = itertools.count(50)

    def told(who: str) -> int:
        return len(library.no_longer_in_force(shelf.actor(who), texts, NOW.date()))

    def noted(unit: str) -> list[CitedDocument]:
        paper = record_issued(
            by=SYSTEM, now=NOW, unit=shelf.units[unit], body="Ban Thường trực",
            document=papers.plan(number=next(free), date=NOW.date(), blocks=(paragraph(texts[0]),)),
        )  # fmt: skip
        return [row.document for row in PaperCitation.objects.filter(paper=paper)]

    assert (told("commune_officer"), told("far_commune_officer")) == (1, 0)
    assert (noted("commune"), noted("far_commune"), noted("province")) == ([made], [], [])
    twin = CitedDocument.objects.create(
        key="05-ct-hu-2", kind="Chỉ thị", number="05-CT/HU", issuer="Huyện ủy khác", subject="khác", unit=shelf.province,
        made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    assert (noted("commune"), noted("far_commune")) == ([], [twin])


def test_one_cited_before_is_offered_first_and_cited_once(shelf: Cast) -> None:
    made, officer = own(shelf), shelf.actor("district_officer")
    plan = plan_of(shelf)
    other = own(shelf, number="06-CT/HU", subject="thi đua mới")
    assert list(library.offered_to(officer, plan)[:2]) == [made, other]
    first = cite_document(by=officer, now=NOW, plan=plan, document=other, clause=" II.3 ", carries_out=True)
    assert cite_document(by=officer, now=NOW, plan=plan, document=other, clause="II.3") == first
    assert (first.clause, first.carries_out) == ("II.3", True)
    assert list(library.offered_to(officer, plan)[:2]) == [other, made]
    assert [row.plan for row in library.plans_citing(officer, other)] == [plan]
    assert list(library.plans_citing(shelf.actor("far_commune_officer"), other)) == []
    with pytest.raises(NotAllowed):
        cite_document(by=shelf.actor("district_leader"), now=NOW, plan=plan, document=made)
