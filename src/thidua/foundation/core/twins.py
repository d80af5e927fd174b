"""The same file brought as proof of two things: told to whoever accepts one of them or stands above both."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.foundation.core import files
from thidua.foundation.core.models import StoredFile

# So many records are named.
MOST = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """A record that shows the very same file: what it is called, whose it is, of which year, where its page is."""

    label: str
    unit: str
    year: int | None
    address_name: str
    owner_uid: uuid.UUID
    is_beneath: bool = False


@dataclass(frozen=True, slots=True)
class Twins:
    """Records with a file of this one; `unseen` counts those the reader may not know more of."""

    seen: tuple[Twin, ...] = ()
    unseen: int = 0

    def __bool__(self) -> bool:
        return bool(self.seen or self.unseen)


def twins_of(
    actor: Any,
    kind: str,
    uid: uuid.UUID,
    stored: Iterable[StoredFile],
    *,
    told: Sequence[uuid.UUID] = (),
    accepts: bool = True,
) -> Twins:
    """Other records that show one of these files, those left out that are `told` otherwise.

    To who `accepts` the record all of them, the others counted too; to who only stands above it those beneath it.
    One statement, and one or two for each kind of record that is found.
    """
    proofs = {file.sha256 for file in stored}
    if not proofs:
        return Twins()
    rows = files.live().filter(sha256__in=proofs).exclude(owner_kind=kind, owner_uid__in=[uid, *told])
    owners: dict[str, set[uuid.UUID]] = {}
    for owner_kind, owner_uid in rows.order_by("id").values_list("owner_kind", "owner_uid").distinct():
        owners.setdefault(owner_kind, set()).add(owner_uid)
    seen: list[Twin] = []
    unseen = 0
    for owner_kind, uids in sorted(owners.items()):
        told_by = files.OWNERS[owner_kind].told if owner_kind in files.OWNERS else None
        if told_by is None:
            continue
        living, readable = told_by(actor, uids)
        seen += [
            Twin(row.label, row.unit, row.year, files.OWNERS[owner_kind].address_name, row.uid, row.is_beneath)
            for row in readable
            if accepts or row.is_beneath
        ]
        unseen += living - len(readable) if accepts else 0
    return Twins(tuple(seen[:MOST]), unseen)
