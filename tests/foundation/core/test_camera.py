"""What a photo says of itself; a photo that says nothing, or nonsense, is never in the wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.foundation.core.uploads import photo, picture
from thidua.foundation.core.content.camera import Told, orientation, told_by

UTC = datetime.UTC


def told(folder: Path, data: bytes) -> Told:
    target = folder / "a"
    target.write_bytes(data)
    return told_by(target)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_time_and_place_are_read(tmp_path: Path, kind: str) -> None:
    """The clock of a camera without a zone is the country's."""
    found = told(tmp_path, photo(kind=kind))

    assert found.taken_at == datetime.datetime(2024, 3, 3, 2, 12, tzinfo=UTC)
    assert found.point is not None
    assert max(abs(found.point[0] - 1_265_432), abs(found.point[1] - 10_769_123)) <= 1


@pytest.mark.parametrize(
    "data",
    [
        picture(),
        photo(taken="", point=None),
        photo(taken="0000:00:00 00:00:00", point=(0.0, 0.0)),
        photo(taken="2000:01:01 00:00:00", point=None),
        photo(taken="hôm qua", point=(99.0, 107.0)),
        b"\xff\xd8\xff\xe1\x00\x08Exif\0\0 no picture at all",
        b"",
    ],
)
def test_what_is_missing_or_nonsense_is_unknown(tmp_path: Path, data: bytes) -> None:
    assert told(tmp_path, data) == Told()


def test_way_a_camera_was_held_is_one_of_eight(tmp_path: Path) -> None:
    target = tmp_path / "a"
    for said, meant in ((6, 6), (9, 1), (0, 1)):
        target.write_bytes(photo(turned=said))
        assert orientation(target) == meant
