"""The minutes of the latest session, to look at their wording."""

from __future__ import annotations

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES, nearest
from thidua.foundation.units.models import Unit
from thidua.stages.councils.papers import minutes_draft
from thidua.stages.councils.states import MINUTED
from thidua.stages.councils.visibility import sessions_for


def _minutes(actor: Actor, unit: Unit) -> OfficialDocument | None:
    """Only of a session whose minutes were signed: before that some may not know what was decided."""
    rows = sessions_for(actor).filter(status=MINUTED)
    session = nearest(rows.select_related("council__unit__kind", "round__campaign"), unit, path="council__unit")
    return minutes_draft(session) if session else None


SAMPLES.register("minutes/council", _minutes)
