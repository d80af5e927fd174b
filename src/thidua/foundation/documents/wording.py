"""The sentences of documents: a unit's own, over its campaign's, over the catalogue's, filled with data.

The catalogue keeps them in `documents/<kind>/<name>.toml`; what an office changed lies in `OwnWording`.
"""

from __future__ import annotations

import contextlib
import datetime
import tomllib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.documents.formats import DOCUMENTS
from thidua.foundation.documents.models import OwnWording, WordingVersion
from thidua.foundation.documents.sentences import field_list, is_fixed
from thidua.foundation.units.models import Unit

Sentences = Mapping[str, Any]
# Sentences that are looked at before they are saved, by the wording's name; whether they are a campaign's.
_tried: ContextVar[dict[str, tuple[Sentences, bool]] | None] = ContextVar("sentences_tried", default=None)


class Wording:
    """The sentences of one kind of document as a unit prints them; what an office changed is read at first need."""

    def __init__(
        self, name: str, unit: Unit | None = None, campaign: str = "", at: datetime.datetime | None = None
    ) -> None:
        self.name = name
        self._unit, self._campaign, self._at = unit, campaign, at
        self._own: Sentences | None = None

    def line(self, key: str, **values: object) -> str:
        """One sentence, filled. Refused with `Invalid` (`wording`) for a field of it that has no value."""
        return self._fill(str(self.sentence(key)), values)

    def lines(self, key: str, **values: object) -> list[str]:
        """Several sentences, filled."""
        return [self._fill(str(sentence), values) for sentence in self.sentence(key)]

    def sentence(self, key: str) -> Any:
        """What stands at a key, with its gaps."""
        if is_fixed(self.name, key):
            return catalogue_sentences(self.name)[key]
        if self._own is None:
            self._own = own_sentences(self.name, self._unit, self._campaign, self._at)
        return self._own.get(key, catalogue_sentences(self.name)[key])

    def _fill(self, sentence: str, values: dict[str, object]) -> str:
        try:
            return sentence.format(**values)
        except (KeyError, IndexError) as error:
            refusal = _("Trường {%(field)s} trong câu «%(sentence)s» không có. Câu này dùng được: %(fields)s.") % {
                "field": error.args[0], "sentence": sentence, "fields": field_list(values),
            }  # fmt: skip
            raise Invalid({"wording": refusal}) from error


def wording(name: str, unit: Unit | None = None, campaign: str = "", *, at: datetime.datetime | None = None) -> Wording:
    """The sentences of `name` («plan/child») as a unit prints them in a campaign; `at`: as they stood at a moment."""
    return Wording(name, unit, campaign, at)


@contextlib.contextmanager
def trying(name: str, sentences: Sentences, *, of_campaign: bool = False) -> Iterator[None]:
    """Draws with these sentences of `name` for a while, as if they were saved: a unit's own, or those of a campaign."""
    token = _tried.set({**(_tried.get() or {}), name: (sentences, of_campaign)})
    try:
        yield
    finally:
        _tried.reset(token)


def own_sentences(
    name: str, unit: Unit | None, campaign: str = "", at: datetime.datetime | None = None
) -> dict[str, Any]:
    """What a unit's papers say otherwise than the catalogue: the campaign's sentences, over them the unit's own."""
    tried, is_common = (_tried.get() or {}).get(name, (None, False))
    if tried is not None:
        beneath = {} if is_common else _laid(name, Q(campaign=campaign) if campaign else None, at)
        return {**beneath, **tried}
    if unit is None and not campaign:
        return {}
    wanted = Q(unit=unit, campaign="") if unit is not None else Q(pk__in=())
    if campaign:
        wanted |= Q(campaign=campaign)
    return _laid(name, wanted, at)


def _laid(name: str, wanted: Q | None, at: datetime.datetime | None) -> dict[str, Any]:
    """The sentences of some rows over each other, a campaign's beneath a unit's own; none for None."""
    if wanted is None:
        return {}
    rows = OwnWording.objects.filter(wanted, name=name).order_by("-campaign")
    found = rows.values_list("sentences", flat=True)
    if at is not None:
        then = WordingVersion.objects.filter(wording=OuterRef("pk"), at__lte=at).order_by("-number")
        found = rows.annotate(then=Subquery(then.values("sentences")[:1])).values_list("then", flat=True)
    merged: dict[str, Any] = {}
    for sentences in found:
        merged |= sentences or {}
    return merged


@cache
def catalogue_sentences(name: str) -> dict[str, Any]:
    """The catalogue's file of a wording."""
    folder, _slash, file = name.partition("/")
    return tomllib.loads((DOCUMENTS / folder / f"{file}.toml").read_text(encoding="utf-8"))
