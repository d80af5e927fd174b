"""What may be changed in the wording of documents, and the fields of a sentence as officers read and type them.

A sentence is kept with the code's names of its fields («{issuer}»); a page shows and takes their Vietnamese ones
(«{cơ quan ban hành}»). `{{number}}` is a field that is filled when the document has its number.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.formats import DOCUMENTS

LONGEST = 1_200
MOST_LINES = 20
FIELD = re.compile(r"\{([^{}]*)\}")
# Of a table: as many headings as it has columns. Of signers: as many as the paper has places.
COUNTED = ("columns", "kinds_columns", "signers_income", "signers_outgo")


@dataclass(frozen=True, slots=True)
class Editable:
    """A wording that an office may change: its name, its address, its title, the keys that stay as they are."""

    name: str
    address: str
    title: str
    fixed: frozenset[str]
    of_campaign: bool = True


@cache
def editable() -> dict[str, Editable]:
    """Every wording that may be changed, by name, in the catalogue's order."""
    return {
        row["name"]: Editable(
            row["name"], row["address"], row["title"], frozenset(row.get("fixed", ())), row.get("of_campaign", True)
        )
        for row in _data()["wording"]
    }


def editable_at(address: str) -> Editable | None:
    """The wording at an address of the site."""
    return next((row for row in editable().values() if row.address == address), None)


def is_fixed(name: str, key: str) -> bool:
    """Whether a sentence is the catalogue's whatever an office wrote."""
    row = editable().get(name)
    return row is None or key in row.fixed


def fields_of(original: str) -> tuple[set[str], set[str]]:
    """The fields a sentence of the catalogue has: those filled when it is drawn, and those filled with the number."""
    literal, names = _parsed(original)
    return set(names), set(FIELD.findall(literal))


def wrong_in(text: str, original: str) -> str:
    """Why a sentence cannot stand in the place of the catalogue's; empty if it can."""
    if not text.strip() and original.strip():
        return _("Câu này không để trống được. Xin ghi lời, hoặc lấy lại câu của danh mục.")
    if len(text) > LONGEST:
        return _("Câu này dài quá %(most)s ký tự.") % {"most": LONGEST}
    filled, late = fields_of(original)
    try:
        literal, names = _parsed(text)
    except ValueError:
        return _("Dấu ngoặc nhọn { } chỉ dùng để ghi tên trường, mỗi trường một cặp.")
    unknown = [name for name in names if name not in filled]
    unknown += [name for name in FIELD.findall(literal) if name not in late]
    if unknown:
        return _("Không có trường {%(field)s} trong câu này. Dùng được: %(fields)s.") % {
            "field": label_of(unknown[0]), "fields": field_list(filled | late),
        }  # fmt: skip
    if set("{}") & set(FIELD.sub("", literal)):
        return _("Dấu ngoặc nhọn { } chỉ dùng để ghi tên trường, mỗi trường một cặp.")
    return ""


def wrong_in_lines(lines: list[str], originals: list[str], key: str) -> str:
    """The same for several sentences at one key; a table keeps the number of its headings."""
    if key in COUNTED and len(lines) != len(originals):
        return _("Cần đúng %(count)s dòng, mỗi dòng một tên cột hoặc một người ký; đang có %(given)s.") % {
            "count": len(originals), "given": len(lines),
        }  # fmt: skip
    if not lines:
        return _("Câu này không để trống được. Xin ghi lời, hoặc lấy lại câu của danh mục.")
    if len(lines) > MOST_LINES:
        return _("Nhiều nhất %(most)s dòng.") % {"most": MOST_LINES}
    every = " ".join(originals)
    return next(filter(None, (wrong_in(line, every) for line in lines)), "")


def to_screen(sentence: str) -> str:
    """The sentence with the fields' Vietnamese names."""
    return FIELD.sub(lambda found: f"{{{label_of(found[1])}}}", sentence.replace("{{", "{").replace("}}", "}"))


def from_screen(text: str, original: str) -> str:
    """The sentence as it is kept. A field it does not know stays as it was typed: it is refused when it is saved.

    What stands around the catalogue's sentence («, diện tích …») is kept around the new one, whatever was cut off.
    """
    _filled, late = fields_of(original)

    def kept(found: re.Match[str]) -> str:
        name = _names().get(fold(found[1]).strip(), found[1].strip())
        return f"{{{{{name}}}}}" if name in late else f"{{{name}}}"

    words = " ".join(FIELD.sub(kept, text).split())
    before = original[: len(original) - len(original.lstrip())]
    after = original[len(original.rstrip()) :] if original.strip() else ""
    return f"{before}{words}{after}"


def label_of(name: str) -> str:
    """A field's Vietnamese name; the name itself of one that is unknown."""
    return str(_data()["fields"].get(name, name))


def field_list(names: Iterable[str]) -> str:
    """«{ngày}, {số}», or that there is none."""
    labels = sorted(label_of(name) for name in names)
    return ", ".join(f"{{{label}}}" for label in labels) or _("câu này không có trường nào")


def _parsed(sentence: str) -> tuple[str, list[str]]:
    """What stands as it is («{{số}}» with one pair of braces), and the fields as they are written, signs and all."""
    literals, names = [], []
    for literal, name, spec, conversion in string.Formatter().parse(sentence):
        literals.append(literal)
        if name is not None:
            literals.append(" ")
            names.append(f"{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}")
    return "".join(literals), names


@cache
def _names() -> dict[str, str]:
    """The code's name of a field by its folded Vietnamese one."""
    return {fold(label).strip(): name for name, label in _data()["fields"].items()}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((DOCUMENTS / "wordings.toml").read_text(encoding="utf-8"))
