"""Files that cannot be checked: each is refused with a sentence that says why and what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from tests.foundation.core import uploads
from tests.foundation.documents import papers
from thidua.foundation.core.content import OLE
from thidua.foundation.documents.checker import NotADocument, check_document
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.pdf import draw_pdf

FORM = format_on("front", papers.DAY)
PDF, DOCX = draw_pdf(papers.page(), FORM), draw_docx(papers.page(), FORM)


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def blank_pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    return written(writer)


def stamped_scan() -> bytes:
    """Three pages without letters and the stamp of a number on the first."""
    writer = PdfWriter()
    writer.append(io.BytesIO(draw_pdf(papers.plan(blocks=(), recipients=(), signature=None, subject="x"), FORM)))
    for _ in range(9):
        writer.add_blank_page(595, 842)
    return written(writer)


def locked() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(PDF)))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    return written(writer)


def with_macro() -> bytes:
    made = io.BytesIO(DOCX)
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/vbaProject.bin", b"\0")
    return made.getvalue()


def without_words() -> bytes:
    file = io.BytesIO()
    Document().save(file)
    return file.getvalue()


FILES = {
    "nothing": (b"", "x.pdf", "Tệp rỗng, không có nội dung. Xin chọn lại tệp."),
    "plain text": (b"Ke hoach", "x.txt", "Chỉ kiểm tra được tệp Word (.docx) và PDF."),
    "a picture": (uploads.picture(60, 40), "x.jpg", "Chỉ kiểm tra được tệp Word (.docx) và PDF."),
    "an old Word file": (
        OLE + b"\0" * 600, "x.doc",
        "Tệp Word kiểu cũ (.doc) không nhận được. Xin mở bằng Word, chọn Lưu thành, kiểu «Word Document (.docx)»."),
    "a locked Word file": (
        OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "x.docx",
        "Tệp này có đặt mật khẩu nên không đọc được. Xin mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại."),
    "a locked PDF": (locked(), "x.pdf", "Tệp PDF có đặt mật khẩu. Xin bỏ mật khẩu rồi gửi lại."),
    "half a PDF": (
        PDF[: len(PDF) // 2], "x.pdf", "Tệp PDF bị hỏng hoặc gửi chưa hết, không mở được. Xin xuất lại PDF rồi gửi lại."),
    "half a Word file": (
        DOCX[: len(DOCX) // 2], "x.docx",
        "Tệp bị hỏng hoặc gửi chưa hết, không mở được. Xin mở trên máy, lưu lại rồi gửi lại."),
    "macros": (
        with_macro(), "x.docx",
        "Tệp có chứa chương trình (macro) nên không nhận. Xin Lưu thành kiểu .docx hoặc .xlsx thường."),
    "a script": (
        uploads.pdf(script=True), "x.pdf",
        "Tệp PDF có chứa chương trình hoặc tệp đính kèm nên không nhận. Xin in ra PDF mới (Print to PDF) rồi gửi lại."),
    "a scan": (
        blank_pages(2), "x.pdf",
        "Tệp PDF này chỉ có ảnh chụp, không có chữ để kiểm tra. Xin dùng bản xuất từ Word."),
    "a scan with a stamp": (
        stamped_scan(), "x.pdf", "Tệp PDF này chỉ có ảnh chụp, không có chữ để kiểm tra. Xin dùng bản xuất từ Word."),
    "an empty Word file": (
        without_words(), "x.docx",
        "Tệp không có chữ nào để kiểm tra. Xin dùng bản soạn trên máy, không phải bản chụp."),
    "three hundred pages": (
        blank_pages(300), "x.pdf",
        "Tệp có 300 trang, dài quá để kiểm tra (nhiều nhất 100). Xin tách riêng từng văn bản."),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_file_that_cannot_be_checked_is_refused_with_a_sentence(case: str) -> None:
    content, name, sentence = FILES[case]
    with pytest.raises(NotADocument) as refused:
        check_document(content, today=papers.DAY, name=name)
    assert str(refused.value) == sentence
