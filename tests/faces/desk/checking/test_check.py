"""The check on the desk: a file sent, its deviations told with the rules they break, nothing kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import cast
from tests.foundation.documents import papers
from tests.harness.pages import address, enter, words
from thidua.faces.desk.checking import forms
from thidua.foundation.core.models import AuditEntry, StoredFile
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.model import OfficialDocument, Signature, paragraph
from thidua.foundation.documents.pdf import draw_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def officer(db: None) -> Client:
    return enter(cast(), "commune_officer")


def sent(client: Client, content: bytes, name: str = "ke-hoach.docx", family: str = "") -> Any:
    return client.post(address("document-check"), {"upload": SimpleUploadedFile(name, content), "family": family})


def word(document: OfficialDocument) -> bytes:
    return draw_docx(document, format_on("front", papers.DAY))


def test_right_document_is_told_right(officer: Client) -> None:
    answer = sent(officer, draw_pdf(papers.plan(), format_on("front", papers.DAY)), "ke-hoach.pdf")
    told = words(answer)
    assert answer.status_code == 200
    assert "ke-hoach.pdf, theo Hướng dẫn 91/HD-MTTW-BTT." in told
    assert "Không có chỗ nào sai so với quy định." in told


def test_deviation_is_told_with_its_rule_and_nothing_is_kept(officer: Client) -> None:
    before = (StoredFile.objects.count(), AuditEntry.objects.count())
    told = words(sent(officer, word(papers.plan(symbol="BC-MTTQ-BTT"))))
    assert "1 chỗ chưa đúng" in told
    assert "Số, ký hiệu KH-… (kế hoạch) BC-MTTQ-BTT" in told
    assert (
        "Chữ viết tắt trong ký hiệu đúng với tên loại; công văn không có. Nghị định 30/2020/NĐ-CP, Phụ lục III" in told
    )
    assert (StoredFile.objects.count(), AuditEntry.objects.count()) == before


def test_the_same_in_every_paragraph_is_one_row_and_the_page_stays_small(officer: Client) -> None:
    open_bracket = papers.plan(blocks=tuple(paragraph(f"Đoạn số {n} (chưa đóng ngoặc.") for n in range(900)))
    answer = sent(officer, word(open_bracket))
    assert "và 899 chỗ khác" in words(answer)
    assert len(answer.content) < 150_000


def test_another_family_may_be_chosen(officer: Client) -> None:
    told = words(sent(officer, word(papers.plan()), family="party"))
    assert "theo Hướng dẫn 36-HD/VPTW." in told


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"Ke hoach", "x.txt", "Chỉ kiểm tra được tệp Word (.docx) và PDF."),
        (b"%PDF-1.7 hong", "x.pdf", "Tệp PDF bị hỏng hoặc gửi chưa hết"),
    ],
)
def test_file_that_cannot_be_checked_is_told_at_its_field(
    officer: Client, content: bytes, name: str, sentence: str
) -> None:
    answer = sent(officer, content, name)
    assert (answer.status_code, sentence in words(answer)) == (422, True)


def test_large_file_is_not_read(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 10)
    answer = sent(officer, word(papers.plan()))
    assert (answer.status_code, "Tệp lớn hơn 20 MB." in words(answer)) == (422, True)


def test_document_older_than_every_table_is_told(officer: Client) -> None:
    old = papers.plan(date=papers.DAY.replace(year=1999))
    answer = sent(officer, word(old))
    assert (answer.status_code, "sớm hơn mọi quy định" in words(answer)) == (422, True)


def test_words_of_a_file_are_only_words(officer: Client) -> None:
    sly = papers.plan(
        signature=Signature("LÃNH ĐẠO <script>x</script>", "Nguyễn Văn Minh Họa", ("TM. BAN THƯỜNG TRỰC",))
    )
    page = sent(officer, word(sly)).content.decode()
    assert ("&lt;script&gt;" in page.lower(), "<script>x" in page.lower()) == (True, False)
