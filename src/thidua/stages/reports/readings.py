"""Known readings: what the site's own records say for a unit, a campaign and a day; a form's field names one."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.foundation.core.registry import Registry
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Participation


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom and until when: from `since` (the period's first day) to `on`, both days inside."""

    unit: Unit
    campaign: Campaign
    since: datetime.date
    on: datetime.date
    params: dict[str, Any]

    @property
    def branch(self) -> QuerySet[Participation]:
        """The unit and all beneath it in the campaign's frame."""
        place = Participation.objects.standing().filter(campaign=self.campaign, unit=self.unit).order_by("id").first()
        places = Participation.objects.standing()
        return places.beneath(place) if place else places.none()


@dataclass(frozen=True, slots=True)
class Known:
    """What the records say; `quantity` None where they do not know. A share has its whole."""

    quantity: int | None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read. `read` gives None where the campaign has no such thing: the field is then left out."""

    key: str
    label: Any
    read: Callable[[Asked], Known | None]
    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    has_whole: bool = False

    def check(self, place: str, given: dict[str, Any]) -> None:
        """Raises `ValueError` where particulars are missing or not known."""
        names = given.keys() - {"key"}
        if (missing := self.needs - names) or (unknown := names - self.needs - self.takes):
            wrong = ", ".join(sorted(missing or unknown))
            raise ValueError(f"{place}: reading {self.key!r}: {'missing' if missing else 'unknown'} {wrong}")


READINGS: Registry[Reading] = Registry("known readings")
