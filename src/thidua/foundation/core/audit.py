"""The audit trail: every act with its before and after, written in the operation's own transaction."""

from __future__ import annotations

import contextlib
import datetime
import functools
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import bulk, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.models import AuditEntry

# Bookkeeping that says nothing about the record itself.
UNTOLD = frozenset(
    {"id", "uid", "version", "made_at", "changed_at", "made_by_id", "changed_by_id", "folded", "sort_key", "token_hash"}
)
AS_THEY_ARE = frozenset({str, int, bool})
# The same refusal of the same reader within this time is one press sent twice, or a flood.
SAME_PRESS = datetime.timedelta(minutes=1)
MOST_ALIKE = 50
ENTRY_COLUMNS = (
    "at", "site_date", "actor_uid", "actor_label", "act", "model", "object_uid", "object_label", "unit_id", "before", "after",
    "reason", "refused", "previous_hash", "hash",
)  # fmt: skip
_noted: ContextVar[list[AuditEntry] | None] = ContextVar("refusals_noted", default=None)


def snapshot(obj: models.Model) -> dict[str, Any]:
    """The record's own columns as plain values, to be compared with a later snapshot."""
    return {name: _plain(getattr(obj, name)) for name in _columns(type(obj))}


@functools.cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that say something about a record."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in UNTOLD)


def record(
    *,
    by: By,
    act: str,
    obj: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Writes one entry. Of `before` and `after` only the values that differ are kept; a new record keeps all."""
    then, now = differing(before or {}, snapshot(obj) if after is None else after)
    record_many(by=by, acts=[Told(obj, act, then, now, reason)])


def differing(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of what was and what is the values that are not the same."""
    if not then:
        return {}, {name: now[name] for name in sorted(now) if now[name] is not None}
    changed = sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
    return {name: then[name] for name in changed if name in then}, {name: now[name] for name in changed if name in now}


class Told(NamedTuple):
    """One act on a record of many that are written at once: what `record` would be told of it."""

    obj: models.Model
    act: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str = ""


def record_many(*, by: By, acts: Iterable[Told]) -> None:
    """Writes an entry for each act, in their order; `before` and `after` hold no more than what differs."""
    at, day, label = clock.real_now(), clock.act_day(), by.label[:200]
    rows = (
        (
            at, day, by.uid, label, told.act, told.obj._meta.label_lower, getattr(told.obj, "uid", None),
            str(told.obj)[:300], getattr(told.obj, "unit_id", None), told.before, told.after, told.reason, False, "", "",
        )
        for told in acts
    )  # fmt: skip
    bulk.insert(AuditEntry, ENTRY_COLUMNS, rows)


def refusal(
    *, by: By, operation: str, sentence: str, obj: models.Model | AuditEntry | None, unit_id: int | None = None
) -> AuditEntry:
    """Writes that an act was refused and what was told; called after its transaction was rolled back.

    `operation` is the operation's name, or the page's where none ran. The record is `obj`, or what an earlier entry
    tells of it; without one the entry stands at `unit_id`. A reader's same refusal within a minute is written once.
    """
    entry = AuditEntry(
        at=clock.real_now(),
        site_date=clock.act_day(),
        actor_uid=by.uid,
        actor_label=by.label[:200],
        act=gettext_noop("bị từ chối"),
        **_named(obj, unit_id),
        after={"operation": operation},
        reason=sentence,
        refused=True,
    )
    same = AuditEntry.objects.filter(
        actor_uid=entry.actor_uid, at__gt=entry.at - SAME_PRESS, object_uid=entry.object_uid, refused=True
    ).filter(actor_label=entry.actor_label, reason=sentence)
    found = next((row for row in same.order_by("-id")[:MOST_ALIKE] if row.after == entry.after), None)
    if found is None:
        entry.save(force_insert=True)
    written = _noted.get()
    if written is not None:
        written.append(found or entry)
    return found or entry


@contextlib.contextmanager
def noting() -> Iterator[list[AuditEntry]]:
    """What is refused meanwhile, so that a request's refusal is written by whoever knows it best and once."""
    entries: list[AuditEntry] = []
    token = _noted.set(entries)
    try:
        yield entries
    finally:
        _noted.reset(token)


def noted() -> bool:
    """Whether a refusal was written since `noting` began."""
    return bool(_noted.get())


def latest_about(uid: uuid.UUID) -> AuditEntry | None:
    """The last entry about a record of which no more than the uid is known."""
    return AuditEntry.objects.filter(object_uid=uid).order_by("-id").first()


def history(obj: models.Model) -> models.QuerySet[AuditEntry]:
    """The acts on the record, newest first; what was refused is the administrator's to read."""
    entries = AuditEntry.objects.filter(
        model=obj._meta.label_lower, object_uid=getattr(obj, "uid", None), refused=False
    )
    return entries.order_by("-id")


def site_moment(entry: AuditEntry) -> datetime.datetime:
    """When it happened as pages tell it: a demonstration's trail keeps the real moment, its pages the site's day."""
    there, day = localtime(entry.at), entry.site_date
    return there.replace(year=day.year, month=day.month, day=day.day)


def told(who: str, act: str) -> str:
    """«Nguyễn Thị An xác nhận» in the reader's language; `act` is the word as the trail keeps it."""
    return _("%(who)s %(act)s") % {"who": who, "act": _(act)}


def _plain(value: Any) -> Any:
    if value is None or value.__class__ in AS_THEY_ARE:
        return value
    if isinstance(value, datetime.datetime):
        # One moment has one form, whichever zone it is held in.
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, (datetime.date, uuid.UUID)):
        return str(value)
    if isinstance(value, (str, int, bool, list, dict)):
        return value
    return str(value)


def _named(obj: models.Model | AuditEntry | None, unit_id: int | None) -> dict[str, Any]:
    """The columns that say which record an entry is about."""
    if isinstance(obj, AuditEntry):
        return {name: getattr(obj, name) for name in ("model", "object_uid", "object_label", "unit_id")}
    if obj is None:
        return {"model": "", "object_uid": None, "object_label": "", "unit_id": unit_id}
    return {
        "model": obj._meta.label_lower,
        "object_uid": getattr(obj, "uid", None),
        "object_label": str(obj)[:300],
        "unit_id": getattr(obj, "unit_id", unit_id),
    }
