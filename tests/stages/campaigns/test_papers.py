"""Plan 286 as an official document, from its catalogue file to the printed page; drafts of lower plans."""

from __future__ import annotations

import dataclasses
import datetime
import io

import pytest
from docx import Document
from pypdf import PdfReader

from tests.factories import NOW, SYSTEM
from thidua.foundation.accounts.operations import give_role, make_person
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.models import Dispatch, IssuedDocument, Register
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.campaign_file import CATALOGUE, read_campaign
from thidua.stages.campaigns.child_papers import paper_of, root_plan
from thidua.stages.campaigns.models import Campaign, Plan, TargetMinimum
from thidua.stages.campaigns.operations import enrol, load_campaign, load_kinds, load_unit_set, record_plan
from thidua.stages.campaigns.unit_sets import UnitSet, read_unit_set

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = datetime.date(2024, 7, 15)


def loaded(key: str) -> Campaign:
    """A campaign of the catalogue with its units, enrolled, its plan recorded as issued on paper."""
    file = read_campaign(CATALOGUE / "campaigns" / key)
    load_kinds(by=SYSTEM, now=NOW)
    load_unit_set(by=SYSTEM, now=NOW, unit_set=without_areas(read_unit_set(file.unit_set)))
    campaign = load_campaign(by=SYSTEM, now=NOW, file=file)
    enrol(by=SYSTEM, now=NOW, campaign=campaign, unit_kinds=list(file.takes_part))
    plan = Plan.objects.get(campaign=campaign, parent=None)
    document = papers.issued_plan(plan, file.plan, file.body)
    record_plan(by=SYSTEM, now=NOW, plan=plan, body=file.body, document=document, sent_at=NOW)
    return campaign


def without_areas(units: UnitSet) -> UnitSet:
    """Two residential areas stand for seven hundred."""
    kept = tuple(
        unit for unit in units.units if unit.kind != "residential-area" or unit.key.startswith(("24640-01", "24611-01"))
    )
    return dataclasses.replace(units, units=kept)


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    word = Document(io.BytesIO(content))
    nodes = [each for each in word.element.iter() if each.tag.endswith("}p")]
    paragraphs = ("".join(node.text or "" for node in each.iter() if node.tag.endswith("}t")) for each in nodes)
    return " ".join(" ".join(paragraphs).replace("\u00a0", " ").split())


def deviations(content: bytes) -> list[str]:
    return [each.rule for each in check_document(content, today=DAY).deviations if not each.notice]


@pytest.fixture
def campaign() -> Campaign:
    return loaded("286")


@pytest.mark.clause("H.1")
@pytest.mark.clause("N.1")
@pytest.mark.clause("N.2")
def test_plan_is_issued_and_printed_as_signed(campaign: Campaign) -> None:
    plan = root_plan(campaign)
    document = plan.document
    assert document is not None
    facts = (document.notation, document.date, document.signer_name, document.status, document.body)
    assert facts == (
        "286/KH-MTTQ-BTT",
        datetime.date(2023, 10, 26),
        "Y Thái",
        IssuedDocument.Status.ISSUED,
        "Ban Thường trực",
    )
    assert Register.objects.get().last_number == 286
    assert Dispatch.objects.filter(document=document, unit__kind="front-district").count() == 8
    for ending in ("docx", "pdf"):
        content = papers.draw_plan(plan, ending)
        text = text_of(content)
        assert deviations(content) == []
        assert [words for words in SIGNED_WORDS if words not in text] == []
        assert content == papers.draw_plan(plan, ending)


SIGNED_WORDS = [
    "ỦY BAN MTTQ VIỆT NAM",
    "TỈNH ĐẮK NÔNG",
    "BAN THƯỜNG TRỰC",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 286/KH-MTTQ-BTT",
    "Đắk Nông, ngày 26 tháng 10 năm 2023",
    "KẾ HOẠCH",
    "VII. TỔ CHỨC THỰC HIỆN",
    # The slips stay as they were signed.
    "Tạo không phí phấn khởi trong xã hội",
    "(qua Ban Tổ chức - Tuyên giáo trước ngày 20/8/2024.",
    "TM. BAN THƯỜNG TRỰC",
    "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
    "(đã ký)",
    "Y Thái",
    "- Uỷ ban TW MTTQ Việt Nam;",
    "- Lưu VT, Ban TC-TG.",
]


