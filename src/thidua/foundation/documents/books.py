"""The registers as books: which there are; number by number what was issued, kept back, left empty or is missing."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.documents.kinds import kinds
from thidua.foundation.documents.models import Dispatch, IssuedDocument, Register, RegisterGap, notation_of
from thidua.foundation.units.models import within

# What stands at a number that no document bears, beside the states of `RegisterGap`.
DOCUMENT, MISSING = "document", "missing"
BENEATH = "cap-duoi"
MOST_RECIPIENTS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a register."""

    number: int
    state: str
    notation: str = ""
    date: datetime.date | None = None
    subject: str = ""
    signer: str = ""
    note: str = ""
    document_id: int | None = None
    recipients: str = ""


def own_units(actor: Actor) -> list[int]:
    """The units the actor works for: those of its posts, and the committee of its department."""
    above = [post.parent_id for post in actor.posts if post.is_department and post.parent_id is not None]
    return list(dict.fromkeys([post.unit_id for post in actor.posts] + above))


def registers_for(actor: Actor, given: Mapping[str, Any]) -> QuerySet[Register]:
    """The registers of the actor's own bodies, the newest year first; with `pham-vi=cap-duoi` those of its branches.

    Each with `documents`, `reserved` and `missing`: how many numbers were given, are kept back, are not explained.
    Raises `Missing` for an unknown extent.
    """
    rows, extent = Register.objects.filter(within("unit", actor.intervals)), given.get("pham-vi", "")
    if extent not in {"", BENEATH}:
        raise Missing(_("Không có cách lọc này."))
    if extent != BENEATH:
        rows = rows.filter(unit__in=own_units(actor))
    return _counted(rows).select_related("unit").order_by("-year", "unit__lft", "body", "series", "id")


def register_for(actor: Actor, pk: int) -> Register:
    """One register of a branch the actor may see. Raises `Missing` for a foreign one."""
    rows = Register.objects.filter(within("unit", actor.intervals), pk=pk).select_related("unit__kind", "unit__parent")
    found = rows.first()
    if found is None:
        raise Missing(_("Không có sổ văn bản này trong phạm vi của bạn."))
    return found


def lines_of(register: Register) -> list[Line]:
    """Every number in order: documents, numbers kept back or left empty, and those nothing is known of."""
    lines = {line.number: line for line in _gap_lines(register)}
    lines |= {line.number: line for line in _document_lines(register)}
    for number in range(register.kept_from, register.last_number + 1):
        lines.setdefault(number, Line(number, MISSING, note=_("chưa rõ vì sao trống")))
    return [lines[number] for number in sorted(lines)]


def with_recipients(lines: Iterable[Line]) -> list[Line]:
    """The lines with who was sent each document, the first few by name: one statement."""
    lines = list(lines)
    found: dict[int | None, list[str]] = defaultdict(list)
    wanted = [line.document_id for line in lines if line.document_id is not None]
    rows = Dispatch.objects.filter(document__in=wanted).order_by("id").values_list("document_id", "recipient")
    for document, recipient in rows:
        found[document].append(recipient)
    return [
        replace(line, recipients=_some(found[line.document_id])) if line.document_id in found else line
        for line in lines
    ]


def registers_holding(actor: Actor, papers: Sequence[IssuedDocument]) -> dict[int, int]:
    """The register in which each of these papers stands, by the paper's id, where the actor may open it."""
    units, years = {paper.unit_id for paper in papers}, {paper.year for paper in papers}
    rows = Register.objects.filter(within("unit", actor.intervals), unit__in=units, year__in=years) if papers else []
    books = {(row.unit_id, row.body, row.series, row.year): row.pk for row in rows}
    found = {paper.pk: books.get((paper.unit_id, paper.body, paper.series, paper.year or 0)) for paper in papers}
    return {paper: book for paper, book in found.items() if book is not None}


def is_open(register: Register) -> bool:
    """Whether numbers are still given in it: the register of this year."""
    return register.year == clock.today().year


def _counted(rows: QuerySet[Register]) -> QuerySet[Register]:
    gaps = RegisterGap.objects.filter(register=OuterRef("pk"))
    kept = _count(gaps.filter(state=RegisterGap.State.RESERVED).values("register"))
    told = _count(gaps.exclude(state=RegisterGap.State.USED).values("register"))
    same = {name: OuterRef(name) for name in ("unit", "body", "series", "year")}
    borne = IssuedDocument.objects.filter(**same, number__isnull=False).values("unit")
    since = _count(borne.filter(number__gte=OuterRef("kept_from")))
    rows = rows.annotate(documents=_count(borne), reserved=kept, told=told, since=since)
    return rows.annotate(missing=F("last_number") - F("kept_from") + 1 - F("told") - F("since"))


def _count(rows: QuerySet[Any, Any]) -> Coalesce:
    counted = rows.order_by().annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _document_lines(register: Register) -> Iterable[Line]:
    rows = IssuedDocument.objects.filter(
        unit=register.unit_id, body=register.body, series=register.series, year=register.year, number__isnull=False
    )
    labels, states = kinds(), dict(IssuedDocument.Status.choices)
    values = rows.order_by("number").values_list(
        "pk", "number", "symbol", "date", "kind", "subject", "signer_name", "status"
    )
    for pk, number, symbol, date, kind, subject, signer, status in values:
        named = labels[kind].label if kind in labels else ""
        words = f"{named[:1].upper()}{named[1:]}: {subject}" if named else subject
        yield Line(number or 0, DOCUMENT, notation_of(number, symbol), date, words, signer, str(states[status]), pk)


def _gap_lines(register: Register) -> Iterable[Line]:
    gaps = RegisterGap.objects.filter(register=register).exclude(state=RegisterGap.State.USED)
    for gap in gaps.order_by("number"):
        day = clock.day_of(gap.at) if gap.at else None
        yield Line(gap.number, gap.state, date=day, signer=gap.by_label, note=_reason(gap))


def _reason(gap: RegisterGap) -> str:
    if gap.state == RegisterGap.State.RELEASED:
        return _("%(state)s: %(why)s (trước đó giữ để: %(reason)s)") % {
            "state": gap.get_state_display(), "why": gap.settled_reason, "reason": gap.reason,
        }  # fmt: skip
    return f"{gap.get_state_display()}: {gap.reason}"


def _some(names: Sequence[str]) -> str:
    shown = "; ".join(names[:MOST_RECIPIENTS])
    more = len(names) - MOST_RECIPIENTS
    return _("%(names)s và %(more)s nơi khác") % {"names": shown, "more": more} if more > 0 else shown
