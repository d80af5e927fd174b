"""The head of a campaign file and the plan's own words."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from thidua.foundation.core.periods import Period
from thidua.stages.campaigns.campaign_file.reading import Reader
from thidua.stages.campaigns.campaign_file.shapes import (
    Block,
    Cited,
    Due,
    Event,
    Occasion,
    PhasePart,
    PlanPart,
    Recipient,
)
from thidua.stages.campaigns.campaign_file.vocabulary import Vocabulary

CLAUSE = re.compile(r"[IVX]+((\.\d+)+[a-z]?)?")
TYPES = ("special", "thematic", "regular")
BLOCKS = ("section", "heading", "item", "paragraph")
RECIPIENTS = ("body", "group", "archive")
UNKNOWN = ("number", "date", "issuer", "subject")


def read_window(reader: Reader | None, *, start_required: bool = True) -> Period:
    """`from`, and `to` (last day or month inside) or `before_event`; open at both ends where there is no such table."""
    if reader is None:
        return Period()
    start, end = reader.edge("from", required=start_required), reader.edge("to", required=False)
    event = reader.text("before_event", required=False)
    if end and event:
        reader.problem("before_event", _("chỉ ghi một trong hai: to hoặc before_event"))
    if start and end and end.last < start.first:
        reader.problem("to", _("kết thúc trước khi bắt đầu"))
        end = None
    reader.done()
    return Period(start, end, event=event)


def read_due(reader: Reader | None) -> Due:
    """`before` (a day, itself no longer in time), `event`, or `prescribed = true`: one of them."""
    if reader is None:
        return Due()
    due = Due(reader.day("before", required=False), reader.text("event", required=False), reader.flag("prescribed"))
    if sum((due.before is not None, bool(due.event), due.prescribed)) != 1:
        reader.problem("", _("ghi đúng một trong ba: before, event, prescribed"))
    reader.done()
    return due


def read_clause(reader: Reader, *, required: bool = True) -> str:
    """A clause of the plan such as III.3a."""
    clause = reader.text("clause", required=required)
    if clause and not CLAUSE.fullmatch(clause):
        reader.problem("clause", _("«%(clause)s» không phải số mục, viết như III.3") % {"clause": clause})
    return clause


def read_events(root: Reader) -> tuple[Event, ...]:
    """[[event]]: what dates hang on. Without `date` it is open, and nothing that hangs on it is late."""
    return tuple(
        Event(part.key("key"), part.text("name"), part.day("date", required=False), part.text("source", required=False))
        for part in root.tables("event")
    )


def read_occasions(root: Reader) -> tuple[Occasion, ...]:
    """[[occasion]]: what a work may welcome."""
    return tuple(Occasion(part.key("key"), part.text("name")) for part in root.tables("occasion"))


def read_phases(root: Reader) -> tuple[PhasePart, ...]:
    """[[phase]]: stretches that follow each other and may share a month."""
    found = []
    for part in root.tables("phase"):
        number = part.number("number", least=1, most=99) or 0
        name, clause = part.text("name"), read_clause(part)
        found.append(PhasePart(number, name, read_window(part.table("window")), clause))
    return tuple(found)


def read_plan(root: Reader, words: Reader, vocabulary: Vocabulary) -> PlanPart | None:
    """[plan], [[recipient]] and [[cited]] of campaign.toml with the words of plan.toml."""
    plan, signer = root.table("plan"), None
    if plan:
        signer = plan.table("signer")
    if not plan or not signer:
        return None
    date, preamble = plan.day("date"), words.texts("preamble", required=False)
    part = PlanPart(
        kind=plan.text("kind", choices=vocabulary.document_kinds),
        number=plan.number("number", least=1, most=99999) or 0,
        symbol=plan.text("symbol"),
        date=date,  # type: ignore[arg-type]  # a missing date is a problem written down; the file is then refused
        published_on=plan.day("published_on", required=False),
        place=plan.text("place"),
        title=plan.text("title"),
        capacity=signer.text("capacity"),
        signer_title=signer.text("title"),
        signer=signer.text("name"),
        signed_note=signer.text("note", required=False),
        preamble=preamble,
        blocks=tuple(_block(block) for block in words.tables("block", required=True)),
        closing=words.text("closing"),
        recipients=tuple(_recipient(line, vocabulary) for line in root.tables("recipient", required=True)),
        cited=tuple(_cited(line) for line in root.tables("cited")),
    )
    signer.done()
    plan.done()
    return part


def _block(reader: Reader) -> Block:
    return Block(
        kind=reader.text("kind", choices=BLOCKS),
        mark=reader.text("mark", required=False),
        clause=read_clause(reader, required=False),
        text=reader.text("text"),
    )


def _recipient(reader: Reader, vocabulary: Vocabulary) -> Recipient:
    line = Recipient(
        text=reader.text("text"),
        kind=reader.text("kind", choices=RECIPIENTS),
        unit_kinds=reader.texts("unit_kinds", required=False, choices=vocabulary.unit_kinds),
        code=reader.text("code", required=False),
    )
    if line.kind == "group" and not line.unit_kinds:
        reader.problem("unit_kinds", _("một nhóm nơi nhận phải nói là những loại đơn vị nào"))
    if line.kind == "body" and line.unit_kinds:
        reader.problem("unit_kinds", _("một nơi nhận thì ghi code, không ghi loại đơn vị"))
    return line


def _cited(reader: Reader) -> Cited:
    unknown = reader.texts("unknown", required=False, choices=UNKNOWN)
    for name in unknown:
        if reader.has(name):
            reader.problem(name, _("đã ghi ở unknown là kế hoạch không nói, thì không ghi ở đây"))
    return Cited(
        key=reader.key("key"),
        kind=reader.text("kind"),
        number=reader.text("number", required="number" not in unknown),
        date=reader.day("date", required="date" not in unknown),
        issuer=reader.text("issuer", required="issuer" not in unknown),
        subject=reader.text("subject", required="subject" not in unknown),
        clauses=reader.texts("clauses", required=not reader.data.get("carried_out")),
        carried_out=reader.flag("carried_out"),
        unknown=unknown,
    )
