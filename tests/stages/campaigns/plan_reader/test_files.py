"""Files that hold no plan to read, or cannot be read: each is refused with its own sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

from tests.stages.campaigns.plan_reader import drawn_286, plan_286
from thidua.foundation.core.errors import Unreadable
from thidua.stages.campaigns.plan_reader import files, read_plan_text


def word(*, macro: bool = False) -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.save(made)
    if macro:
        with zipfile.ZipFile(made, "a") as package:
            package.writestr("word/vbaProject.bin", b"x")
    return made.getvalue()


def pdf(*, pages: int = 1, password: str = "") -> bytes:
    made, writer = io.BytesIO(), pypdf.PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"  \n", "rỗng"),
        ("a.txt", b"...\n---\n", "không có chữ nào"),
        ("a.txt", b"\xc3\x28 K\xe9", "UTF-8"),
        ("a.docx", word(macro=True), "macro"),
        ("a.docx", word()[:200], "hỏng"),
        ("a.pdf", pdf(), "bản chụp"),
        ("a.pdf", pdf(password="mat-khau"), "mật khẩu"),
        ("a.pdf", b"%PDF-1.7\nnothing", "hỏng"),
        ("a.pdf", pdf(pages=300), "60 trang"),
        ("a.txt", "Kế hoạch ".encode() * 70_000, "60 trang"),
    ],
)
def test_file_is_refused_with_its_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=sentence):
        files.text_of(path, name=name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50),
        ("a.pdf", b"Xin ch\xc3\xa0o"),
        ("a.docx", b"PK\x05\x06" + b"\0" * 18),
    ],
)
def test_what_is_no_plan_gets_the_advice_of_this_page(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=r"Xin gửi Word \(\.docx\), PDF có chữ hoặc tệp chữ"):
        files.text_of(path, name=name)


def test_of_two_documents_the_first_is_read_and_the_second_told() -> None:
    second = "ỦY BAN NHÂN DÂN\nXÃ KHÁC\n\nSố: 9/TB-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nTHÔNG BÁO\n\nKết quả."
    values = read_plan_text(f"{plan_286.text()}\n\n{second}").values
    assert values["document"]["number"] == "286/KH-MTTQ-BTT"
    assert "two_documents" in values["warnings"]
    assert len(values["targets"]) == 9


def test_strange_sign_is_told_with_its_place() -> None:
    reading = read_plan_text(plan_286.text().replace("ít nhất 5 căn", "ít nhất \ufffd căn"))
    at = reading.places[f"/warnings/{reading.values['warnings'].index('strange_signs')}"]
    assert reading.text.split("\n")[at["line"] - 1][at["start"] : at["end"]] == "\ufffd"
    assert [row["id"] for row in reading.values["targets"]].count("III.3b") == 0


def test_text_without_anything_invents_nothing() -> None:
    values = read_plan_text("Xin chào.\nHôm nay trời đẹp.").values
    lists = [value for key, value in values.items() if isinstance(value, list) and key != "warnings"]
    assert lists == [[]] * len(lists)
    assert set(values["document"].values()) == {None}


def test_word_file_keeps_its_text(tmp_path: Path) -> None:
    file = drawn_286.drawn(tmp_path, "docx")
    assert "ít nhất 5 căn nhà đại đoàn kết" in files.text_of(file, name=file.name)
