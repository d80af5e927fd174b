"""`thidua document`: plans as files, files against the format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import cast
from tests.foundation.documents import papers
from tests.foundation.documents.test_checker import FORM
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.stages.campaigns.models import Plan, PlanBlock, RecipientLine

CLEAN = draw_docx(papers.plan(), FORM)


@pytest.fixture
def plan(db: None) -> Plan:
    """The cast's campaign with a short plan, not yet numbered."""
    campaign = cast().campaign
    made = Plan.objects.create(
        campaign=campaign, unit=campaign.owner, title="Phát động đợt thi đua (minh họa)", preamble=papers.LONG,
        closing="Trên đây là Kế hoạch./.", made_at=campaign.made_at, changed_at=campaign.made_at,
    )  # fmt: skip
    PlanBlock.objects.create(plan=made, position=1, kind="section", number="I.", clause="I", text="MỤC ĐÍCH")
    PlanBlock.objects.create(plan=made, position=2, kind="item", number="-", clause="I.1", text=papers.LONG)
    RecipientLine.objects.create(plan=made, position=1, text="Ủy ban MTTQ các huyện", kind="group")
    RecipientLine.objects.create(plan=made, position=2, text="Lưu: VT", kind="archive")
    return made


@pytest.mark.clause("H.1")
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_plan_is_printed_and_passes_the_check(
    plan: Plan, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"plan.{ending}"
    call_command("document", "print", "plan", "thu", "--format", ending, "--out", str(target))
    outcome = check_document(target.read_bytes(), today=papers.DAY)
    assert (outcome.passed, capsys.readouterr().out) == (True, f"Đã ghi {target}.\n")


@pytest.mark.clause("H.3")
def test_draft_of_a_lower_unit_is_printed(plan: Plan, tmp_path: Path) -> None:
    target = tmp_path / "plan.html"
    call_command("document", "print", "plan", "thu", "--unit", "662", "--format", "html", "--out", str(target))
    assert "HUYỆN CƯ JÚT" in target.read_text(encoding="utf-8")


def test_summary_of_a_unit_is_printed(plan: Plan, tmp_path: Path) -> None:
    target = tmp_path / "summary.html"
    call_command("document", "print", "summary", "thu", "--unit", "662", "--format", "html", "--out", str(target))
    text = target.read_text(encoding="utf-8")
    assert ("HUYỆN CƯ JÚT" in text, "BIỂU TỔNG HỢP" in text) == (True, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["khong-co"], "Không có đợt thi đua «khong-co»."),
        (["thu", "--unit", "99999"], "Đợt thi đua này không có đơn vị mang mã 99999."),
        (["thu", "--unit", "24649-01"], "Thôn 1 không ban hành kế hoạch riêng."),
    ],
)
def test_unknown_things_are_refused_and_nothing_is_written(
    plan: Plan, words: list[str], sentence: str, tmp_path: Path
) -> None:
    target = tmp_path / "plan.pdf"
    with pytest.raises(CommandError) as refused:
        call_command("document", "print", "plan", *words, "--out", str(target))
    assert (str(refused.value), target.exists()) == (sentence, False)


def test_place_that_cannot_be_written_is_named(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("document", "print", "plan", "thu", "--out", str(tmp_path / "no" / "plan.pdf"))


def test_clean_file_is_told_clean(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(CLEAN)
    call_command("document", "check", str(file))
    assert capsys.readouterr().out == "Thể thức: Hướng dẫn 91/HD-MTTW-BTT\nKhông có sai lệch.\n"


def test_deviations_are_told_as_json_and_fail(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(draw_docx(papers.plan(symbol="BC-MTTQ-BTT"), format_on("front", papers.DAY)))
    with pytest.raises(CommandError, match="không đúng thể thức"):
        call_command("document", "check", str(file), "--json")
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "format": "hd-91-2013",
        "passed": False,
        "deviations": [
            {"rule": "symbol.kind", "place": "Số, ký hiệu", "expected": "KH-… (kế hoạch)", "found": "BC-MTTQ-BTT", "notice": False,
             "says": "Chữ viết tắt trong ký hiệu đúng với tên loại; công văn không có.", "source": "Nghị định 30/2020/NĐ-CP, Phụ lục III"}
        ],
    }  # fmt: skip


@pytest.mark.parametrize("content", [None, b"hello"])
def test_what_cannot_be_checked_is_refused(db: None, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "plan.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=r"^(Không đọc được tệp|Chỉ kiểm tra được tệp)"):
        call_command("document", "check", str(file))
