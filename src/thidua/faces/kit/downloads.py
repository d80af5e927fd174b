"""A drawn paper or sheet as a file to take away."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from thidua.foundation.core.content import DOCX, PDF, XLSX
from thidua.foundation.core.vietnamese import fold

TYPES = {"docx": DOCX, "pdf": PDF, "xlsx": XLSX}
# In what forms an official paper is drawn.
PAPERS = ("docx", "pdf")
# Of each part: a report's name and its unit's together fit any disk and any folder of Windows.
LONGEST = 60


def file_name(*words: Any, ending: str) -> str:
    """A file's name in Vietnamese words without accents, whatever language is read: `bao-cao-xa-nam-dong.docx`."""
    with translation.override(settings.LANGUAGE_CODE):
        parts = ["-".join(re.findall("[a-z0-9]+", fold(str(word))))[:LONGEST].strip("-") for word in words]
    return f"{'-'.join(filter(None, parts))}.{ending}"


def download(content: bytes, name: str) -> HttpResponse:
    """A file of that name; the name's ending says what it is."""
    kind = TYPES[name.rpartition(".")[2]]
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
