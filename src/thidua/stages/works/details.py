"""The kind's own fields: the width of a road, the area a canal waters, whose house it is; read, checked, told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import LARGEST, QuantityUnit, parse_whole
from thidua.foundation.core.vietnamese import fold, tidy
from thidua.stages.campaigns.models import WorkKind

TEXT, NUMBER, YEAR, CHOICE = "text", "number", "year", "choice"
LONGEST = 300
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class DetailField:
    """One field of a kind. `private`: of a family or a person, never on a public page nor on a list that goes round."""

    key: str
    label: str
    type: str = TEXT
    help: str = ""
    choices: tuple[str, ...] = ()
    private: bool = False
    unit: QuantityUnit | None = None

    def told(self, value: Any) -> str:
        """A stored value as people read it."""
        return self.unit.format(value, with_unit=True) if self.unit and isinstance(value, int) else str(value)

    def read(self, text: str) -> Any:
        """What such words stand for; `told` backwards. Raises `Unreadable`."""
        if self.unit:
            return self.unit.parse(text)
        if self.type == YEAR:
            return parse_whole(text)
        return next((choice for choice in self.choices if fold(choice) == fold(text)), text)


def fields_of(kind: WorkKind) -> list[DetailField]:
    """The fields of a kind, in the order of its form."""
    return [_field(row) for row in kind.fields]


def details_told(kind: WorkKind, details: Mapping[str, Any], *, private: bool = True) -> list[tuple[str, str]]:
    """Labels and values, what the kind no longer asks left out; without the `private` ones where others read them."""
    return [
        (field.label, field.told(details[field.key]))
        for field in fields_of(kind)
        if details.get(field.key) not in (None, "") and (private or not field.private)
    ]


def read_details(kind: WorkKind, text: str) -> dict[str, Any]:
    """The values of «nhãn: giá trị; nhãn: giá trị», as `details_told` joined with «; ». Raises `Unreadable`.

    What follows a «;» and begins with none of the kind's labels belongs to the value before it.
    """
    fields = {fold(field.label): field for field in fields_of(kind)}
    said: dict[str, str] = {}
    for part in text.split(";"):
        label, colon, value = part.partition(":")
        if colon and fold(label).strip() in fields:
            said[fold(label).strip()] = value.strip()
        elif said and part.strip():
            last = next(reversed(said))
            said[last] = f"{said[last]}; {part.strip()}"
        elif part.strip():
            raise Unreadable(_strange(kind, part.strip()))
    return {fields[label].key: fields[label].read(value) for label, value in said.items() if value}


def _strange(kind: WorkKind, text: str) -> str:
    labels = "; ".join(f"{field.label}: …" for field in fields_of(kind))
    if not labels:
        return _("Loại «%(kind)s» không hỏi mục riêng nào. Xin bỏ trống ô này.") % {"kind": kind.label}
    return _("Không rõ «%(text)s» thuộc mục nào của loại «%(kind)s». Xin ghi như: %(labels)s.") % {
        "text": text,
        "kind": kind.label,
        "labels": labels,
    }


def tidied(details: Mapping[str, Any]) -> dict[str, Any]:
    """Texts tidied, empty ones left out."""
    values = {key: tidy(value) if isinstance(value, str) else value for key, value in details.items()}
    return {key: value for key, value in values.items() if value not in (None, "")}


def wrong_details(kind: WorkKind, details: Mapping[str, Any]) -> dict[str, str]:
    """The sentence for each wrong value, by `detail-` and its key."""
    known = {field.key: field for field in fields_of(kind)}
    wrong: dict[str, str] = {}
    for key, value in details.items():
        if key not in known:
            wrong[f"detail-{key}"] = _("Loại «%(kind)s» không hỏi mục này. Xin bỏ trống.") % {"kind": kind.label}
        elif sentence := _wrong(known[key], value):
            wrong[f"detail-{key}"] = sentence
    return wrong


def _wrong(field: DetailField, value: Any) -> str:
    if field.type in (NUMBER, YEAR):
        if isinstance(value, bool) or not isinstance(value, int):
            return _("«%(label)s» phải là số.") % {"label": field.label}
        least, most = (FIRST_YEAR, LAST_YEAR) if field.type == YEAR else (0, LARGEST)
        if not least <= value <= most:
            return _("«%(label)s» ghi %(value)s là không hợp lý. Xin xem lại.") % {"label": field.label, "value": value}
        return ""
    if not isinstance(value, str) or len(value) > LONGEST:
        return _("«%(label)s» dài quá %(most)d chữ. Xin viết gọn.") % {"label": field.label, "most": LONGEST}
    if field.type == CHOICE and value not in field.choices:
        return _("«%(label)s» không có lựa chọn này. Xin chọn trong danh mục.") % {"label": field.label}
    return ""


def _field(row: Mapping[str, Any]) -> DetailField:
    kind, unit = row.get("type", TEXT), None
    if kind == NUMBER:
        unit = QuantityUnit(row["key"], row["label"], row.get("unit", ""), int(row.get("scale", 1)))
    return DetailField(
        row["key"],
        row["label"],
        kind,
        row.get("help", ""),
        tuple(row.get("choices", ())),
        bool(row.get("private")),
        unit,
    )
