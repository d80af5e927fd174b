"""The audit trail: every act with its before and after, written in the operation's own transaction."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.models import AuditEntry

# Bookkeeping that says nothing about the record itself.
UNTOLD = frozenset(
    {"id", "uid", "version", "made_at", "changed_at", "made_by_id", "changed_by_id", "folded", "sort_key", "token_hash"}
)


def snapshot(obj: models.Model) -> dict[str, Any]:
    """The record's own columns as plain values, to be compared with a later snapshot."""
    return {
        field.attname: _plain(getattr(obj, field.attname))
        for field in obj._meta.concrete_fields
        if field.attname not in UNTOLD
    }


def record(
    *,
    by: By,
    act: str,
    obj: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    refused: bool = False,
) -> AuditEntry:
    """Writes one entry. Of `before` and `after` only the values that differ are kept; a new record keeps all."""
    then, now = before or {}, snapshot(obj) if after is None else after
    changed = {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}
    return AuditEntry.objects.create(
        at=clock.real_now(),
        site_date=clock.act_day(),
        actor_uid=by.uid,
        actor_label=by.label[:200],
        act=act,
        model=obj._meta.label_lower,
        object_uid=getattr(obj, "uid", None),
        object_label=str(obj)[:300],
        unit_id=getattr(obj, "unit_id", None),
        before={name: then[name] for name in sorted(changed & then.keys())},
        after={name: now[name] for name in sorted(changed & now.keys())},
        reason=reason,
        refused=refused,
    )


def refusal(*, by: By, operation: str, obj: models.Model, sentence: str) -> AuditEntry:
    """Writes that an operation was refused and what was told; called after its transaction was rolled back."""
    return record(
        by=by,
        act=gettext_noop("bị từ chối"),
        obj=obj,
        before={},
        after={"operation": operation},
        reason=sentence,
        refused=True,
    )


def history(obj: models.Model) -> models.QuerySet[AuditEntry]:
    """The acts on the record, newest first; what was refused is the administrator's to read."""
    entries = AuditEntry.objects.filter(
        model=obj._meta.label_lower, object_uid=getattr(obj, "uid", None), refused=False
    )
    return entries.order_by("-id")


def told(who: str, act: str) -> str:
    """«Nguyễn Thị An xác nhận» in the reader's language; `act` is the word as the trail keeps it."""
    return _("%(who)s %(act)s") % {"who": who, "act": _(act)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        # One moment has one form, whichever zone it is held in.
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, (datetime.date, uuid.UUID)):
        return str(value)
    if isinstance(value, (str, int, bool, list, dict)) or value is None:
        return value
    return str(value)
