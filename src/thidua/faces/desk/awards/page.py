"""The page of one nomination, put together: what is asked, whether it may be, where it stands, what to do, why."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.desk.awards.buttons import buttons
from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.parts import Event, Link, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.models import AuditEntry
from thidua.stages.nominations import rules
from thidua.stages.nominations.eligibility import Verdict, check
from thidua.stages.nominations.headings import headings
from thidua.stages.nominations.levels import confirmer_of
from thidua.stages.nominations.models import Nomination, Submission
from thidua.stages.nominations.naming import subject_words
from thidua.stages.nominations.queries import fills
from thidua.stages.nominations.states import NOMINATION, OPEN_TO_EDITS
from thidua.stages.nominations.suggestions import verified_works
from thidua.stages.nominations.visibility import readable_among
from thidua.stages.works.naming import full_name

N = Nomination.Status
SIGNS = {Verdict.OK: ("ok", "ok"), Verdict.ASK: ("ask", "ask"), Verdict.FAIL: ("fail", "fail")}
TONES = {NOMINATION.transitions[act].word: "ask" for act in ("return", "release")}
MOST_WORKS, MOST_EVENTS = 12, 60
# Of the steps: a report is confirmed by another body than the one that holds the nomination.
CONFIRMING = 1


def page_of(actor: Actor, nomination: Nomination) -> dict[str, Any]:
    """Everything the template shows; the number of statements does not grow with the record."""
    files = list(nomination.files.select_related("submission__unit", "submission__form").order_by("submission_id"))
    readable = readable_among(actor, [row.submission_id for row in files])
    return {
        "nomination": nomination,
        "words": subject_words(nomination),
        "audience": audience_of(actor, nomination),
        "crumbs": [
            Link(_("Khen thưởng"), reverse("desk:awards")),
            Link(_("Đề nghị khen thưởng"), reverse("desk:nominations")),
            Link(nomination.form.name),
        ],
        "steps": steps(nomination, [file.submission for file in files]),
        "buttons": buttons(actor, nomination),
        "checks": [(line, *SIGNS[line.verdict]) for line in check(nomination)],
        "fill": next((row for row in fills(nomination.form, actor) if row.pool == nomination.pool), None),
        "parts": [
            (part, nomination.report.get(part.key, "")) for part in headings(is_person=nomination.person_id is not None)
        ],
        "works": _works(nomination),
        # A dossier of a level above is known by its name and state; only who may read it gets the way in.
        "files": [(row.submission, row.submission.pk in readable) for row in files],
        "facts": _facts(nomination),
        "mends": nomination.status in OPEN_TO_EDITS and not rules.proposer_acts(actor, nomination),
        "withdraws": any(
            offer.allowed for offer in NOMINATION.offers(nomination, by=actor) if offer.name in {"discard", "withdraw"}
        ),
        "confirms": nomination.confirmed_at is not None
        and nomination.status in (N.DRAFT, N.PROPOSED, N.RETURNED)
        and not rules.confirmer_acts(actor, nomination),
        "comments": _comments(actor, nomination),
        "events": [event_of(entry) for entry in audit.history(nomination)[:MOST_EVENTS]],
    }


def audience_of(actor: Actor, nomination: Nomination) -> str:
    """Who has it now reads the superior's words, everybody else the unit's."""
    decides = nomination.status == N.PROPOSED and not rules.holder_acts(actor, nomination)
    return vocabulary.SUPERIOR if decides else vocabulary.UNIT


def steps(nomination: Nomination, dossiers: list[Submission]) -> list[Step]:
    """Written, confirmed, proposed, in an accepted dossier, voted, chosen, answered; the first not done is now."""
    accepted = any(row.status == Submission.Status.ACCEPTED for row in dossiers)
    chosen = nomination.status in {N.SELECTED, N.HONOURED, N.LOWERED, N.REFUSED}
    answered = nomination.status in {N.HONOURED, N.LOWERED, N.REFUSED}
    rows = [
        (_("Lập đề nghị"), True, figures.day(figures.local(nomination.made_at))),
        (_("Xác nhận báo cáo"), nomination.confirmed_at is not None, _day(nomination.confirmed_at)),
        (_("Đề nghị"), nomination.status not in {N.DRAFT, N.RETURNED}, _day(nomination.proposed_at)),
        (_("Hồ sơ đã nhận"), accepted or chosen, ""),
        (_("Hội đồng xét"), bool(nomination.vote), _votes(nomination)),
        (_("Chọn vào danh sách"), chosen, ""),
        (_("Quyết định"), answered, nomination.get_status_display() if answered else ""),
    ]
    shown, standing = [], nomination.status != N.WITHDRAWN
    for place, (label, done, note) in enumerate(rows):
        if done:
            shown.append(Step(label, "done", note))
        elif standing:
            at = confirmer_of(nomination).unit if place == CONFIRMING else nomination.holder
            words = _("chờ lãnh đạo %(unit)s") if place == CONFIRMING else _("%(unit)s đang giữ")
            shown.append(Step(label, "now", words % {"unit": at.short_name}))
            standing = False
        else:
            shown.append(Step(label, "later"))
    return shown


def _works(nomination: Nomination) -> list[Any]:
    if nomination.person_id is not None:
        return []
    return list(verified_works(nomination.campaign, nomination.subject).select_related("kind")[:MOST_WORKS])


def _votes(nomination: Nomination) -> str:
    if not nomination.votes_of:
        return ""
    return _("%(for)d/%(of)d phiếu") % {"for": nomination.votes_for, "of": nomination.votes_of}


def _facts(nomination: Nomination) -> list[tuple[str, str]]:
    pairs = [
        (_("Hình thức"), nomination.form.name),
        (_("Diện"), nomination.pool.name if nomination.pool else _("chờ thông báo")),
        (_("Đơn vị đề nghị"), full_name(nomination.unit)),
        (_("Đang ở"), nomination.holder.name),
        (_("Phiếu đồng ý"), _votes(nomination)),
        (_("Suất"), str(nomination.seat.number) if hasattr(nomination, "seat") else ""),
        (_("Dự bị"), str(nomination.reserve_rank or "")),
        (_("Lý do chọn"), nomination.choice_reason),
        (_("Cấp quyết định"), nomination.form.decider),
    ]
    return [(name, value) for name, value in pairs if value]


def _comments(actor: Actor, nomination: Nomination) -> list[Any]:
    """What was said of the candidate in public, for who runs the round."""
    if rules.owner_selects(actor, nomination):
        return []
    return list(nomination.comments.order_by("-made_at", "-id")[:20])


def event_of(entry: AuditEntry) -> Event:
    """One act as a line of history."""
    tone = TONES.get(entry.act, "")
    return Event(figures.moment(audit.site_moment(entry)), f"{entry.actor_label} {entry.act}.", entry.reason, tone)


def _day(moment: Any) -> str:
    return figures.day(figures.local(moment)) if moment else ""
