"""One row of the scope matrix: an address, what looking at it and acting on it answers to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.scope.people import EVERYBODY, NOBODY, OUTSIDE, Whos
from tests.scope.world import World

Address = Callable[[World], str]
Data = Callable[[World], dict[str, Any]]
SIGN_IN = "/tai-khoan/dang-nhap/"
# The address itself is the key there and no cookie is read: a forger would have to know it.
KEYED_BY_ADDRESS = {"link-start", "link-report", "link-sent"}


@dataclass(frozen=True)
class Look:
    """GET. `sees`: answered 200 with every marker; `forbidden`: 403 naming who may; the rest `others` or `besides`.

    `hidden`: words that this page, unlike others, must not show to a foreign reader either; `absent`: to nobody.
    """

    sees: Whos
    markers: tuple[str, ...] = ()
    forbidden: Whos = NOBODY
    others: int = 404
    besides: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    status: int = 200
    # Drawn slowly: of those who see it only the first is asked.
    slow: bool = False

    def expected(self, who: str) -> int:
        return _expected(who, self.sees, self.status, self.forbidden, self.besides, self.others)


@dataclass(frozen=True)
class Act:
    """POST. `acts`: answered `status`, and the database changed; everybody else changes nothing."""

    acts: Whos
    data: Data
    forbidden: Whos = NOBODY
    others: int = 404
    besides: Mapping[str, int] = field(default_factory=dict)
    status: int = 302
    # Signing out and the like: only the session changes.
    writes: bool = True

    def expected(self, who: str) -> int:
        return _expected(who, self.acts, self.status, self.forbidden, self.besides, self.others)


@dataclass(frozen=True)
class Row:
    """One address of a route for a thing of the commune. Several rows of a route differ in the thing's state."""

    route: str
    address: Address
    look: Look | None = None
    act: Act | None = None
    case: str = ""
    # Addresses that mix the sister's own with the commune's: she is told that there is nothing.
    crossed: tuple[Address, ...] = ()
    # Answers everybody, signed in or not.
    is_open: bool = False

    @property
    def name(self) -> str:
        return f"{self.route} {self.case}".strip()


def _expected(who: str, may: Whos, status: int, forbidden: Whos, besides: Mapping[str, int], others: int) -> int:
    assert who in EVERYBODY, who
    if who in besides:
        return besides[who]
    if who in may:
        return status
    if who in OUTSIDE:
        return 302
    return 403 if who in forbidden else others
