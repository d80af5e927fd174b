"""A campaign's folder as one file to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from django.http import HttpResponse


def folder(key: str, files: Mapping[str, str]) -> HttpResponse:
    """The files beneath a folder of the campaign's name, packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(zipfile.ZipInfo(f"{key}/{name}"), text)
    headers = {"Content-Disposition": f'attachment; filename="dot-thi-dua-{key}.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)
