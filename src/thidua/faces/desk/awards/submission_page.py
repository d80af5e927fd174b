"""The page of one dossier: where it stands, paper by paper what is there and what lacks, what to do now."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.desk.awards.page import event_of
from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.parts import Button, Link, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, files
from thidua.stages.nominations import rules
from thidua.stages.nominations.completeness import DRAWN, LETTER, Slot, files_of, slots
from thidua.stages.nominations.file_owners import OWNER
from thidua.stages.nominations.models import GuidanceForm, Nomination, Submission
from thidua.stages.nominations.naming import subject_words
from thidua.stages.nominations.operations.submitting import waits_for_signature
from thidua.stages.nominations.standing import late_words
from thidua.stages.nominations.states import SUBMISSION

S, WITHDRAWN = Submission.Status, Nomination.Status.WITHDRAWN
OPEN = (S.DRAFT, S.RETURNED)
ADDRESS = {LETTER: "to-trinh", "summary-table": "trich-ngang"}


def page_of(actor: Actor, submission: Submission) -> dict[str, Any]:
    """Everything the template shows."""
    found = slots(submission)
    writes = not rules.submitter_sends(actor, submission)
    stored = {row.uid: row for row in files.of_owner(OWNER, submission.uid)}
    return {
        "submission": submission,
        "audience": audience_of(actor, submission),
        "crumbs": [
            Link(_("Khen thưởng"), reverse("desk:awards")),
            Link(_("Hồ sơ"), reverse("desk:submissions")),
            Link(submission.unit.short_name),
        ],
        "steps": _steps(submission),
        "buttons": _buttons(actor, submission, found),
        "papers": [_paper(slot, submission, writes, stored) for slot in found if slot.nomination is None],
        "reports": [slot for slot in found if slot.nomination is not None],
        "lacks": [slot.lacks for slot in found if slot.lacks],
        "nominees": [
            (row, subject_words(row.nomination), late_words(row.nomination), row.nomination.status == WITHDRAWN)
            for row in files_of(submission)
        ],
        "late": late_words(submission),
        "is_open": submission.status in OPEN,
        "writes": writes,
        "chooses": submission.status in OPEN and not rules.submitter_writes(actor, submission),
        "hands_over": submission.status in (S.SENT, S.ACCEPTED) and writes,
        "reopens": submission.status == S.ACCEPTED and not rules.receiver_acts(actor, submission),
        "sets": _sets(submission),
        "facts": _facts(submission),
        "events": [event_of(entry) for entry in audit.history(submission)[:60]],
    }


def audience_of(actor: Actor, submission: Submission) -> str:
    """Who receives reads the superior's words, everybody else the unit's."""
    own = not rules.submitter_sends(actor, submission)
    return vocabulary.SUPERIOR if not own and not rules.receiver_acts(actor, submission) else vocabulary.UNIT


def _steps(submission: Submission) -> list[Step]:
    letter = submission.letter
    signed = letter is not None and letter.number is not None
    rows = [
        (_("Lập danh sách"), True, figures.day(figures.local(submission.made_at))),
        (_("Ký Tờ trình"), signed, letter.notation if letter and signed else ""),
        (_("Gửi hồ sơ"), submission.status in (S.SENT, S.ACCEPTED), _day(submission.sent_at)),
        (_("Nhận đủ"), submission.status == S.ACCEPTED, _day(submission.accepted_at)),
    ]
    receiver = submission.receiver.short_name if submission.receiver else submission.receiver_name
    holder = receiver if submission.status == S.SENT else submission.unit.short_name
    shown, standing = [], True
    for label, done, note in rows:
        if done:
            shown.append(Step(label, "done", note))
        else:
            shown.append(
                Step(
                    label, "now" if standing else "later", _("%(unit)s đang giữ") % {"unit": holder} if standing else ""
                )
            )
            standing = False
    return shown


def _buttons(actor: Actor, submission: Submission, found: list[Slot]) -> list[Button]:
    """At most two, the next act first; a button that cannot be pressed says why and who can."""
    offers = {offer.name: offer for offer in SUBMISSION.offers(submission, by=actor)}
    made: list[Button] = []
    if submission.status in OPEN:
        made = [*_letter_button(actor, submission, found), _send_button(submission, offers, found)]
        if not rules.submitter_sends(actor, submission):
            return made
    elif submission.status == S.SENT:
        made = [
            Button.on(
                submission,
                _("Nhận đủ hồ sơ"),
                "desk:submission-accept",
                offers["accept"].why_not,
                main=True,
                posts=True,
            ),
            Button.on(
                submission, _("Trả lại để bổ sung"), "desk:submission-return", offers["return"].why_not, sign="back"
            ),
        ]
    able = [button for button in made if not button.why_not]
    return able[:2] if able else made[:1]


def _letter_button(actor: Actor, submission: Submission, found: list[Slot]) -> list[Button]:
    """Put before the leader, then signed; nothing once it is."""
    if any(slot.part.key == LETTER and slot.is_there for slot in found):
        return []
    if waits_for_signature(submission):
        why_not = rules.submitter_signs(actor, submission) or ""
        return [Button.on(submission, _("Ký Tờ trình"), "desk:submission-sign", why_not, main=not why_not, posts=True)]
    why_not = rules.submitter_writes(actor, submission) or ""
    return [
        Button.on(
            submission, _("Trình lãnh đạo ký Tờ trình"), "desk:submission-letter", why_not, main=not why_not, posts=True
        )
    ]


def _send_button(submission: Submission, offers: dict[str, Any], found: list[Slot]) -> Button:
    offer = offers["send" if submission.status == S.DRAFT else "send_again"]
    lacks = sum(bool(slot.lacks) for slot in found)
    why_not = offer.why_not or (_("Hồ sơ còn thiếu %(count)d giấy tờ, xem ở dưới.") % {"count": lacks} if lacks else "")
    label = _("Gửi hồ sơ") if submission.status == S.DRAFT else _("Gửi lại hồ sơ")
    return Button.on(submission, label, "desk:submission-send", str(why_not), main=not why_not, posts=True)


def _paper(slot: Slot, submission: Submission, writes: bool, stored: dict[Any, Any]) -> dict[str, Any]:
    """One slot: where its paper is read, or how it is brought."""
    paper = slot.paper
    kept = stored.get(paper.file_uid) if paper and paper.file_uid else None
    drawn = slot.part.key in DRAWN
    brings = writes and submission.status in OPEN and not drawn
    key = ADDRESS.get(slot.part.key, "")
    return {
        "slot": slot,
        "title": (str(paper.document) if paper.document else paper.title) if paper else "",
        "file": reverse("desk:file", args=(kept.uid,)) if kept else "",
        "drawn": reverse("desk:submission-file", args=(submission.uid, key, "pdf")) if key else "",
        "bring": reverse("desk:submission-paper", args=(submission.uid, slot.part.key)) if brings else "",
    }


def _sets(submission: Submission) -> int | None:
    row = GuidanceForm.objects.filter(guidance__round=submission.form.round_id, form=submission.form_id).first()
    return row.original_sets if row else submission.form.original_sets


def _facts(submission: Submission) -> list[tuple[str, str]]:
    handed = ""
    if submission.handed_over_on:
        handed = _("%(sets)d bộ, ngày %(day)s, người nhận %(to)s") % {
            "sets": submission.sets_handed_over, "day": figures.day(submission.handed_over_on),
            "to": submission.handed_over_to,
        }  # fmt: skip
    sets = _sets(submission)
    pairs = [
        (_("Hình thức"), submission.form.name),
        (_("Đơn vị trình"), submission.unit.name),
        (_("Nơi nhận"), submission.receiver_name),
        (_("Nơi thẩm định"), submission.form.appraiser),
        (_("Cấp quyết định"), submission.form.decider),
        (_("Số bộ bản chính"), str(sets) if sets else _("theo hướng dẫn của nơi nhận")),
        (_("Giao bản giấy"), handed),
    ]
    return [(name, value) for name, value in pairs if value]


def _day(moment: Any) -> str:
    return figures.day(figures.local(moment)) if moment else ""
