"""What proves a record, as its page shows it: photos, papers, links; to who accepts it also what deserves a look."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import figures
from thidua.faces.kit.parts import Shot
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import files, proof_links, twins
from thidua.foundation.core.models import ProofLink, StoredFile
from thidua.foundation.core.proof_links import LABELS, Sort
from thidua.foundation.units.provinces import point_told


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A link with what it leads to; whoever follows it sees the host before."""

    row: ProofLink
    sort: str


@dataclass(frozen=True, slots=True)
class Original:
    """A photo's original, and what the photo says of itself."""

    name: str
    told: str
    href: str


@dataclass(frozen=True, slots=True)
class TwinShown:
    """Another record with the very same file; without an address one the reader may not know more of."""

    words: str
    href: str = ""


def kept(kind: str, uid: uuid.UUID) -> tuple[list[StoredFile], list[StoredFile]]:
    """A record's files, and those that were taken off because the virus scanner rejected them; one statement."""
    every = files.with_rejected(kind, uid)
    return [row for row in every if row.removed_at is None], [row for row in every if row.removed_at is not None]


def links_shown(kind: str, uid: uuid.UUID) -> list[LinkShown]:
    """A record's links, oldest first."""
    return [LinkShown(row, str(LABELS[Sort(row.sort)])) for row in proof_links.of_owner(kind, uid)]


def shot(file: StoredFile, caption: str) -> Shot:
    """One photo; in the frame of a missing one while it waits for the virus scanner."""
    if not file.is_served:
        return Shot(caption=caption, note=_("%(name)s: đang chờ quét vi-rút") % {"name": file.name})
    return Shot(
        caption=caption, note=figures.day(file.made_at), thumbnail=reverse("desk:file-small", args=(file.uid,)),
        href=reverse("desk:file", args=(file.uid,)),
    )  # fmt: skip


def originals(stored: Sequence[StoredFile], *, with_told: bool) -> list[Original]:
    """The way to each photo's original; `with_told` adds when and where the camera says it was taken."""
    return [
        Original(file.name, _told(file) if with_told else "", reverse("desk:file-original", args=(file.uid,)))
        for file in stored
        if file.thumbnail_path and file.is_served
    ]


def twins_shown(
    actor: Actor,
    kind: str,
    uid: uuid.UUID,
    stored: Sequence[StoredFile],
    *,
    accepts: bool,
    told: Sequence[uuid.UUID] = (),
) -> list[TwinShown]:
    """Records that show one of these files; called for who accepts the record or stands above it, for nobody else."""
    found = twins.twins_of(actor, kind, uid, stored, told=told, accepts=accepts)
    shown = [
        TwinShown(
            ", ".join(filter(None, [row.label, row.unit, str(row.year or "")])),
            reverse(row.address_name, args=(row.owner_uid,)),
        )
        for row in found.seen
    ]
    if found.unseen:
        words = _("%(count)d nơi khác ngoài phạm vi của bạn; xin hỏi cấp trên.") % {"count": found.unseen}
        shown.append(TwinShown(words))
    return shown


def _told(file: StoredFile) -> str:
    """«chụp 9:12 ngày 3/3/2024, tại 12,65432; 107,69123»; empty for the usual photo that says nothing."""
    said = []
    if file.taken_at is not None:
        said.append(_("chụp %(moment)s") % {"moment": figures.moment(file.taken_at)})
    if file.point is not None:
        said.append(_("tại %(point)s") % {"point": point_told(file.point)})
    return ", ".join(said)
