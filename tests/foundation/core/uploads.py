"""Files as people bring them, sound and otherwise, made in memory."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

GPS = 0x8825
ORIENTATION = 0x0112
MAKER, DETAILS, TAKEN = 0x010F, 0x8769, 0x9003


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture(
    width: int = 1200, height: int = 900, *, kind: str = "JPEG", orientation: int = 1, mode: str = "RGB"
) -> bytes:
    """A picture with a place and an orientation written into it, as a phone does."""
    image = Image.new(mode, (width, height), (200, 30, 60) if mode == "RGB" else None)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[GPS] = {1: "N", 2: (12.0, 0.0, 0.0)}
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def photo(
    taken: str = "2024:03:03 09:12:00",
    point: tuple[float, float] | None = (12.65432, 107.69123),
    *,
    secret: str = "",
    turned: int = 1,
    kind: str = "JPEG",
    size: tuple[int, int] = (60, 40),
    **more: Any,
) -> bytes:
    """A picture that tells when and where it was taken, as a phone writes it; `secret` stands in all it can say."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif[MAKER] = secret or "Máy ảnh"
    if taken:
        exif.get_ifd(DETAILS)[TAKEN] = taken
    if point is not None:
        latitude, longitude = point
        exif.get_ifd(GPS).update({1: "N", 2: _parts(latitude), 3: "E", 4: _parts(longitude)})
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def _parts(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 4)


def moving(kind: str) -> bytes:
    """Two pictures that take turns."""
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=200)
    return out.getvalue()


def pdf(*, script: bool = False, locked: bool = False, sealed: bool = False, act: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if script:
        act = "/JavaScript"
    if act:
        key = "/JS" if script else "/F"
        action = DictionaryObject(
            {NameObject("/S"): NameObject(act), NameObject(key): TextStringObject("app.alert(1)")}
        )
        writer._root_object[NameObject("/OpenAction")] = action
    if locked:
        writer.encrypt("mat-khau", algorithm="RC4-128")
    if sealed:
        writer.encrypt("", owner_password="cua-nguoi-lap", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(**more: bytes) -> bytes:
    """A package that is Word's as far as its parts tell; `more` adds parts (underscores stand for slashes)."""
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    return package(parts | {name.replace("__", "/").replace("_", "."): data for name, data in more.items()})


def workbook(*sheets: list[list[Any]], names: tuple[str, ...] = (), **options: Any) -> bytes:
    """A workbook of these rows. A value that is callable is given (page, row, column, book) and writes itself."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "d/m/yyyy", **options}) as book:
        # The same rows are the same file.
        book.set_properties({"created": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)})
        for number, rows in enumerate(sheets):
            page = book.add_worksheet(names[number] if names else f"Trang {number + 1}")
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if callable(value):
                        value(page, row, column, book)
                    elif value is not None:
                        page.write(row, column, value)
    return out.getvalue()


def failed_formula(page: Any, row: int, column: int, _book: Any) -> None:
    page.write_formula(row, column, "=1/0", value="#DIV/0!")


def merged_down(text: str, rows: int) -> Any:
    def write(page: Any, row: int, column: int, _book: Any) -> None:
        page.merge_range(row, column, row + rows - 1, column, text)

    return write
