"""Whether a dossier is complete, named paper by paper (VI.4): those of the dossier, and those of each nominee."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.stages.campaigns.models import DossierPart
from thidua.stages.nominations.levels import confirmer_of
from thidua.stages.nominations.models import Nomination, NomineeFile, Submission, SubmissionPaper

LETTER, MINUTES, REPORT, SUMMARY = "submission-letter", "council-minutes", "achievement-report", "summary-table"
# Drawn from the data when the leader signs the letter; the others are brought.
DRAWN = frozenset({LETTER, SUMMARY})


@dataclass(frozen=True, slots=True)
class Slot:
    """One paper a dossier must hold; `lacks` says what is missing and who brings it, empty when it is there."""

    part: DossierPart
    paper: SubmissionPaper | None = None
    nomination: Nomination | None = None
    lacks: str = ""

    @property
    def is_there(self) -> bool:
        return not self.lacks


def slots(submission: Submission) -> list[Slot]:
    """Every paper of the dossier in the plan's order, in four statements however many nominees."""
    parts = DossierPart.objects.filter(campaign=submission.form.round.campaign_id).order_by("position", "id")
    rows = SubmissionPaper.objects.filter(submission=submission).select_related("document")
    papers = {row.part_id: row for row in rows.order_by("id")}
    nominees = [row.nomination for row in files_of(submission)]
    found: list[Slot] = []
    for part in parts:
        if part.per_nominee:
            found += [Slot(part, nomination=row, lacks=_unconfirmed(row)) for row in nominees]
        else:
            paper = papers.get(part.pk)
            found.append(Slot(part, paper=paper, lacks="" if paper else _missing(part, submission)))
    return found


def files_of(submission: Submission) -> list[NomineeFile]:
    """The nominees' places in the dossier with what a page shows of them."""
    rows = NomineeFile.objects.filter(submission=submission).select_related(
        "nomination__person", "nomination__subject__kind", "nomination__subject__parent", "nomination__unit",
        "nomination__pool", "nomination__form__round__guidance", "nomination__campaign", "nomination__confirmed_by",
    )  # fmt: skip
    return list(rows.order_by("position", "id"))


def lacking(submission: Submission) -> list[str]:
    """What the dossier still lacks, one sentence each; empty when it may be sent."""
    found = [slot.lacks for slot in slots(submission) if slot.lacks]
    if not submission.nominees.exists():
        found.insert(0, _("Hồ sơ chưa có ai được đề nghị."))
    return found


def _missing(part: DossierPart, submission: Submission) -> str:
    if part.key in DRAWN:
        return _("Thiếu %(paper)s: lãnh đạo %(unit)s ký trên hệ thống.") % {
            "paper": part.name, "unit": submission.unit.name,
        }  # fmt: skip
    return _("Thiếu %(paper)s của %(unit)s.") % {"paper": part.name, "unit": submission.unit.name}


def _unconfirmed(nomination: Nomination) -> str:
    if nomination.confirmed_at is not None:
        return ""
    return _("Báo cáo thành tích của %(name)s chưa được lãnh đạo %(unit)s xác nhận.") % {
        "name": nomination, "unit": confirmer_of(nomination).unit.name,
    }  # fmt: skip
