"""The page of one evaluation, put together: who, where it stands, what to do now, statement by statement, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.parts import Button, Event, Link, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.evaluations import rules
from thidua.stages.evaluations.criteria import forms_with_statements
from thidua.stages.evaluations.known import Subject, facts_of
from thidua.stages.evaluations.models import Evaluation, Judgement
from thidua.stages.evaluations.operations.records import judgements_of
from thidua.stages.evaluations.states import DRAFT, EVALUATION, JUDGED, OPEN_TO_WORDS, RETURNED, SENT
from thidua.stages.works.naming import person_name

MOST_EVENTS = 30


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One thing the data knows, with the page that proves it where the site has that page."""

    label: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as the page shows it."""

    judgement: Judgement
    form: str
    known: tuple[KnownLine, ...]

    @property
    def differs(self) -> bool:
        row = self.judgement
        return bool(row.official_mark) and row.official_mark != row.own_mark


def page_of(actor: Actor, evaluation: Evaluation) -> dict[str, Any]:
    """Everything the template shows."""
    rows = judgements_of(evaluation)
    widening = forms_to_add(evaluation, rows)
    return {
        "evaluation": evaluation,
        "audience": audience_of(actor, evaluation),
        "crumbs": _crumbs(evaluation),
        "steps": _steps(evaluation),
        "statements": statements_of(evaluation, rows),
        "is_live": evaluation.status in OPEN_TO_WORDS,
        "buttons": buttons(actor, evaluation),
        "widening": widening if may_widen(actor, evaluation) else [],
        "facts": _facts(evaluation),
        "events": _events(evaluation),
    }


def audience_of(actor: Actor, evaluation: Evaluation) -> str:
    """Who judges reads the superior's words, everybody else the unit's."""
    return vocabulary.SUPERIOR if not rules.superior_judges(actor, evaluation) else vocabulary.UNIT


def statements_of(evaluation: Evaluation, rows: Sequence[Judgement]) -> list[Statement]:
    """The statements with what the data knows: read anew while they are written, afterwards as it was when sent."""
    subject = Subject.of(evaluation, on=clock.today()) if evaluation.status in OPEN_TO_WORDS else None
    names = {form.key: form.name for form in forms_with_statements(evaluation.criteria_set)}
    found = []
    for row in rows:
        plain = row.known if subject is None else [fact.plain() for fact in facts_of(row.criterion.known, subject)]
        form = names.get(row.criterion.only_for_form, row.criterion.only_for_form)
        found.append(Statement(row, form, tuple(_known(fact) for fact in plain)))
    return found


def forms_to_add(evaluation: Evaluation, rows: Sequence[Judgement]) -> list[AwardForm]:
    """The forms of award that ask for statements which the evaluation does not have yet."""
    present = {row.criterion.only_for_form for row in rows}
    return [form for form in forms_with_statements(evaluation.criteria_set) if form.key not in present]


def may_widen(actor: Actor, evaluation: Evaluation) -> bool:
    """Whether the actor may add statements now."""
    return evaluation.status != SENT and not rules.unit_writes(actor, evaluation)


def buttons(actor: Actor, evaluation: Evaluation) -> list[Button]:
    """At most two; for who only looks the one act it waits for, with who carries it out."""
    offers = {offer.name: offer for offer in EVALUATION.offers(evaluation, by=actor)}
    if evaluation.status == SENT:
        made = [
            Button.on(evaluation, _("Đánh giá"), "desk:evaluation-judge", offers["judge"].why_not, main=True),
            Button.on(evaluation, _("Trả lại"), "desk:evaluation-return", offers["return"].why_not, sign="back"),
        ]
    elif evaluation.status == JUDGED:
        made = [Button.on(evaluation, _("Mở lại để đánh giá lại"), "desk:evaluation-reopen", offers["reopen"].why_not)]
    else:
        again = offers["send_again" if evaluation.status == RETURNED else "send"]
        write = _("Sửa và gửi lại") if evaluation.status == RETURNED else _("Viết tiếp")
        made = [
            Button.on(evaluation, write, "desk:evaluation-edit", again.why_not, main=True, sign="edit"),
            Button.on(evaluation, _("Gửi cấp trên"), "desk:evaluation-send", again.why_not, posts=True),
        ]
    opened = [button for button in made if not button.why_not]
    return opened or ([] if evaluation.status == JUDGED else made[:1])


def _known(fact: dict[str, Any]) -> KnownLine:
    return KnownLine(fact["label"], fact["words"], _href(fact["address"], fact.get("query", "")))


def _href(address: list[str], query: str) -> str:
    """The proving page; nothing for a page that the site no longer has: what was kept outlives addresses."""
    if not address:
        return ""
    try:
        return reverse(address[0], args=address[1:]) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return ""


def _crumbs(evaluation: Evaluation) -> list[Link]:
    room = Link(_("Đánh giá"), reverse("desk:evaluations"))
    return [room, Link(evaluation.criteria_set.subject), Link(str(evaluation))]


def _steps(evaluation: Evaluation) -> list[Step]:
    """Written, sent, judged; the first not done is where it stands, with who holds it."""
    above = rules.superior_of(evaluation) or evaluation.unit
    own = _("%(unit)s đang giữ") % {"unit": evaluation.unit.short_name}
    theirs = _("%(unit)s đang giữ") % {"unit": above.short_name}
    sent = Step(_("Gửi cấp trên"), "done", figures.day(evaluation.sent_at))
    if evaluation.status in {DRAFT, RETURNED}:
        return [
            Step(_("Tự đánh giá"), "now", own),
            Step(_("Gửi cấp trên"), "later"),
            Step(_("Cấp trên đánh giá"), "later"),
        ]
    written = Step(_("Tự đánh giá"), "done")
    if evaluation.status == SENT:
        return [written, sent, Step(_("Cấp trên đánh giá"), "now", theirs)]
    return [written, sent, Step(_("Cấp trên đánh giá"), "done", figures.day(evaluation.judged_at))]


def _facts(evaluation: Evaluation) -> list[tuple[str, str]]:
    above = rules.superior_of(evaluation)
    pairs = [
        (_("Đợt thi đua"), evaluation.campaign.short_name),
        (_("Nhóm tiêu chuẩn"), f"{evaluation.criteria_set.clause}. {evaluation.criteria_set.subject}"),
        (_("Chức vụ"), evaluation.person.position if evaluation.person else ""),
        (_("Đơn vị"), evaluation.unit.name if evaluation.person_id else ""),
        (_("Cấp đánh giá"), above.name if above else _("lãnh đạo %(unit)s") % {"unit": evaluation.unit.name}),
        (_("Người gửi"), _who(evaluation.sent_by, evaluation.sent_at)),
        (_("Người đánh giá"), _who(evaluation.judged_by, evaluation.judged_at)),
    ]
    return [(name, value) for name, value in pairs if value]


def _who(person: Any, at: Any) -> str:
    return f"{person_name(person)}, {figures.day(at)}" if at else ""


def _events(evaluation: Evaluation) -> list[Event]:
    """Newest first; on a demonstration site with the site's day."""
    found = []
    for entry in audit.history(evaluation)[:MOST_EVENTS]:
        tone = "ask" if entry.act == EVALUATION.transitions["return"].word else ""
        found.append(Event(figures.day(entry.site_date), f"{entry.actor_label} {_(entry.act)}.", entry.reason, tone))
    return found
