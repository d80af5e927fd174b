"""What the portal is given: plain frozen values, so that no page can reach past what was published."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from thidua.foundation.core.tables.lists import Page


@dataclass(frozen=True, slots=True)
class PublicCampaign:
    """A campaign of which something was published. It ends before a day, before an event, or is open."""

    key: str
    name: str
    short_name: str
    starts_on: datetime.date
    is_to_the_month: bool
    ends_before: datetime.date | None
    ends_event: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """A published plan: the date of the paper and the date of publication are both kept (W.1)."""

    uid: uuid.UUID
    campaign_key: str
    title: str
    number: str
    date: datetime.date | None
    signer: str
    signer_title: str
    category: str
    author: str
    published_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class PublicWork:
    """A published work. `quantity` is in the smallest unit of `measure_unit`; `photos` are uids of their files."""

    uid: uuid.UUID
    campaign_key: str
    campaign: str
    title: str
    text: str
    kind: str
    quantity: int
    measure_unit: str
    unit: str
    mobiliser: str
    partners: tuple[str, ...]
    places: tuple[str, ...]
    done_date: datetime.date | None
    category: str
    author: str
    published_at: datetime.datetime
    photos: tuple[uuid.UUID, ...]
    # Of an exemplar: what it tells by part, how many units took it up (None: no exemplar).
    story: tuple[tuple[str, str], ...] = ()
    copied: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of so much: units of one kind that have, or a quantity with its unit; all in words."""

    reached: str
    required: str
    word: str
    # Both numbers of a percentage.
    behind: str = ""


@dataclass(frozen=True, slots=True)
class PublicCell:
    """One target of one branch; `done` and `registered` are whole percent of what is required, for the bar."""

    state: str
    parts: tuple[Amount, ...]
    done: int
    registered: int | None
    registered_parts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class PublicTarget:
    """A target in the plan's words with the whole campaign's figures; None where it asks nobody."""

    code: str
    label: str
    text: str
    cell: PublicCell | None


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One unit just beneath the campaign's body, with its cells by the code of their target."""

    name: str
    cells: dict[str, PublicCell | None]


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """A campaign's frozen progress. `gathers`: what a short word for a kind of unit stands for besides."""

    frozen_at: datetime.datetime
    gathers: tuple[tuple[str, str], ...]
    targets: tuple[PublicTarget, ...]
    lines: tuple[PublicLine, ...]


@dataclass(frozen=True, slots=True)
class FundSums:
    """What the fund of a unit's branch raised and spent in đồng, and how many houses it helped."""

    name: str
    raised: int
    spent: int
    houses: int


@dataclass(frozen=True, slots=True)
class PublicFundYear:
    """A body's fund in one year: the whole of its branch, itself and each unit beneath; `years` are those there are."""

    body: str
    frozen_at: datetime.datetime
    year: int
    years: tuple[int, ...]
    whole: FundSums
    lines: tuple[FundSums, ...]


@dataclass(frozen=True, slots=True)
class PublicNews:
    """A piece of news, or a plan among the news: `paper` with its `date` beside the day of publication (W.1)."""

    uid: uuid.UUID
    campaign_key: str
    is_plan: bool
    title: str
    text: str
    category: str
    author: str
    paper: str
    date: datetime.date | None
    published_at: datetime.datetime
    views: int
    said: int


@dataclass(frozen=True, slots=True)
class PublicName:
    """Somebody honoured, or proposed and open to comment until the day before `shown_before`."""

    uid: uuid.UUID
    campaign_key: str
    campaign: str
    name: str
    beside: str
    form: str
    achievement: str
    decision: str
    date: datetime.date | None
    decider: str
    author: str
    published_at: datetime.datetime
    shown_before: datetime.date | None
    views: int


@dataclass(frozen=True, slots=True)
class PublicWords:
    """A reader's comment as it may be read."""

    author: str
    text: str
    sent_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Readers:
    """What stands beneath a thing: how often it was read, one page of what was said; `page` numbers it."""

    uid: uuid.UUID
    views: int
    comments: tuple[PublicWords, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Commented:
    """The published thing a comment is about, and whether comment is open."""

    uid: uuid.UUID
    kind: str
    campaign_key: str
    title: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list of news or names; `choices` narrow it, as (address, label)."""

    rows: tuple[Any, ...]
    choices: tuple[tuple[str, str], ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of every page (W.2): ways to other sites, how many come. `now`: within the last ten minutes."""

    links: tuple[tuple[str, str], ...]
    now: int
    today: int
    yesterday: int
    month: int
    last_month: int
    total: int


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows; all of it may be missing on a site that has published nothing."""

    campaign: PublicCampaign | None
    others: tuple[PublicCampaign, ...]
    plan: PublicPlan | None
    figures: PublicFigures | None
    works: tuple[PublicWork, ...]
    news: tuple[PublicNews, ...]
    honours: tuple[PublicName, ...]


@dataclass(frozen=True, slots=True)
class WorksPage:
    """One page of the published works, and the districts they can be narrowed to, as (address, name)."""

    works: tuple[PublicWork, ...]
    districts: tuple[tuple[str, str], ...]
    number: int
    size: int
    count: int


def shown_work(*, key: str, campaign: str, facts: dict[str, Any], **columns: Any) -> PublicWork:
    """A work as the portal is given it, from its frozen facts."""
    return PublicWork(
        campaign_key=key,
        campaign=campaign,
        kind=facts["kind"],
        quantity=facts["quantity"],
        measure_unit=facts["measure_unit"],
        mobiliser=facts["mobiliser"],
        partners=tuple(facts["partners"]),
        story=tuple(facts.get("story", {}).items()),
        copied=facts.get("copied"),
        **columns,
    )


def figures(frozen_at: datetime.datetime, content: dict[str, Any]) -> PublicFigures:
    """The frozen content as values."""
    targets = tuple(
        PublicTarget(row["code"], row["label"], row["text"], _cell(row if "state" in row else None))
        for row in content.get("targets", ())
    )
    lines = tuple(
        PublicLine(row["name"], {code: _cell(cell) for code, cell in row["cells"].items()})
        for row in content.get("lines", ())
    )
    gathers = tuple((word, places) for word, places in content.get("gathers", ()))
    return PublicFigures(frozen_at, gathers, targets, lines)


def _cell(row: dict[str, Any] | None) -> PublicCell | None:
    if row is None:
        return None
    parts, registered = (tuple(Amount(*part) for part in row[name]) for name in ("parts", "registered_parts"))
    return PublicCell(row["state"], parts, row["done"], row["registered"], registered)
