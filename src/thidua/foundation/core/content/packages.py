"""Word and Excel files are zip packages of XML: proved to open, to stay small when unpacked and to carry no program."""

from __future__ import annotations

import sys
import zipfile
import zlib
from pathlib import Path

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable

MOST_ENTRIES = 2_000
MOST_BYTES = 200 * 1024 * 1024
# XML shrinks well, but a package that grows past this and is not small is made to hurt.
MOST_GROWTH = 200
SMALL = 20 * 1024 * 1024
CHUNK = 1024 * 1024


def check(path: Path) -> frozenset[str]:
    """The names of the package's parts. Raises `Unreadable` for a damaged one, a bomb, macros, declared entities."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Unreadable(_bomb())
            names = frozenset(entry.filename for entry in entries)
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Unreadable(
                    _("Tệp có chứa chương trình (macro) nên không nhận. Xin Lưu thành kiểu .docx hoặc .xlsx thường.")
                )
            _unpack(package, entries, path.stat().st_size)
            return names
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable(
            _("Tệp bị hỏng hoặc gửi chưa hết, không mở được. Xin mở trên máy, lưu lại rồi gửi lại.")
        ) from error


def _unpack(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Unpacks everything once, to nowhere: the sizes that a package tells of itself are not to be believed."""
    left = min(MOST_BYTES, max(SMALL, packed * MOST_GROWTH))
    for entry in entries:
        # With the told size lifted, zipfile reads to the real end of the part and proves its checksum there.
        told, entry.file_size = entry.file_size, sys.maxsize
        before = left
        is_xml = entry.filename.endswith((".xml", ".rels"))
        with package.open(entry) as part:
            tail = b""
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Unreadable(_bomb())
                if is_xml and (b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk):
                    raise Unreadable(
                        _("Tệp có nội dung lạ không phải của Word hay Excel. Xin lưu lại bằng Word, Excel rồi gửi lại.")
                    )
                tail = chunk[-16:]
        if before - left != told:
            raise zipfile.BadZipFile(f"{entry.filename} is {before - left} bytes and told as {told}")


def _bomb() -> str:
    return _("Tệp phình ra quá lớn khi mở. Xin lưu lại bằng Word, Excel (bỏ ảnh thừa, trang trống) rồi gửi lại.")
