"""The wording of documents as an office changes it: saved in versions, compared, taken back to any of them."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.documents import rules
from thidua.foundation.documents.letters import require_printable_texts
from thidua.foundation.documents.models import OwnWording, WordingVersion
from thidua.foundation.documents.sentences import editable, is_fixed, wrong_in, wrong_in_lines
from thidua.foundation.documents.wording import catalogue_sentences
from thidua.foundation.units.models import Unit

Part = tuple[str, bool]
# Words and the signs between them: put together they are the text.
WORDS = re.compile(r"\w+|\W")


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that two wordings have otherwise: its words in parts, each told whether only this one has it."""

    key: str
    before: list[Part]
    after: list[Part]


@operation
def save_wording(
    *,
    by: Actor | System,
    now: datetime.datetime,
    unit: Unit,
    name: str,
    sentences: Mapping[str, Any],
    campaign: str = "",
    reason: str = "",
    version: int | None = None,
) -> OwnWording:
    """Keeps the sentences of a unit's papers of one kind as a new version; with `campaign` for all who carry it out.

    What is the catalogue's is not kept, so that it follows the catalogue. Papers that have a number stay as they
    are. Refused with `NotAllowed` unless the actor writes for the unit, with `Stale` when another version stands, with
    `Invalid` by the sentence's key: an unknown field, an empty sentence, a letter that cannot be printed.
    """
    _may(by, unit)
    row = _held(unit, name, campaign, by=by, now=now)
    check_version(row, version)
    return _keep(row, changed(name, sentences), reason, by=by, now=now)


@operation
def take_back_wording(
    *, by: Actor | System, now: datetime.datetime, row: OwnWording, number: int, version: int | None = None
) -> OwnWording:
    """Makes an earlier version (0: the catalogue's words) the newest again; what stood between stays in the history.

    Refused with `NotAllowed` unless the actor writes for the unit, with `Stale` when another version stands, with
    `Missing` for a version that is none, with `Invalid` where a sentence of it no longer fits the catalogue.
    """
    _may(by, row.unit)
    row = lock(row)
    check_version(row, version)
    sentences = {} if number == 0 else version_of(row, number).sentences
    reason = _("lấy lại bản %(number)s") % {"number": number} if number else _("lấy lại bản của danh mục")
    return _keep(row, checked(row.name, sentences), reason, by=by, now=now)


def checked(name: str, sentences: Mapping[str, Any]) -> dict[str, Any]:
    """The sentences that may be changed, sound; raises `Invalid` with a sentence for each that is not."""
    if name not in editable():
        raise Missing(_("Văn bản này không sửa lời được."))
    catalogue, wrong = catalogue_sentences(name), {}
    known = {key: value for key, value in sentences.items() if key in changeable(name)}
    for key, value in known.items():
        original = catalogue[key]
        if why := wrong_in_lines(value, original, key) if isinstance(original, list) else wrong_in(value, original):
            wrong[key] = why
            continue
        try:
            require_printable_texts(*(value if isinstance(value, list) else [value]))
        except Invalid as refusal:
            wrong[key] = refusal.fields["letters"]
    if wrong:
        raise Invalid(wrong)
    return known


def changed(name: str, sentences: Mapping[str, Any]) -> dict[str, Any]:
    """Of sound sentences those that are not the catalogue's; raises as `checked`."""
    catalogue = catalogue_sentences(name)
    return {key: value for key, value in checked(name, sentences).items() if value != catalogue[key]}


def changeable(name: str) -> list[str]:
    """The keys of the sentences that an office may change, in the catalogue's order."""
    return [
        key
        for key, value in catalogue_sentences(name).items()
        if not is_fixed(name, key) and isinstance(value, (str, list))
    ]


def standing(unit: Unit, name: str, campaign: str = "") -> OwnWording | None:
    """What a unit keeps of a wording; None where it has changed nothing yet."""
    rows = OwnWording.objects.filter(unit=unit, name=name, campaign=campaign)
    return the_one(rows.select_related("unit", "changed_by"))


def sentences_of(row: OwnWording | None, name: str) -> dict[str, Any]:
    """Every changeable sentence as it stands: what the row keeps over the catalogue's."""
    kept = row.sentences if row else {}
    return {key: kept.get(key, value) for key, value in _beneath(name).items()}


def versions_of(row: OwnWording) -> QuerySet[WordingVersion]:
    """The history, newest first."""
    return row.versions.order_by("-number")


def version_of(row: OwnWording, number: int) -> WordingVersion:
    """One version. Raises `Missing` for a number there is none of."""
    found = row.versions.filter(number=number).first()
    if found is None:
        raise Missing(_("Không có bản này trong lịch sử."))
    return found


def outdated(row: OwnWording | None) -> list[str]:
    """The keys of changed sentences whose sentence in the catalogue is another now than when they were changed."""
    if row is None:
        return []
    catalogue = catalogue_sentences(row.name)
    return [key for key in row.sentences if key in catalogue and row.bases.get(key) != catalogue[key]]


def compared(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The sentences that two versions have otherwise, word by word; what neither changed is the catalogue's."""
    catalogue = catalogue_sentences(name)
    found = []
    for key in changeable(name):
        old, new = _text(before.get(key, catalogue[key])), _text(after.get(key, catalogue[key]))
        if old != new:
            found.append(Change(key, *_parts(old, new)))
    return found


def _beneath(name: str) -> dict[str, Any]:
    """The catalogue's words of what may be changed."""
    catalogue = catalogue_sentences(name)
    return {key: catalogue[key] for key in changeable(name)}


def _held(unit: Unit, name: str, campaign: str, *, by: By, now: datetime.datetime) -> OwnWording:
    row, _new = OwnWording.objects.get_or_create(
        unit=unit,
        name=name,
        campaign=campaign,
        defaults={"version": 0, "made_by_id": person_of(by), "made_at": now, "changed_at": now},
    )
    return lock(row)


def _keep(row: OwnWording, sentences: dict[str, Any], reason: str, *, by: By, now: datetime.datetime) -> OwnWording:
    before, catalogue = audit.snapshot(row), catalogue_sentences(row.name)
    row.bases = {
        key: row.bases.get(key) if row.sentences.get(key) == value else catalogue[key]
        for key, value in sentences.items()
    }
    row.sentences = sentences
    row.changed_by_id = person_of(by)
    touch(row, now=now)
    row.save()
    WordingVersion.objects.create(
        wording=row,
        number=row.version,
        sentences=sentences,
        at=now,
        by_label=by.label[:100],
        reason=reason.strip()[:300],
    )
    audit.record(by=by, act=gettext_noop("sửa lời văn bản"), obj=row, before=before, reason=reason.strip())
    return row


def _may(by: By, unit: Unit) -> None:
    if why_not := rules.may_write_for(by, unit):
        raise NotAllowed(why_not)


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def _parts(old: str, new: str) -> tuple[list[Part], list[Part]]:
    left, right = WORDS.findall(old), WORDS.findall(new)
    before: list[Part] = []
    after: list[Part] = []
    for act, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        # A blank between two changed words is no word that stayed.
        is_changed = act != "equal" or not "".join(left[a:b]).strip()
        _add(before, "".join(left[a:b]), is_changed)
        _add(after, "".join(right[c:d]), is_changed)
    return before, after


def _add(parts: list[Part], text: str, is_changed: bool) -> None:
    if parts and parts[-1][1] == is_changed:
        parts[-1] = (parts[-1][0] + text, is_changed)
    elif text:
        parts.append((text, is_changed))
