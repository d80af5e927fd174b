"""The latest decision with its tờ trình and list, to look at their wording."""

from __future__ import annotations

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES, nearest
from thidua.foundation.units.models import Unit
from thidua.stages.decisions import papers, queries
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.signing import usual_signers


def _latest(actor: Actor, unit: Unit) -> Decision | None:
    return nearest(queries.readable(actor).select_related("unit__kind", "form", "campaign"), unit)


def _decision(actor: Actor, unit: Unit) -> OfficialDocument | None:
    row, on = _latest(actor, unit), clock.today()
    if row is None:
        return None
    entries = [name.entry for name in queries.names_of(row)]
    return papers.decision_paper(row, entries, on=on, signers=usual_signers(row.unit, on), proposal=row.proposal)


def _proposal(actor: Actor, unit: Unit) -> OfficialDocument | None:
    row, on = _latest(actor, unit), clock.today()
    if row is None:
        return None
    entries = [name.entry for name in queries.names_of(row)]
    return papers.proposal_paper(row, entries, on=on, signers=usual_signers(row.unit, on))


def _hand_over(actor: Actor, unit: Unit) -> OfficialDocument | None:
    row = _latest(actor, unit)
    return papers.hand_over_paper(row, queries.names_of(row), on=clock.today()) if row else None


SAMPLES.register(papers.DECISION_WORDS, _decision)
SAMPLES.register(papers.PROPOSAL_WORDS, _proposal)
SAMPLES.register(papers.LIST_WORDS, _hand_over)
