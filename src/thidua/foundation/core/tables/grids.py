"""What an office sends, an Excel workbook or CSV, opened as grids of cells; guarded: the bytes come from outside."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.core import content
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.tables.workbooks import MOST_COLUMNS, MOST_LINES, Grid, open_workbook

DELIMITED = frozenset({".csv", ".txt", ".tsv"})


def open_grids(upload: File) -> list[Grid]:
    """The sheets that a person sees in the upload. Raises `Unreadable` for anything but sound .xlsx or UTF-8 CSV."""
    name = upload.name or ""
    upload.seek(0)
    data: bytes = upload.read(settings.UPLOAD_LIMIT_BYTES + 1)
    if len(data) > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        raise Unreadable(_("Tệp lớn hơn %(limit)d MB. Xin bỏ ảnh, trang thừa rồi gửi lại.") % {"limit": limit})
    if Path(name).suffix.lower() in DELIMITED and not data.startswith((content.ZIP, content.OLE)):
        return [Grid("", _delimited(data))]
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        path = Path(file.name)
        if _is_text(data):
            raise Unreadable(
                _("Đây là tệp CSV mang đuôi .xlsx. Xin đổi đuôi thành .csv, hoặc mở bằng Excel rồi Lưu thành .xlsx.")
            )
        if content.inspect(path, name=name).kind.type != content.XLSX:
            raise Unreadable(_("Đây không phải bảng tính. Xin gửi tệp Excel (.xlsx) hoặc CSV."))
        return open_workbook(path)


def letters(column: int) -> str:
    """A column's name in Excel: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _is_text(data: bytes) -> bool:
    """Whether these are lines of cells written as plain text."""
    head = data[:4096]
    return bool(head) and b"\0" not in head and b"\n" in head and max(map(head.count, (b",", b";", b"\t"))) > 1


def _delimited(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            _("Tệp CSV không phải UTF-8 nên mất dấu. Xin Lưu thành kiểu «CSV UTF-8» hoặc .xlsx.")
        ) from None
    head = "\n".join(text.splitlines()[:20])
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=max(";\t,", key=head.count)):
            if len(lines) >= MOST_LINES or len(line) > MOST_COLUMNS:
                raise Unreadable(_("Tệp CSV quá dài hoặc quá rộng. Xin chia thành nhiều tệp."))
            lines.append(line)
    except csv.Error:
        raise Unreadable(_("Tệp CSV không đọc được. Xin Lưu thành kiểu .xlsx rồi gửi lại.")) from None
    return lines
