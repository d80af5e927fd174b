"""The bodies behind an award: which signs the decision, which brings it, who signs for each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from thidua.foundation.documents.letterheads import LetterheadForm
from thidua.foundation.documents.model import Signature
from thidua.foundation.documents.wording import wording
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs: the decision with the capacity of its body, the tờ trình for the council."""

    title: str
    name: str
    proposal_title: str
    proposal_name: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a unit as its papers name it."""

    unit: Unit
    form: LetterheadForm | None
    on: datetime.date

    @property
    def key(self) -> str:
        return self.form.body if self.form else ""

    @property
    def name(self) -> str:
        return f"{self.key} {self.unit.name}".strip()

    @property
    def symbol(self) -> str:
        return self.form.symbol if self.form else papers.initials(self.unit)

    def sign(self, title: str, name: str) -> Signature:
        return self.form.sign(title=title, name=name) if self.form else Signature(title.upper(), name)


def deciding_body(unit: Unit, on: datetime.date) -> Body:
    """The body that signs the unit's everyday documents."""
    return Body(unit, papers.letterhead_form(unit, on), on)


def proposing_body(unit: Unit, on: datetime.date) -> Body:
    """The unit's council; where the catalogue knows none, the unit itself."""
    council = wording("submission/decision").line("body")
    return Body(unit, papers.letterhead_form(unit, on, council) or papers.letterhead_form(unit, on), on)
