"""The Word file as a word processor shows it: made PDF by LibreOffice, read back, nothing departs from the format."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.foundation.documents import papers
from tests.foundation.documents.test_checker import TODAY
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.checker.read_pdf import read_pdf
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import Format, format_on
from thidua.foundation.documents.measure import FACES
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.pdf import draw_pdf

pytestmark = pytest.mark.slow
DOCUMENTS = {
    "plan": papers.plan(), "letter": papers.letter(), "report": papers.report(), "minutes": papers.minutes(),
    "joint": papers.joint(), "party": papers.party(),
}  # fmt: skip
# Times New Roman is not ours to carry: its twin in metrics stands in for it.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{faces}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>
"""


def form_of(document: OfficialDocument) -> Format:
    return format_on(document.family, papers.DAY)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every sample as LibreOffice prints its Word file; without LibreOffice the run fails and says what to install."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: apt-get install libreoffice-writer-nogui"
    folder = tmp_path_factory.mktemp("libreoffice")
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(faces=FACES, cache=folder / "cache"), encoding="utf-8")
    for name, document in DOCUMENTS.items():
        (folder / f"{name}.docx").write_bytes(draw_docx(document, form_of(document)))
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         folder, *(folder / f"{name}.docx" for name in DOCUMENTS)],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)}, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {name: Path(folder / f"{name}.pdf").read_bytes() for name in DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_word_file_shown_by_libreoffice_has_no_deviation(name: str, converted: dict[str, bytes]) -> None:
    assert [each for each in check_document(converted[name], today=TODAY).deviations if not each.notice] == []


def shown(content: bytes) -> list[tuple[str, str, str]]:
    """Of each page the number it bears, its first words in any order (a head has two halves), its last."""
    seen = read_pdf(content)
    numbers = {number.page: number.text for number in seen.numbers}
    found = []
    for page in range(1, len(seen.pages) + 1):
        words = " ".join(part.text for part in seen.parts if part.page == page).split()
        found.append((numbers.get(page, ""), " ".join(sorted(words[:9])), " ".join(words[-4:])))
    return found


@pytest.mark.parametrize(("name", "document"), DOCUMENTS.items())
def test_word_and_pdf_have_the_same_pages(name: str, document: OfficialDocument, converted: dict[str, bytes]) -> None:
    assert shown(converted[name]) == shown(draw_pdf(document, form_of(document)))
