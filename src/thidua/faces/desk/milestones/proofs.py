"""Photos and papers of a milestone as a page shows them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.faces.desk.files import evidence
from thidua.faces.kit.parts import Shot
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.provinces import photos_elsewhere
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.proofs import OWNER_KIND
from thidua.stages.milestones.rules import looks_over
from thidua.stages.milestones.states import VERIFIED

# What is asked for where a photo is the proof.
PHOTOS_ASKED = 2


def proofs_of(actor: Actor, row: Milestone, *, accepts: bool, enters: bool) -> dict[str, Any]:
    """What proves the milestone, as its page draws it; to who confirms or stands above also where a file was before."""
    stored, rejected = evidence.kept(OWNER_KIND, row.uid)
    links = evidence.links_shown(OWNER_KIND, row.uid)
    looks = accepts or bool(stored and looks_over(actor, row))
    return {
        "shots": _shots(row, [one for one in stored if one.thumbnail_path]),
        "papers": [one for one in stored if not one.thumbnail_path],
        "links": links,
        "originals": evidence.originals(stored, with_told=accepts or enters),
        "rejected": rejected,
        "removable": stored if row.status != VERIFIED else [],
        "removable_links": links if row.status != VERIFIED else [],
        "twins": evidence.twins_shown(actor, OWNER_KIND, row.uid, stored, accepts=accepts) if looks else [],
        "remarks": photos_elsewhere(stored, row.unit) if accepts else [],
    }


def _shots(row: Milestone, pictures: list[StoredFile]) -> list[Shot]:
    """The pictures, and frames for those still missing where the kind asks for photos."""
    shown = [evidence.shot(one, one.name) for one in pictures]
    missing = PHOTOS_ASKED - len(shown) if particulars(row.kind).proof == "photo" else 0
    return shown + [Shot(_("Chưa có ảnh"), _("Cần ảnh làm chứng")) for _number in range(missing)]
