"""What the gallery shows: each component in its forms, filled with the invented content of gallery.toml (minh họa)."""

from __future__ import annotations

import tomllib
import uuid
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest

from thidua.faces.kit import icons, vocabulary
from thidua.faces.kit.charts import Line
from thidua.faces.kit.fields import DayField, FilesField, MoneyField, QuantityField
from thidua.faces.kit.forms import OnceForm
from thidua.faces.kit.maps import Area
from thidua.faces.kit.parts import Chip, Event, Link, Shot, Step, Tile, TileGroup, Todo
from thidua.foundation.core.quantities import METRE
from thidua.foundation.core.tables import Column, Table
from thidua.foundation.core.tables.lists import Kind

CONTENT: dict[str, Any] = tomllib.loads((Path(__file__).parent / "gallery.toml").read_text(encoding="utf-8"))
FORM, THINGS, ROWS = CONTENT["form"], CONTENT["things"], CONTENT["table"]["rows"]
DAY = ROWS[0]["day"]
# A plain picture, so that the gallery needs no stored photo.
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 90'%3E%3Cpath fill='%23d9d3ca' "
    "d='M0 0h120v90H0z'/%3E%3Cpath fill='%23877e74' d='m22 42 38-20 38 20v4H22zM28 46h64v27H28z'/%3E%3C/svg%3E"
)
KINDS = {"works": Kind.NUMBER, "money": Kind.MONEY, "share": Kind.SHARE, "day": Kind.DATE, "state": Kind.STATE}
# State in a target, reached, required, registered.
BARS = [
    ("met", 11, 11, None),
    ("met_late", 1, 1, None),
    ("met", 9, 5, None),
    ("open", 8, 9, 9),
    ("missed", 62, 64, None),
    ("not_due", 1, 2, None),
    ("unreported", None, 64, None),
    ("exempt", None, 0, None),
]


def _worded(name: str) -> dict[str, Any]:
    label, hint = FORM[name]
    return {"label": label, "help_text": hint}


class FilterForm(forms.Form):
    """A filter as lists have it."""

    district = forms.ChoiceField(label=FORM["district"], choices=FORM["districts"], required=False)
    until = DayField(label=FORM["until"], required=False)


class SampleForm(OnceForm):
    """One field of every kind."""

    name = forms.CharField(max_length=120, **_worded("name"))
    started = DayField(**_worded("started"))
    length = QuantityField(of=METRE, **_worded("length"))
    money = MoneyField(required=False, **_worded("money"))
    kind = forms.ChoiceField(choices=FORM["kinds"], **_worded("kind"))
    occasions = forms.MultipleChoiceField(
        choices=FORM["congresses"], widget=forms.CheckboxSelectMultiple, **_worded("occasions")
    )
    new = forms.ChoiceField(choices=FORM["ways"], widget=forms.RadioSelect, **_worded("new"))
    photos = FilesField(required=False, **_worded("photos"))
    told = forms.BooleanField(required=False, **_worded("told"))
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, **_worded("words"))


def _column(key: str, heading: str) -> Column:
    return Column(key, heading, lambda row: row.get(key), KINDS.get(key, Kind.TEXT))


SAMPLE_TABLE = Table(
    key="gallery",
    title=CONTENT["table"]["title"],
    columns=tuple(_column(key, heading) for key, heading in CONTENT["table"]["headings"].items()),
    rows=lambda actor, filters: ROWS * 50,
)


def _things() -> dict[str, Any]:
    page = SAMPLE_TABLE.page(None, number=2)
    tiles = [Tile(*row, "#o-ban-do") for row in THINGS["tiles"]["tiles"]]
    return {
        "page": type(page)(page.rows[:3], page.columns, page.number, page.size, page.count),
        "crumbs": [Link(*row) for row in THINGS["crumbs"]],
        "facts": THINGS["facts"],
        "steps": [Step(*row) for row in THINGS["steps"]],
        "chips": [Chip(**row) for row in THINGS["chips"]],
        "todo": [Todo(**row) for row in THINGS["todo"]],
        "events": [Event(**row) for row in THINGS["events"]],
        "shots": [
            Shot(caption, note, PICTURE if there else "", "#minh-chung") for caption, note, there in THINGS["shots"]
        ],
        "map_label": THINGS["map"]["label"],
        "groups": [TileGroup(THINGS["tiles"]["name"], THINGS["tiles"]["note"], tiles)],
        "areas": _areas(),
        "burnup": THINGS["burnup"],
        "burnup_line": _line(),
        "bars": BARS,
        "key": {"met": 32, "open": 23, "missed": 2, "unreported": 14},
    }


def _areas() -> list[Area]:
    """The tiles once more, as areas."""
    return [
        Area(tone, sign, figure, name, state, "#ban-do-that", [outline])
        for (tone, sign, figure, name, state), outline in zip(
            THINGS["tiles"]["tiles"], THINGS["map"]["outlines"], strict=True
        )
    ]


def _line() -> Line:
    told = THINGS["burnup"]
    start, today, end = told["days"]
    return Line([tuple(step) for step in told["steps"]], told["top"], today, start, end, today, told["expected"])


def samples(request: HttpRequest) -> dict[str, Any]:
    """Everything the gallery page draws."""
    return {
        **_things(),
        "parts": {part["id"].replace("-", "_"): part for part in CONTENT["parts"]},
        "readers": CONTENT["readers"],
        "words": CONTENT["words"],
        "sheet": CONTENT["sheet"],
        "fresh": SampleForm(prefix="moi", initial={"started": DAY, "length": 1_500, "money": 95_700_000}),
        "wrong": SampleForm({"receipt": str(uuid.UUID(int=1)), **CONTENT["wrong"]}),
        "filter": FilterForm(initial={"until": DAY}, label_suffix=""),
        "vocabulary": [(name, looks.items()) for name, looks in vocabulary.LOOKS.items()],
        "icons": sorted(icons.symbols()),
        "day": DAY,
    }
