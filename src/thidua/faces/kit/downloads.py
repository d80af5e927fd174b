"""A drawn paper or sheet as a file to take away."""

from __future__ import annotations

from django.http import HttpResponse

from thidua.foundation.core.content import DOCX, PDF, XLSX

TYPES = {"docx": DOCX, "pdf": PDF, "xlsx": XLSX}
# In what forms an official paper is drawn.
PAPERS = ("docx", "pdf")


def download(content: bytes, name: str) -> HttpResponse:
    """A file of that name; the name's ending says what it is."""
    kind = TYPES[name.rpartition(".")[2]]
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
