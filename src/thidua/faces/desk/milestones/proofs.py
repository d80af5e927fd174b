"""Photos and papers of a milestone as a page shows them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import figures
from thidua.faces.kit.parts import Shot
from thidua.foundation.core import files
from thidua.foundation.core.models import StoredFile
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.proofs import OWNER_KIND

# What is asked for where a photo is the proof.
PHOTOS_ASKED = 2


def files_of(row: Milestone) -> list[StoredFile]:
    """Oldest first."""
    return list(files.of_owner(OWNER_KIND, row.uid))


def shots_of(row: Milestone, stored: list[StoredFile]) -> list[Shot]:
    """The pictures, and frames for those still missing where the kind asks for photos."""
    pictures = [one for one in stored if one.thumbnail_path]
    shown = [
        Shot(
            one.name,
            figures.moment(one.made_at),
            reverse("desk:file-small", args=[one.uid]),
            reverse("desk:file", args=[one.uid]),
        )
        for one in pictures
    ]
    missing = PHOTOS_ASKED - len(shown) if particulars(row.kind).proof == "photo" else 0
    return shown + [Shot(_("Chưa có ảnh"), _("Cần ảnh làm chứng")) for _number in range(missing)]


def papers_of(stored: list[StoredFile]) -> list[StoredFile]:
    """What is no picture."""
    return [one for one in stored if not one.thumbnail_path]
