"""A picture without what the camera wrote into it: no place, time, device, name, comment, nor a small old picture.

Nothing is drawn anew: the copy has the original's own points, its colours and the way it is held, and is read off the
original piece by piece, so that serving it costs no memory.
"""

from __future__ import annotations

import mmap
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from thidua.foundation.core.content import camera

# What is written as it stands, or a stretch of the original.
Piece = bytes | tuple[int, int]
CHUNK = 64 * 1024

JPEG_END, JPEG_SCAN = 0xD9, 0xDA
# Of what programs add to a JPEG: the density, the colours of the screen, the colours of the print.
JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
JPEG_ADDED = frozenset({*range(0xE0, 0xF0), 0xFE})
JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
# A JFIF segment longer than this carries a small picture.
JFIF_LENGTH = 16
# Within the points themselves 0xFF is followed by zero or by a mark of restart.
AFTER_SCAN = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
)
WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
WEBP_EXIF, WEBP_XMP = 0x08, 0x04


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is read off the original: its length, and its pieces in order."""

    path: Path
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> int:
        return sum(len(piece) if isinstance(piece, bytes) else piece[1] - piece[0] for piece in self.pieces)

    def chunks(self) -> Iterator[bytes]:
        """The content, a little at a time."""
        with self.path.open("rb") as file:
            for piece in self.pieces:
                if isinstance(piece, bytes):
                    yield piece
                    continue
                start, end = piece
                file.seek(start)
                while start < end and (chunk := file.read(min(CHUNK, end - start))):
                    start += len(chunk)
                    yield chunk


def copy_of(path: Path, media_type: str) -> Copy:
    """The copy of a JPEG, PNG or WebP picture that was kept. Raises `FileNotFoundError` where the file is gone."""
    turned = camera.orientation(path)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if media_type == "image/png":
            return Copy(path, tuple(_png(data, turned)))
        if media_type == "image/webp":
            return Copy(path, tuple(_webp(data, turned)))
        return Copy(path, tuple(_jpeg(data, turned)))


def _jpeg(data: mmap.mmap, turned: int) -> Iterator[Piece]:
    """All segments but what programs added. What follows the first picture's end (a film, a second one) is left out."""
    yield b"\xff\xd8"
    if turned != camera.UPRIGHT:
        held = b"Exif\0\0" + _held(turned)
        yield b"\xff\xe1" + struct.pack(">H", 2 + len(held)) + held
    at, size = 2, len(data)
    while (at := data.find(b"\xff", at)) >= 0 and at + 4 <= size:
        marker = data[at + 1]
        if marker == 0xFF or marker == 0 or marker in JPEG_ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == JPEG_END:
            break
        end = min(size, at + 2 + int.from_bytes(data[at + 2 : at + 4], "big"))
        if _is_kept(marker, data[at + 4 : end][:JFIF_LENGTH], end - at - 2):
            yield (at, end)
        if marker == JPEG_SCAN:
            found = AFTER_SCAN.search(data, end)
            yield (end, found.start() if found else size)
            end = found.start() if found else size
        at = end
    yield b"\xff\xd9"


def _is_kept(marker: int, head: bytes, length: int) -> bool:
    if marker not in JPEG_ADDED:
        return True
    sign = JPEG_KEPT.get(marker)
    return sign is not None and head.startswith(sign) and (marker != 0xE0 or length == JFIF_LENGTH)


def _png(data: mmap.mmap, turned: int) -> Iterator[Piece]:
    yield PNG_HEAD
    at = len(PNG_HEAD)
    while at + 12 <= len(data):
        name = bytes(data[at + 4 : at + 8])
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if name == b"IDAT" and turned != camera.UPRIGHT:
            held = b"eXIf" + _held(turned)
            yield struct.pack(">I", len(held) - 4) + held + struct.pack(">I", zlib.crc32(held))
            turned = camera.UPRIGHT
        if name in PNG_KEPT:
            yield (at, min(end, len(data)))
        if name == b"IEND":
            break
        at = end


def _webp(data: mmap.mmap, turned: int) -> Iterator[Piece]:
    pieces: list[Piece] = []
    at = 12
    while at + 8 <= len(data):
        name, length = bytes(data[at : at + 4]), int.from_bytes(data[at + 4 : at + 8], "little")
        end = min(len(data), at + 8 + length + length % 2)
        if name == b"VP8X":
            flags = data[at + 8] & ~(WEBP_EXIF | WEBP_XMP) | (WEBP_EXIF if turned != camera.UPRIGHT else 0)
            pieces += [(at, at + 8), bytes([flags]), (at + 9, end)]
        elif name in WEBP_KEPT:
            pieces.append((at, end))
        at = end
    if turned != camera.UPRIGHT:
        held = _held(turned)
        pieces.append(b"EXIF" + struct.pack("<I", len(held)) + held)
    body = sum(len(piece) if isinstance(piece, bytes) else piece[1] - piece[0] for piece in pieces)
    yield b"RIFF" + struct.pack("<I", 4 + body) + b"WEBP"
    yield from pieces


def _held(turned: int) -> bytes:
    """The least EXIF there is: how the camera was held, nothing else."""
    entry = struct.pack(">HHIHH", camera.ORIENTATION, 3, 1, turned, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
