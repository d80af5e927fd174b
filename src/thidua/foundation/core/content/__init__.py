"""What an uploaded file really is, told by its bytes and never by its name, and whether it is safe to keep."""

from __future__ import annotations

import mmap
from dataclasses import dataclass, field
from pathlib import Path

import filetype
from django.utils.translation import gettext as _

from thidua.foundation.core.content import camera, packages, pdfs, pictures
from thidua.foundation.core.errors import Unreadable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file that is kept: its media type, the suffix it is given, and the other suffixes it may bear."""

    type: str
    suffix: str
    other_suffixes: tuple[str, ...] = ()
    is_picture: bool = False


KINDS = {
    kind.type: kind
    for kind in (
        Kind("image/jpeg", ".jpg", (".jpeg", ".jpe", ".jfif"), is_picture=True),
        Kind("image/png", ".png", is_picture=True),
        Kind("image/webp", ".webp", is_picture=True),
        Kind(PDF, ".pdf"),
        Kind(DOCX, ".docx"),
        Kind(XLSX, ".xlsx"),
    )
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# The entry in which Office keeps what a password hides.
LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is; of a picture also its thumbnail, the proof that it can be drawn, and what its camera told."""

    kind: Kind
    thumbnail: bytes | None = None
    told: camera.Told = field(default_factory=camera.Told)


def inspect(path: Path, *, name: str) -> Found:
    """What the file at `path` is, proved sound. `name` is used for nothing but the advice in a refusal.

    Raises `Unreadable` with a sentence for a kind that is not kept, a damaged file, a bomb, one that carries a program.
    """
    with path.open("rb") as file:
        head = file.read(8192)
    if not head:
        raise Unreadable(_("Tệp rỗng, không có nội dung. Xin chọn lại tệp."))
    if head.startswith(OLE):
        raise Unreadable(_old_office_advice(name, is_locked=_is_locked(path)))
    if head.startswith(ZIP):
        return Found(KINDS[_office_type(path)])
    guess = filetype.guess(head)
    kind = KINDS.get(guess.mime) if guess else None
    if kind is None or not (kind.is_picture or head.startswith(b"%PDF-")):
        raise Unreadable(_advice(guess.mime if guess else "", name))
    if kind.is_picture:
        return Found(kind, pictures.thumbnail(path), camera.told_by(path))
    pdfs.check(path)
    return Found(kind)


def _office_type(path: Path) -> str:
    names = packages.check(path)
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise Unreadable(
        _("Đây là tệp nén, chưa nhận được. Xin giải nén rồi gửi từng tệp ảnh, PDF, Word (.docx), Excel (.xlsx).")
    )


def _is_locked(path: Path) -> bool:
    """Whether an OLE file is a new Office file behind a password; else it is an old one, whatever its name says."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(LOCKED) >= 0


def _old_office_advice(name: str, *, is_locked: bool) -> str:
    if is_locked:
        return _("Tệp này có đặt mật khẩu nên không đọc được. Xin mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại.")
    if Path(name).suffix.lower() in {".xls", ".xlsx"}:
        return _(
            "Tệp Excel kiểu cũ (.xls) không nhận được. Xin mở bằng Excel, chọn Lưu thành, kiểu «Excel Workbook (.xlsx)»."
        )
    return _("Tệp Word kiểu cũ (.doc) không nhận được. Xin mở bằng Word, chọn Lưu thành, kiểu «Word Document (.docx)».")


def _advice(mime: str, name: str) -> str:
    if mime in {"image/heic", "image/heif"} or Path(name).suffix.lower() in {".heic", ".heif"}:
        return _(
            "Ảnh kiểu HEIC của iPhone chưa nhận được. Xin vào Cài đặt, Camera, Định dạng, chọn «Tương thích nhất» "
            "rồi chụp lại, hoặc gửi ảnh đã lưu kiểu JPEG."
        )
    if mime in {"image/apng", "image/gif"}:
        return pictures.moving()
    if mime.startswith("video/"):
        return _("Tệp phim không nhận được. Xin đưa phim lên trang của đơn vị rồi dán liên kết ở mục Liên kết.")
    return _("Loại tệp này không nhận được. Xin gửi ảnh (JPEG, PNG, WebP), PDF, Word (.docx) hoặc Excel (.xlsx).")
