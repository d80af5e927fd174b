"""A body's dossier for one form: its nominees, its letter signed, sent whole, accepted or given back (VI.4)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.nominations import letters, papers, rules
from thidua.stages.nominations.completeness import LETTER, SUMMARY, files_of, lacking
from thidua.stages.nominations.file_owners import OWNER
from thidua.stages.nominations.levels import receiver_of
from thidua.stages.nominations.models import Nomination, NomineeFile, Submission, SubmissionPaper
from thidua.stages.nominations.operations.papers_in import fill_paper, require_open
from thidua.stages.nominations.operations.records import changed, held_submission, open_guidance
from thidua.stages.nominations.states import SUBMISSION
from thidua.stages.nominations.waiting import to_submit


@operation
def open_submission(
    *, by: By, now: datetime.datetime, form: AwardForm, unit: Unit, receipt: uuid.UUID | None = None
) -> Submission:
    """Opens a body's dossier for a form with every nominee it has now; one that is open already is returned.

    Refused with `NotAllowed` unless the actor writes for the body, `NotNow` before the guidance is issued, `Invalid`
    where the body has nobody to submit.
    """
    if why_not := rules.why_not_propose_for(by, unit):
        raise NotAllowed(why_not)
    open_guidance(form)
    found = the_one(Submission.objects.filter(form=form, unit=unit))
    if found is not None:
        return found
    nominees = list(to_submit(form, unit))
    if not nominees:
        raise Invalid({"form": _("%(unit)s chưa có ai được đề nghị cho hình thức này.") % {"unit": unit.name}})
    receiver, person = receiver_of(form, unit), person_of(by)
    submission = Submission.objects.create(
        form=form, unit=unit, receiver=receiver, receiver_name=receiver.name if receiver else form.decider,
        made_at=now, changed_at=now, made_by_id=person, changed_by_id=person,
    )  # fmt: skip
    _list(submission, nominees)
    audit.record(by=by, act=gettext_noop("lập hồ sơ khen thưởng"), obj=submission)
    return submission


@operation
def choose_nominees(
    *,
    by: By,
    now: datetime.datetime,
    submission: Submission,
    nominations: Sequence[Nomination],
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Submission:
    """Makes the dossier's nominees exactly these, in this order; a signed letter is to be signed anew.

    Refused with `Missing`, `NotAllowed`, `NotNow` once it is sent, `Stale`, `Invalid` for a nominee that is not the
    body's to submit.
    """
    submission = held_submission(submission, by=by)
    if why_not := rules.submitter_writes(by, submission):
        raise NotAllowed(why_not)
    require_open(submission)
    check_version(submission, version)
    ready = set(to_submit(submission.form, submission.unit).values_list("id", flat=True))
    there = list(submission.nominees.order_by("position").values_list("nomination_id", flat=True))
    ready |= set(there)
    if foreign := next((row for row in nominations if row.pk not in ready), None):
        raise Invalid({"nominations": _("%(name)s không thuộc số đang chờ đơn vị trình.") % {"name": foreign}})
    wanted = list({row.pk: row for row in nominations}.values())
    if [row.pk for row in wanted] != there:
        submission.nominees.all().delete()
        _list(submission, wanted)
        _drop_drawn(submission)
    changed(submission, by=by, now=now)
    submission.save()
    audit.record(
        by=by,
        act=gettext_noop("chọn danh sách hồ sơ"),
        obj=submission,
        before={},
        after={"nominees": [str(row) for row in wanted]},
    )
    return submission


@operation
def submit_letter(
    *, by: By, now: datetime.datetime, submission: Submission, version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Submission:  # fmt: skip
    """Puts the dossier's letter (tờ trình) before the leader.

    Refused with `Missing`, `NotAllowed`, `NotNow` once the dossier is sent or the letter is there, `Stale`, `Invalid`
    without a nominee.
    """
    submission = held_submission(submission, by=by)
    if why_not := rules.submitter_writes(by, submission):
        raise NotAllowed(why_not)
    require_open(submission)
    check_version(submission, version)
    if not submission.nominees.exists():
        raise Invalid({"nominations": _("Hồ sơ chưa có ai được đề nghị.")})
    if waits_for_signature(submission):
        raise NotNow(_("Tờ trình đang ở chỗ lãnh đạo chờ ký."))
    submission.letter = letters.put_before_leader(
        by=by, now=now, unit=submission.unit, document=papers.submission_letter(submission)
    )
    changed(submission, by=by, now=now)
    submission.save()
    audit.record(
        by=by,
        act=gettext_noop("trình ký Tờ trình"),
        obj=submission,
        before={},
        after={"letter": submission.letter.subject},
    )
    return submission


@operation
def sign_letter(
    *,
    by: By,
    now: datetime.datetime,
    submission: Submission,
    date: datetime.date | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Submission:
    """The leader signs: the letter gets its number, and the summary table is drawn and kept as it stands now.

    Refused with `Missing`, `NotAllowed`, `NotNow` before the letter was put before the leader, `Stale`, `Invalid` for
    a day to come.
    """
    submission = held_submission(submission, by=by)
    if why_not := rules.submitter_signs(by, submission):
        raise NotAllowed(why_not)
    require_open(submission)
    check_version(submission, version)
    if not waits_for_signature(submission):
        raise NotNow(_("Tờ trình chưa được trình ký."))
    assert submission.letter is not None
    day = date or clock.day_of(now)
    inside = [submission.receiver] if submission.receiver and submission.receiver_id != submission.unit_id else []
    outside = [] if submission.receiver else [submission.receiver_name]
    before = SubmissionPaper.objects.filter(submission=submission, part__key=LETTER).select_related("document")
    earlier = next((row.document for row in before.order_by("id")), None)
    letter = letters.sign(
        by=by, now=now, issued=submission.letter, date=day, units=inside, outside=outside, replaces=earlier
    )
    signed = gettext_noop("ký tờ trình")
    fill_paper(by=by, now=now, submission=submission, part_key=LETTER, document=letter, act=signed)
    _keep_summary(submission, day, by=by, now=now)
    changed(submission, by=by, now=now)
    submission.save()
    return submission


@operation
def send_submission(
    *, by: By, now: datetime.datetime, submission: Submission, version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Submission:  # fmt: skip
    """Sends a complete dossier to its receiver, who holds its nominees from now on.

    Refused with `Missing`, `NotAllowed`, `NotNow` (another state, no guidance, closed round), `Stale`, and with
    `Invalid` while a paper is missing, each by name (a missing confirmation with the nominee's).
    """
    submission = held_submission(submission, by=by)
    act = "send_again" if submission.status == Submission.Status.RETURNED else "send"
    SUBMISSION.check(submission, act, by=by)
    open_guidance(submission.form)
    check_version(submission, version)
    if missing := lacking(submission):
        raise Invalid({"papers": " ".join(missing)})
    changes = {"sent_at": submission.sent_at or now, "return_reason": "", "changed_by_id": person_of(by)}
    SUBMISSION.step(submission, act, by=by, now=now, changes=changes)
    if submission.receiver_id is not None:
        _hand_over(submission, submission.receiver_id, now=now)
    return submission


@operation
def accept_submission(
    *, by: By, now: datetime.datetime, submission: Submission, version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Submission:  # fmt: skip
    """The focal department of the receiver says the dossier is whole; its nominees may be considered.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`.
    """
    submission = held_submission(submission, by=by)
    changes = {"accepted_at": now, "changed_by_id": person_of(by)}
    SUBMISSION.step(submission, "accept", by=by, now=now, version=version, changes=changes)
    return submission


@operation
def return_submission(
    *,
    by: By,
    now: datetime.datetime,
    submission: Submission,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Submission:
    """Gives a dossier back to be completed; its nominees are the submitting body's again. An accepted one is reopened.

    Refused with `Missing`, `NotAllowed`, `NotNow` (another state; a nominee already considered), `Stale`, without a
    reason `Invalid`.
    """
    submission = held_submission(submission, by=by)
    act = "reopen" if submission.status == Submission.Status.ACCEPTED else "return"
    SUBMISSION.check(submission, act, by=by)
    rows = [row.nomination for row in files_of(submission)]
    if submission.receiver_id is not None and any(row.vote or row.status == Nomination.Status.SELECTED for row in rows):
        raise NotNow(_("Hội đồng đã xét người trong hồ sơ này nên không trả lại được nữa."))
    changes = {"return_reason": reason.strip(), "accepted_at": None, "changed_by_id": person_of(by)}
    SUBMISSION.step(submission, act, by=by, now=now, version=version, reason=reason, changes=changes)
    if submission.receiver_id is not None:
        _hand_over(submission, submission.unit_id, now=now)
    return submission


def waits_for_signature(submission: Submission) -> bool:
    """Whether the letter lies before the leader."""
    letter = submission.letter
    return letter is not None and letter.status == IssuedDocument.Status.FOR_SIGNATURE


def _list(submission: Submission, nominees: Sequence[Nomination]) -> None:
    NomineeFile.objects.bulk_create(
        NomineeFile(submission=submission, nomination=row, position=place) for place, row in enumerate(nominees, 1)
    )


def _drop_drawn(submission: Submission) -> None:
    """Another list: the summary no longer tells it, and the letter is to be signed anew over its number's successor."""
    SubmissionPaper.objects.filter(submission=submission, part__key=SUMMARY).delete()
    SubmissionPaper.objects.filter(submission=submission, part__key=LETTER).delete()
    submission.letter = None


def _keep_summary(submission: Submission, day: datetime.date, *, by: By, now: datetime.datetime) -> None:
    paper = papers.summary_table(submission, day)
    pdf = ContentFile(papers.draw(paper, "pdf"), name=_("Bảng trích ngang") + ".pdf")
    stored = files.store(upload=pdf, owner_kind=OWNER, owner_uid=submission.uid, by=by, now=now, role=SUMMARY)
    fill_paper(by=by, now=now, submission=submission, part_key=SUMMARY, file_uid=stored.uid, title=paper.subject)


def _hand_over(submission: Submission, holder_id: int, *, now: datetime.datetime) -> None:
    ids = submission.nominees.order_by("id").values_list("nomination_id", flat=True)
    Nomination.objects.filter(pk__in=list(ids)).update(holder_id=holder_id, changed_at=now)
