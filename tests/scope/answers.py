"""What an answer says, whatever it is: a page, a workbook, a PDF, a picture."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from typing import Any

from django.apps import apps
from django.db import connection
from pypdf import PdfReader

from thidua.foundation.core.models import AuditEntry

MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
SENTENCE = re.compile(r'<div class="plain">.*?<p>(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# A page's own one-time values: the same page twice differs in nothing else.
NONCES = re.compile(r'(?:content|value)="[A-Za-z0-9]{64}"|name="receipt" value="[^"]*"')
# Who may, in the words of the office.
ROLES = re.compile(r"cán bộ|lãnh đạo|quản trị|trưởng ban|cấp trên|dành cho|do .* làm", re.IGNORECASE)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def text(response: Any) -> str:
    """All words of an answer: a page's source, the parts of a package, a PDF's lines; also where it leads."""
    content = body(response)
    kind = response.headers.get("Content-Type", "")
    lead = response.headers.get("Location", "") + response.headers.get("Content-Disposition", "") + " "
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return lead + html.unescape(
                " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
            )
    if content[:5] == b"%PDF-":
        return lead + " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if kind.startswith("image/"):
        return lead
    return lead + html.unescape(content.decode("utf-8", "replace"))


def words(response: Any) -> str:
    """The words of a page's own part."""
    found = MAIN.search(response.content.decode())
    return " ".join(html.unescape(TAG.sub(" ", found.group())).split()) if found else ""


def refusal(response: Any) -> str:
    """The sentence of an error page: not its heading, which says the same on all of them."""
    found = SENTENCE.search(response.content.decode())
    return " ".join(html.unescape(found.group(1)).split()) if found else ""


def same_page(response: Any) -> str:
    """The answer without its one-time values, to be compared with the same answer at another time."""
    return NONCES.sub("", text(response))


def domain_tables() -> list[str]:
    """The product's own tables, links between records included, and what signing in keeps of an account."""
    models = apps.get_models(include_auto_created=True)
    return sorted(model._meta.db_table for model in models if model.__module__.startswith(("thidua.", "allauth.")))


def fingerprint() -> dict[str, str]:
    """Every row of every table of the product, table by table; that an act was refused is noted and changes nothing."""
    trail = AuditEntry._meta.db_table
    chosen = {table: f'"{table}"' + (" WHERE NOT refused" if table == trail else "") for table in domain_tables()}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # where each statement is a way to the server and back
            rows = "md5(string_agg(each::text, chr(10) ORDER BY each::text))"
            parts = [f"SELECT '{table}', {rows} FROM (SELECT * FROM {rest}) each" for table, rest in chosen.items()]
            cursor.execute(" UNION ALL ".join(parts))
            return {table: digest or "" for table, digest in cursor.fetchall()}
        found = {}
        for table, rest in chosen.items():
            cursor.execute(f"SELECT * FROM {rest}")
            lines = sorted(map(repr, cursor.fetchall()))
            found[table] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [table for table in before if before[table] != after[table]]