def test_whole_plan_stands_on_the_page(campaign: Campaign) -> None:
    html = papers.plan_html(root_plan(campaign))
    assert html.count("od-section") == 7
    assert "Số: 286/KH-MTTQ-BTT" in html
    assert " style=" not in html


@pytest.mark.clause("H.3")
def test_draft_of_a_district_carries_out_the_plan_above(campaign: Campaign) -> None:
    district = paper_of(campaign, "662", DAY)
    assert district.letterhead.parent_lines == ("ỦY BAN MTTQ VIỆT NAM", "HUYỆN CƯ JÚT")
    assert (district.letterhead.place, district.symbol, district.number) == ("Cư Jút", "KH-MTTQ-BTT", None)
    assert district.subject.endswith("nhiệm kỳ 2024 - 2029 trên địa bàn huyện Cư Jút")
    words = "\n".join(block.text for block in district.blocks)  # type: ignore[union-attr]
    assert (
        "Thực hiện Kế hoạch số 286/KH-MTTQ-BTT ngày 26/10/2023 của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh" in words
    )
    assert "Mỗi huyện, thành phố vận động xây dựng ít nhất 1 căn nhà đại đoàn kết." in words
    assert "Ủy ban MTTQ Việt Nam tỉnh vận động xây dựng ít nhất 5 căn" not in words
    assert "(áp dụng với 8 xã)" in words
    for ending in ("docx", "pdf"):
        rules = deviations(papers.draw(district, ending))
        # Nobody is named as its leader yet.
        assert rules == []


@pytest.mark.clause("H.3")
def test_raised_number_and_leader_stand_in_the_draft(campaign: Campaign) -> None:
    unit = campaign.participations.get(code="662").unit
    target = campaign.targets.get(code="III.3a")
    TargetMinimum.objects.create(target=target, unit=unit, minimum=2, source="minh họa")
    person = make_person(by=SYSTEM, now=NOW, full_name="Người Ký Minh Họa")
    give_role(by=SYSTEM, now=NOW, person=person, unit=unit, role="leader", on=datetime.date(2023, 1, 1))
    district = paper_of(campaign, "662", DAY)
    words = "\n".join(block.text for block in district.blocks)  # type: ignore[union-attr]
    assert "Ủy ban MTTQ Việt Nam huyện Cư Jút phấn đấu ít nhất 2 căn." in words
    assert district.signature is not None and district.signature.name == "Người Ký Minh Họa"


def test_organization_writes_under_its_own_name(campaign: Campaign) -> None:
    women = paper_of(campaign, "67-PN", DAY)
    assert women.letterhead.issuer_lines == ("HỘI LIÊN HIỆP PHỤ NỮ TỈNH ĐẮK NÔNG", "BAN THƯỜNG VỤ")
    assert women.letterhead.place == "Đắk Nông"
    assert women.subject.startswith("Hưởng ứng đợt thi đua đặc biệt")


def test_areas_and_unknown_codes_are_refused(campaign: Campaign) -> None:
    with pytest.raises(Invalid, match="không ban hành kế hoạch riêng"):
        paper_of(campaign, "24611-01", DAY)
    with pytest.raises(Missing, match="không có đơn vị mang mã 99999"):
        paper_of(campaign, "99999", DAY)
    with pytest.raises(Invalid, match="docx, pdf hoặc html"):
        papers.draw_plan(root_plan(campaign), "odt")


def test_plan_of_another_body_prints_under_the_states_format() -> None:
    small = loaded("tu-sach-2024")
    content = papers.draw_plan(root_plan(small), "pdf")
    outcome = check_document(content, today=DAY)
    assert outcome.format_key == "nd-30-2020"
    assert "CỤM TRƯỜNG SUỐI MƠ" in text_of(content)
