"""What leaves of a photo: the same picture, and nothing of what its camera or a program wrote into it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from tests.foundation.core.uploads import DETAILS, GPS, MAKER, ORIENTATION, photo, picture
from thidua.foundation.core.content import bare

SECRET = "MAY-ANH-CUA-BA-HOA"
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "MPO": "image/jpeg"}


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def copied(folder: Path, data: bytes, kind: str) -> bytes:
    target = folder / "a"
    target.write_bytes(data)
    copy = bare.copy_of(target, TYPES[kind])
    found = b"".join(copy.chunks())
    assert copy.length == len(found)
    return found


def words(kind: str) -> dict[str, Any]:
    """Whatever else a program of this kind can write."""
    if kind == "PNG":
        told = PngInfo()
        told.add_text("Author", SECRET)
        told.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
        return {"pnginfo": told}
    return {"xmp": f"<x>{SECRET}</x>".encode()} | ({"comment": SECRET.encode()} if kind == "JPEG" else {})


@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_copy_is_the_same_picture_and_says_nothing(tmp_path: Path, kind: str, turned: int) -> None:
    data = photo(secret=SECRET, kind=kind, turned=turned, icc_profile=profile(), **words(kind))
    found = copied(tmp_path, data, kind)
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(found))

    assert SECRET.encode() in data
    assert before.getexif().get_ifd(GPS) != {}
    assert SECRET.encode() not in found
    exif = after.getexif()
    assert (dict(exif.get_ifd(GPS)), dict(exif.get_ifd(DETAILS)), exif.get(MAKER)) == ({}, {}, None)
    assert exif.get(ORIENTATION, 1) == turned
    assert after.info["icc_profile"] == profile()
    assert after.tobytes() == before.tobytes()
    assert ImageOps.exif_transpose(after).size == ImageOps.exif_transpose(before).size


def test_second_picture_and_film_behind_the_first_are_left_out(tmp_path: Path) -> None:
    found = copied(tmp_path, picture(kind="MPO") + SECRET.encode(), "MPO")

    assert SECRET.encode() not in found
    assert Image.open(io.BytesIO(found)).format == "JPEG"
    assert found.endswith(b"\xff\xd9")


def test_picture_in_many_scans_is_whole(tmp_path: Path) -> None:
    data = photo(secret=SECRET, progressive=True, size=(300, 200))
    found = copied(tmp_path, data, "JPEG")

    assert data.count(b"\xff\xda") > 1
    assert SECRET.encode() not in found
    assert Image.open(io.BytesIO(found)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_rubbish_between_the_parts_does_no_harm(tmp_path: Path) -> None:
    """Some phones leave bytes between the parts; programs pass over them, and so does the copy."""
    data = photo(secret=SECRET)
    end = 4 + int.from_bytes(data[4:6], "big")
    found = copied(tmp_path, data[:end] + b"\0\0" + data[end:], "JPEG")

    assert SECRET.encode() not in found
    assert Image.open(io.BytesIO(found)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_program_that_hides_in_a_comment_does_not_leave(tmp_path: Path) -> None:
    script = b"<?php system($_GET['c']); ?><script>alert(1)</script>"
    found = copied(tmp_path, photo(comment=script), "JPEG")

    assert b"<script>" not in found
