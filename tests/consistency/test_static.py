"""What every visitor downloads: complete, small, and all of it ours."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.harness.source import PACKAGE

KIT = PACKAGE / "faces" / "kit" / "static" / "kit"
MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
KILOBYTE = 1024


def own(suffix: str) -> list[Path]:
    return sorted(path for path in PACKAGE.rglob(f"static/**/*.{suffix}"))


@pytest.mark.slow
def test_every_file_that_a_style_names_is_there(settings: object, tmp_path: Path) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()


def test_own_scripts_stay_small() -> None:
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in own("js"))
    assert lines <= 1500


def test_styles_and_faces_of_a_first_visit_stay_small() -> None:
    styles = sum(len(gzip.compress(path.read_bytes(), 9)) for path in KIT.glob("*.css"))
    faces = sum(path.stat().st_size for path in KIT.rglob("*.woff2"))
    assert styles + faces <= 120 * KILOBYTE


def test_nothing_is_fetched_from_elsewhere() -> None:
    seen = [
        f"{path.relative_to(PACKAGE)}: {address}"
        for path in [*own("css"), *own("js")]
        for address in re.findall(
            r"""(?:url\(|import |fetch\()\s*["']?((?:https?:)?//[^"')]+)""", path.read_text("utf-8")
        )
    ]
    assert seen == []
