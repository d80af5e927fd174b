"""The library of cited documents: loaded from the catalogue, entered, put right, and cited by plans."""

from __future__ import annotations

import datetime
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import fold, tidy
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.rules import may_write_for
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.library import OWNER, documents_read_by, kept_for, named_in
from thidua.stages.campaigns.models import CitedDocument, DocumentCitation, PaperCitation, Plan

# In a text that names a document by no number.
LONGEST_KEY = 70
# Of documents that bear one number, in a refusal.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class CitedFacts:
    """What is written of a document; number, dates and who replaced it may be unknown."""

    kind: str
    issuer: str
    subject: str
    number: str = ""
    date: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    replaced_by: str = ""
    source: str = ""
    doubt: str = ""


@operation
def load_library(*, by: System, now: datetime.datetime, folder: Path = CATALOGUE / "cited") -> int:
    """Brings in the documents of the catalogue's library that the site does not have yet; returns how many.

    One the site has, by its key, is left as it is: an office's own words are newer than the catalogue.
    """
    rows = [row for path in sorted(folder.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["cited"]]
    known = set(CitedDocument.objects.values_list("key", flat=True))
    made = [_row(row, now) for row in rows if row["key"] not in known]
    CitedDocument.objects.bulk_create(made)
    after = {row["key"]: row["replaced_by"] for row in rows if "replaced_by" in row and row["key"] not in known}
    found = {row.key: row for row in CitedDocument.objects.filter(key__in=[*after, *after.values()])}
    for key, other in after.items():
        found[key].replaced_by = found[other]
    CitedDocument.objects.bulk_update([found[key] for key in after], ["replaced_by"])
    return len(made)


@operation
def enter_document(
    *, by: Actor, now: datetime.datetime, unit: Unit, facts: CitedFacts, scan: File | None = None
) -> CitedDocument:
    """Enters a document into the library for a unit: read by its branch and by those beneath it.

    Refused with `NotAllowed` unless the actor writes for the unit, with `Invalid`: `number` where the library has it
    already (one to be read here is named), `replaced_by` for a number it does not know, dates that run backwards.
    """
    if why_not := may_write_for(by, unit):
        raise NotAllowed(why_not)
    number = tidy(facts.number)
    same = next((row for row in _numbered(number, by=by) if fold(row.issuer) == fold(facts.issuer)), None)
    if same is not None:
        told = _("Thư viện đã có %(document)s: %(subject)s. Xin viện dẫn văn bản ấy.")
        raise Invalid({"number": told % {"document": str(same), "subject": same.subject}})
    values = _values(facts, by=by)
    document = CitedDocument.objects.create(
        key=_free_key(f"{number or facts.kind} {facts.issuer if not number else ''} {facts.subject if not number else ''}"),
        unit=unit, made_by_id=person_of(by), made_at=now, changed_at=now, **values,
    )  # fmt: skip
    _keep_scan(document, scan, by=by, now=now)
    audit.record(by=by, act=gettext_noop("thêm văn bản viện dẫn"), obj=document)
    return document


@operation
def change_document(
    *,
    by: Actor,
    now: datetime.datetime,
    document: CitedDocument,
    facts: CitedFacts,
    scan: File | None = None,
    version: int | None = None,
) -> CitedDocument:
    """Puts a document of the library right: its facts, since when it is no longer in force, what replaced it, its file.

    Refused with `NotAllowed` unless the actor looks after it (the unit's officer; of the catalogue's the site's
    administrator), with `Stale` for an old version, with `Invalid` as in `enter_document`.
    """
    if why_not := why_not_change(by, document):
        raise NotAllowed(why_not)
    row = lock(document)
    check_version(row, version)
    before = audit.snapshot(row)
    for name, value in _values(facts, by=by, standing=row.replaced_by).items():
        setattr(row, name, value)
    if row.replaced_by_id == row.pk:
        raise Invalid({"replaced_by": _("Văn bản không thay cho chính nó.")})
    touch(row, now=now)
    row.save()
    _keep_scan(row, scan, by=by, now=now)
    audit.record(by=by, act=gettext_noop("sửa văn bản viện dẫn"), obj=row, before=before)
    return row


@operation
def cite_document(
    *,
    by: Actor,
    now: datetime.datetime,
    plan: Plan,
    document: CitedDocument,
    clause: str = "",
    carries_out: bool = False,
) -> DocumentCitation:
    """Notes that a plan cites a document of the library at a clause; a second time changes nothing.

    The plan's words stay as they are: of an issued one it is noted what they cite. Refused with `NotAllowed` unless the
    actor writes for the plan's unit.
    """
    if why_not := may_write_for(by, plan.unit):
        raise NotAllowed(why_not)
    row, new = DocumentCitation.objects.get_or_create(
        plan=plan, document=document, clause=tidy(clause)[:20], defaults={"carries_out": carries_out}
    )
    if new:
        audit.record(
            by=by,
            act=gettext_noop("viện dẫn văn bản"),
            obj=plan,
            after={"document": str(document), "clause": row.clause},
        )
    return row


def note_citations(document: IssuedDocument) -> None:
    """One row for each document the unit keeps whose number stands in the frozen words; the numbering calls it.

    Nothing is noted of a number that several of them bear: which is meant is not known.
    """
    named = list(named_in(_texts(document.payload), kept_for(document.unit)).exclude(number=document.notation))
    borne = Counter(row.number for row in named)
    PaperCitation.objects.bulk_create(
        (PaperCitation(document=row, paper=document) for row in named if borne[row.number] == 1), ignore_conflicts=True
    )


def why_not_change(by: By, document: CitedDocument) -> str:
    """Empty when the actor looks after the document, else who does."""
    if document.unit is not None:
        return may_write_for(by, document.unit) or ""
    if isinstance(by, Actor) and not by.holds_anywhere(Permission.SITE):
        return _("Văn bản này của danh mục chung: chỉ người quản trị hệ thống sửa được.")
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _row(data: dict[str, Any], now: datetime.datetime) -> CitedDocument:
    words = {name: data.get(name, "") for name in ("kind", "number", "issuer", "subject", "source", "doubt")}
    days = {name: data.get(name) for name in ("date", "valid_from", "valid_to")}
    return CitedDocument(
        key=data["key"], made_at=now, changed_at=now, folded=_folded(**words), **words, **days
    )  # fmt: skip


def _values(facts: CitedFacts, *, by: Actor, standing: CitedDocument | None = None) -> dict[str, Any]:
    words = {name: tidy(getattr(facts, name)) for name in ("kind", "number", "issuer", "subject", "source", "doubt")}
    wrong = {
        name: _("Xin ghi %(what)s.") % {"what": what}
        for name, what in (("kind", _("loại văn bản")), ("issuer", _("cơ quan ban hành")), ("subject", _("trích yếu")))
        if not words[name]
    }
    if facts.valid_from and facts.valid_to and facts.valid_to < facts.valid_from:
        wrong["valid_to"] = _("Ngày hết hiệu lực không được trước ngày có hiệu lực.")
    other = None
    try:
        other = _replacing(facts.replaced_by, by=by, standing=standing)
    except Invalid as refused:
        wrong |= refused.fields
    if wrong:
        raise Invalid(wrong)
    return {
        **words, "date": facts.date, "valid_from": facts.valid_from, "valid_to": facts.valid_to, "replaced_by": other,
        "folded": _folded(**words),
    }  # fmt: skip


def _replacing(number: str, *, by: Actor, standing: CitedDocument | None) -> CitedDocument | None:
    """The document of a number; the one that stands while its number does. Raises `Invalid` for none, or several."""
    number = tidy(number)
    if not number or (standing is not None and fold(standing.number) == fold(number)):
        return standing if number else None
    found = _numbered(number, by=by)[:MOST_NAMED]
    if not found:
        raise Invalid({"replaced_by": _("Thư viện chưa có văn bản số này. Xin thêm văn bản thay thế trước.")})
    if len(found) > 1:
        told = "; ".join(f"{row} ({row.issuer}): {row.subject}" for row in found)
        raise Invalid(
            {
                "replaced_by": _("Thư viện có nhiều văn bản mang số này nên chưa rõ văn bản nào: %(found)s.")
                % {"found": told}
            }
        )
    return found[0]


def _numbered(number: str, *, by: Actor) -> list[CitedDocument]:
    """The documents the actor reads under a number, however its letters are written: «98/2023/nđ-cp» is one of them."""
    wanted = fold(number)
    rows = documents_read_by(by).filter(folded__contains=wanted).order_by("id") if wanted else ()
    return [row for row in rows if fold(row.number) == wanted]


def _folded(*, kind: str, number: str, issuer: str, subject: str, **_more: str) -> str:
    return fold(f"{kind} {number} {issuer} {subject}")


def _free_key(words: str) -> str:
    start = slugify(fold(words).replace("/", "-"))[:LONGEST_KEY].strip("-") or "van-ban"
    taken = set(CitedDocument.objects.filter(key__startswith=start).values_list("key", flat=True))
    return next(key for key in (start, *(f"{start}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _keep_scan(document: CitedDocument, scan: File | None, *, by: Actor, now: datetime.datetime) -> None:
    """A new file takes the place of the one before, which stays as proof."""
    if scan is None:
        return
    for old in files.of_owner(OWNER, document.uid):
        files.remove(stored_file=old, by=by, now=now)
    files.store(upload=scan, field="scan", owner_kind=OWNER, owner_uid=document.uid, by=by, now=now)
