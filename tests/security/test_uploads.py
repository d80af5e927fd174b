"""Whatever is sent is kept under a random name, never runs, and leaves as something to be kept."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from tests.foundation.core.uploads import pdf, picture, upload, word
from tests.scope import answers
from tests.scope.world import World, receipt
from thidua.foundation.core.models import StoredFile

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCRIPTS = {
    "lenh.php": b"<?php system($_GET['c']); ?>",
    "anh.jpg": b"<script>alert(1)</script>",
    "anh.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "trang.html": b"<html><script>alert(1)</script></html>",
    "chay.exe": b"MZ\x90\x00\x03\x00\x00\x00",
    "lenh.sh": b"#!/bin/sh\nrm -rf /\n",
    "van-ban.pdf": pdf(script=True),
    "macro.docx": word(word__vbaProject_bin=b"macro"),
    ".htaccess": b"AddType application/x-httpd-php .jpg",
    "rong.jpg": b"",
}
DOUBLE = ["anh.php.jpg", "anh.jpg.php", "anh.jpg%00.php", "../../anh.php", "..\\..\\anh.exe", "anh.jpg;.php", "con.php"]


def send(site: World, data: bytes, name: str) -> Any:
    address = reverse("desk:work-photos", args=[site.works["registered"].uid])
    form = {"role": "before", "receipt": receipt(), "photos": upload(data, name)}
    return site.client("own officer").post(address, form)


def files_on_disk() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_refused_with_a_sentence_and_nothing_stays(site: World, name: str) -> None:
    kept = files_on_disk()
    with answers.watched(site.fingerprint) as watch:
        response = send(site, SCRIPTS[name], name)
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert (watch.changed(), files_on_disk() - kept) == ([], set())


@pytest.mark.parametrize("name", DOUBLE)
def test_a_double_suffix_is_only_a_name(site: World, name: str) -> None:
    assert send(site, picture(40, 30), name).status_code == 302
    stored = StoredFile.objects.order_by("-id")[0]
    assert stored.name.endswith(".jpg")
    assert not set(stored.name) & set('/\\:;%"<>')
    assert all(part.isalnum() for part in stored.path.split("/")), stored.path
    path = Path(settings.MEDIA_ROOT) / stored.path
    assert path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    response = site.client("own officer").get(reverse("desk:file", args=[stored.uid]))
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert answers.body(response)


def test_what_is_no_picture_leaves_as_an_attachment(site: World) -> None:
    assert send(site, pdf(), "to-trinh.php.pdf").status_code == 302
    stored = StoredFile.objects.order_by("-id")[0]
    response = site.client("own officer").get(reverse("desk:file", args=[stored.uid]))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] == "application/pdf"
    assert answers.body(response) == pdf()


def test_files_stand_under_no_address_of_their_own(site: World) -> None:
    """Neither by their path on the disk nor under the site's static files."""
    stored = site.files["registered photo"]
    guesses = [
        f"/{stored.path}",
        f"/media/{stored.path}",
        f"/tep-tinh/{stored.path}",
        f"/tep-tinh/../files/{stored.path}",
    ]
    assert [site.client("own officer").get(guess).status_code for guess in guesses] == [404] * 4
    assert not settings.MEDIA_URL or not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)
