"""What the data knows of a statement: each word of a campaign file is one reading, which answers facts in words.

While the subject writes, the facts are read anew; when it sends, they are kept beside its words and marked as the
data's. They are kept in the source language, like every paper.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation

from thidua.foundation.accounts.models import Person
from thidua.foundation.core.registry import Registry
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.campaign_file.vocabulary import OF_MILESTONE
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.milestones.frame import place_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the data knows: what it is, what it says, and the page that proves it by the name of its route."""

    label: str
    words: str
    route: str = ""
    args: tuple[Any, ...] = ()
    query: str = ""

    def plain(self) -> dict[str, Any]:
        """As it is kept in a statement."""
        address = [self.route, *map(str, self.args)] if self.route else []
        return {"label": self.label, "words": self.words, "address": address, "query": self.query}


@dataclass(slots=True)
class Subject:
    """Of whom something is asked, on which day. Readings keep here what several statements ask for."""

    campaign: Campaign
    unit: Unit
    person: Person | None
    place: Participation | None
    on: datetime.date
    read: dict[str, list[Fact]] = field(default_factory=dict)

    @classmethod
    def of(cls, evaluation: Evaluation, *, on: datetime.date) -> Subject:
        """The subject of an evaluation on a day."""
        place = place_of(evaluation.campaign_id, evaluation.unit_id)
        if place is not None:
            place.campaign, place.unit = evaluation.campaign, evaluation.unit
        return cls(evaluation.campaign, evaluation.unit, evaluation.person, place, on)


# (subject, what stands after the colon) → facts.
Reading = Callable[[Subject, str], Iterable[Fact]]

KNOWN: Registry[Reading] = Registry("what the data knows of a statement")


def facts_of(words: Iterable[str], subject: Subject) -> list[Fact]:
    """The facts of a statement in the order of its words, each reading asked once for a subject."""
    found: list[Fact] = []
    for word in words:
        if word not in subject.read:
            key, _colon, rest = word.partition(":")
            with translation.override(settings.LANGUAGE_CODE):
                subject.read[word] = list(KNOWN[f"{key}:" if word.startswith(OF_MILESTONE) else key](subject, rest))
        found += subject.read[word]
    return found
