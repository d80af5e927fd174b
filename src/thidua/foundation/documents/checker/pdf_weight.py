"""Proves before a PDF is read that this stays small: what its pages unpack to, and how much they draw."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pdfminer.pdfdevice import PDFTextDevice
from pypdf import PdfReader
from pypdf.filters import ASCII85Decode, ASCIIHexDecode, LZWDecode, RunLengthDecode
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from thidua.foundation.documents.checker.findings import NotADocument

# A hundred dense pages are three megabytes of drawing; whole fonts may lie beside them. Pictures are never unpacked.
MOST_DRAWING = 10 * 1024 * 1024
MOST_BESIDE = 40 * 1024 * 1024
# Letters and pieces of lines: each takes some kilobytes while its page is read.
MOST_MARKS = 400_000
CHUNK = 64 * 1024
# These shrink what they decode, or stop by themselves.
BOUNDED: dict[str, Any] = {
    "/ASCII85Decode": ASCII85Decode, "/A85": ASCII85Decode, "/ASCIIHexDecode": ASCIIHexDecode, "/AHx": ASCIIHexDecode,
    "/LZWDecode": LZWDecode, "/LZW": LZWDecode, "/RunLengthDecode": RunLengthDecode, "/RL": RunLengthDecode,
}  # fmt: skip


def require_light(reader: PdfReader) -> None:
    """Raises `NotADocument` for pages that unpack to more than anybody writes; nothing is unpacked further."""
    drawing, beside = MOST_DRAWING, MOST_BESIDE
    met: set[int] = set()
    for page in reader.pages:
        contents = page["/Contents"] if "/Contents" in page else ArrayObject()
        for each in contents if isinstance(contents, ArrayObject) else [contents]:
            drawing -= _unpacked(each.get_object(), drawing)
        for stream in _streams(page.get("/Resources"), met):
            if stream.get("/Subtype") == "/Form":
                drawing -= _unpacked(stream, drawing)
            else:
                beside -= _unpacked(stream, beside)


class Marks(PDFTextDevice):
    """Draws nothing and counts; raises `NotADocument` at the mark that is one too many."""

    left = MOST_MARKS

    def render_char(self, *_args: Any, **_options: Any) -> float:
        self._count(1)
        return 0.0

    def paint_path(self, _state: Any, _stroke: bool, _fill: bool, _evenodd: bool, path: Any) -> None:
        self._count(len(path))

    def render_image(self, _name: str, _stream: Any) -> None:
        self._count(1)

    def begin_figure(self, _name: str, _bbox: Any, _matrix: Any) -> None:
        self._count(1)

    def _count(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise NotADocument(_too_heavy())


def _streams(part: Any, met: set[int]) -> Iterator[StreamObject]:
    """All that a page's resources lead to, each once, without pictures."""
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if part.idnum in met:
                continue
            met.add(part.idnum)
            part = part.get_object()
        if isinstance(part, StreamObject):
            if part.get("/Subtype") == "/Image":
                continue
            yield part
        if isinstance(part, DictionaryObject):
            waiting.extend(value for key, value in part.items() if key != "/Parent")
        elif isinstance(part, ArrayObject):
            waiting.extend(part)


def _unpacked(stream: Any, most: int) -> int:
    """The bytes a stream unpacks to. Raises `NotADocument` past `most`."""
    if not isinstance(stream, StreamObject):
        return 0
    told = stream["/Filter"] if "/Filter" in stream else ArrayObject()
    data: bytes = stream._data
    for name in told if isinstance(told, ArrayObject) else [told]:
        if name in ("/FlateDecode", "/Fl"):
            data = _inflated(data, most)
        elif str(name) in BOUNDED:
            decoded = BOUNDED[str(name)].decode(data)
            data = decoded if isinstance(decoded, bytes) else decoded.encode("latin-1", "replace")
    if len(data) > most:
        raise NotADocument(_too_heavy())
    return len(data)


def _inflated(data: bytes, most: int) -> bytes:
    """As far as it goes, for a damaged end is read too, and never further than one byte past `most`."""
    made, unpacking = bytearray(), zlib.decompressobj()
    for start in range(0, len(data), CHUNK):
        try:
            made += unpacking.decompress(unpacking.unconsumed_tail + data[start : start + CHUNK], most + 1 - len(made))
        except zlib.error:
            break
        if len(made) > most or unpacking.eof:
            break
    return bytes(made)


def _too_heavy() -> str:
    return _("Tệp PDF phình ra quá lớn khi mở nên không kiểm tra được. Xin xuất lại tệp từ văn bản gốc.")
