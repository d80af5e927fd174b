"""Groups of a campaign's units: clusters and blocs with their members, heads and pacts."""

from __future__ import annotations

from thidua.stages.campaigns.campaign_file.group_shapes import GroupPart, HeadPart, PactPart
from thidua.stages.campaigns.campaign_file.reading import Reader

KINDS = ("cluster", "bloc")
EARLIEST, LATEST = 1945, 2200


def read_groups(root: Reader) -> tuple[GroupPart, ...]:
    """[[group]]: `members` are codes of units; [[group.head]] and [[group.pact]] are one a year."""
    return tuple(
        GroupPart(
            key=part.key("key"),
            kind=part.text("kind", choices=KINDS),
            name=part.text("name"),
            source=part.text("source"),
            members=part.texts("members"),
            heads=tuple(_head(line) for line in part.tables("head")),
            pacts=tuple(_pact(line) for line in part.tables("pact")),
        )
        for part in root.tables("group")
    )


def _head(reader: Reader) -> HeadPart:
    return HeadPart(_year(reader), reader.text("code"), reader.text("source"))


def _pact(reader: Reader) -> PactPart:
    signed_on = reader.day("signed_on")
    # A missing day is a problem written down; the file is then refused.
    return PactPart(_year(reader), signed_on, reader.text("text"))  # type: ignore[arg-type]


def _year(reader: Reader) -> int:
    return reader.number("year", least=EARLIEST, most=LATEST) or 0
