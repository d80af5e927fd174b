"""The two frames of the nation: two tiers since 1 July 2025, three before; real places, invented residential areas."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.foundation.units.operations import NewUnit
from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFile, read_campaign

TOP = "front-nation"
AREA = "residential-area"
BODY = "Ủy ban MTTQ Việt Nam"
SEED = 286


@dataclass(frozen=True, slots=True)
class Frame:
    """One way the country is divided, with the campaign that is run over it and the day an empty site lives on then."""

    key: str
    root: str
    folder: str
    levels: tuple[tuple[str, str], ...]
    since: datetime.date
    # Where the catalogue keeps the campaign's file, and the key it has here.
    file: tuple[str, str]
    campaign: str
    today: datetime.date
    account: str

    def campaign_file(self) -> CampaignFile:
        """The campaign asked of the whole nation instead of the body whose file it is."""
        file = read_campaign(CATALOGUE / self.file[0] / self.file[1])
        kinds = (TOP, *(kind for _name, kind in self.levels), AREA)
        # What a file asks of single units by their codes means units of its own set.
        targets = tuple(dataclasses.replace(target, minimums={}, allocation=None, exempt=()) for target in file.targets)
        return dataclasses.replace(
            file, key=self.campaign, hash=f"{self.root}-{file.hash}"[:64],
            owner=self.root, focal="", is_invented=True, takes_part=kinds, targets=targets, groups=(),
            short_name=f"Cả nước: {file.short_name}" if self.file[0] == "campaigns" else file.short_name,
        )  # fmt: skip


FRAMES = {
    frame.key: frame
    for frame in (
        Frame(
            key="2025", root="QG25", folder="country-from-2025-07",
            levels=(("provinces", "front-province"), ("communes", "front-commune")),
            since=datetime.date(2025, 7, 1), file=("demonstrations", "quoc-gia-2026"), campaign="quoc-gia-2026",
            today=datetime.date(2026, 11, 20), account="quoc-gia",
        ),
        Frame(
            key="before-2025", root="QG24", folder="country-before-2025-07",
            levels=(
                ("provinces", "front-province"), ("districts", "front-district"), ("communes", "front-commune"),
            ),
            since=datetime.date(2023, 1, 1), file=("campaigns", "286"), campaign="quoc-gia-286",
            today=datetime.date(2024, 7, 15), account="quoc-gia-truoc-2025",
        ),
    )
}  # fmt: skip


def new_units(frame: Frame, *, areas: int, provinces: int | None = None) -> Iterator[NewUnit]:
    """The root, the real levels and invented areas beneath the communes, parents first; or some provinces only.

    Codes are the site's own («QG25-68»): an official code would stand for a unit of a real office too.
    """
    yield NewUnit(
        key=frame.root, kind=TOP, name="Ủy ban Trung ương MTTQ Việt Nam (minh họa)", short_name="Cả nước (minh họa)",
        valid_from=frame.since, codes={"site": frame.root}, is_invented=True,
    )  # fmt: skip
    standing, communes = {""}, []
    for name, kind in frame.levels:
        for row in _rows(frame, name)[: provinces if name == "provinces" else None]:
            if row["parent"] in standing:
                standing.add(row["code"])
                communes += [row] if name == frame.levels[-1][0] else []
                yield _committee(frame, row, kind)
    chance = random.Random(SEED)
    shares = sorted(chance.choices(range(areas + 1), k=len(communes) - 1))
    for row, low, high in zip(communes, [0, *shares], [*shares, areas], strict=True):
        for number in range(1, high - low + 1):
            yield _area(frame, row, number)


def _committee(frame: Frame, row: dict[str, str], kind: str) -> NewUnit:
    """The Front's committee of a real place; it is real, the work that it is said to do is not."""
    code, name = f"{frame.root}-{row['code']}", row["name"]
    return NewUnit(
        key=code, kind=kind, name=f"{BODY} {name[:1].lower()}{name[1:]}", short_name=name,
        place_type=row["place_type"], parent=f"{frame.root}-{row['parent']}" if row["parent"] else frame.root,
        valid_from=frame.since, codes={"site": code},
    )  # fmt: skip


def _area(frame: Frame, commune: dict[str, str], number: int) -> NewUnit:
    """An invented residential area, said to be one in its name's mark: no full list of the real ones is public."""
    parent = f"{frame.root}-{commune['code']}"
    words = "thôn" if commune["place_type"] in {"xã", "đặc khu"} else "tổ dân phố"
    return NewUnit(
        key=f"{parent}-{number}", kind=AREA, name=f"{words.capitalize()} {number}", place_type=words, parent=parent,
        valid_from=frame.since, codes={"site": f"{parent}-{number}"}, is_invented=True,
    )  # fmt: skip


def _rows(frame: Frame, name: str) -> list[dict[str, str]]:
    with (CATALOGUE / "units" / frame.folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
