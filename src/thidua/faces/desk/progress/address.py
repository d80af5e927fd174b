"""The board's address: what it holds is what the page shows, so it can be sent to a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.addresses import page_number
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress.moments import Moment, read_moment
from thidua.stages.progress.queries.paging import SORTS, Asking
from thidua.stages.progress.standing import State

LONGEST_SEARCH = 100
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Address:
    """The filters of the address as given."""

    campaign: str
    unit: str
    asking: Asking
    moment: Moment

    def values(self) -> dict[str, str]:
        """The address's own parameters, empty ones left out."""
        asking = self.asking
        given = {
            "dot": self.campaign,
            "don-vi": self.unit,
            "cap": asking.level,
            "nhom": asking.group,
            "chi-tieu": asking.target,
            "tinh-trang": asking.state,
            "sap-xep": asking.sort,
            "tim": asking.text,
        }
        return {name: value for name, value in given.items() if value} | self.moment.values

    def link(self, **change: str) -> str:
        """The board with other filters (`don_vi="…"` for `don-vi`), from its first page on."""
        values = self.values() | {name.replace("_", "-"): value for name, value in change.items()}
        query = urlencode({name: value for name, value in values.items() if value})
        return reverse("desk:progress") + (f"?{query}" if query else "")

    @property
    def query(self) -> str:
        """For the other pages of the same place."""
        return urlencode(self.values())

    def file_query(self, level: str) -> str:
        """For the list as a file: the level listed is said even where the page shows it unasked."""
        return urlencode(self.values() | ({"cap": level} if level else {}))


def read_address(given: QueryDict) -> Address:
    """The address of a request.

    Raises `Missing` for a state, an order or a day that does not exist: a list that silently shows everything would be
    a lie. A page or a level that is not there counts as the first.
    """
    state, sort = given.get("tinh-trang", ""), given.get("sap-xep", "")
    if state not in {"", *State} or sort not in {"", *SORTS}:
        raise Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
    asking = Asking(
        level=given.get("cap", ""),
        state=state,
        target=given.get("chi-tieu", ""),
        text=given.get("tim", "")[:LONGEST_SEARCH].replace("\0", ""),
        sort=sort,
        page=page_number(given, most=MOST_PAGES),
        group=given.get("nhom", ""),
    )
    return Address(given.get("dot", ""), given.get("don-vi", ""), asking, read_moment(given, today=clock.today()))


def of_place(place: Participation, moment: Moment | None = None) -> Address:
    """The plain board of a place, of today or of another moment."""
    return Address(place.campaign.key, str(place.unit.uid), Asking(), moment or Moment(clock.today()))


def board_link(place: Participation, moment: Moment | None = None, **change: Any) -> str:
    """The address of a place's board."""
    return of_place(place, moment).link(**change)


def with_moment(address: str, moment: Moment | None) -> str:
    """A page of progress at the moment of the page that leads to it."""
    return f"{address}?{urlencode(moment.values)}" if moment and moment.values else address
