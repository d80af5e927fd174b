"""The latest guidance, dossier and nomination, to look at the wording of their papers."""

from __future__ import annotations

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core import clock
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES, nearest
from thidua.foundation.units.models import Unit
from thidua.stages.nominations import papers
from thidua.stages.nominations.guidance_paper import guidance_document
from thidua.stages.nominations.models import AwardGuidance, Submission
from thidua.stages.nominations.visibility import readable, readable_submissions


def _guidance(actor: Actor, unit: Unit) -> OfficialDocument | None:
    rows = visible(AwardGuidance.objects.select_related("unit__kind", "round__campaign"), actor)
    guidance = nearest(rows, unit)
    return guidance_document(guidance) if guidance else None


def _submission(actor: Actor, unit: Unit) -> Submission | None:
    rows = Submission.objects.filter(readable_submissions(actor))
    return nearest(rows.select_related("unit__kind", "form__round__campaign"), unit)


def _letter(actor: Actor, unit: Unit) -> OfficialDocument | None:
    submission = _submission(actor, unit)
    return papers.submission_letter(submission) if submission else None


def _table(actor: Actor, unit: Unit) -> OfficialDocument | None:
    submission = _submission(actor, unit)
    return papers.summary_table(submission, clock.today()) if submission else None


def _report(actor: Actor, unit: Unit) -> OfficialDocument | None:
    rows = readable(actor).select_related("subject__kind", "form__round", "campaign", "person")
    nomination = nearest(rows, unit, path="subject")
    return papers.achievement_report(nomination) if nomination else None


SAMPLES.register("guidance/awards", _guidance)
SAMPLES.register("submission/awards", _letter)
SAMPLES.register("nominee-table/awards", _table)
SAMPLES.register("achievement-report/awards", _report)
