"""The page of one decision, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.desk.decisions.buttons import buttons
from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.acting import ActForm
from thidua.faces.kit.parts import Event, Link, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit, files
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.campaigns.papers import form_of
from thidua.stages.decisions import queries, rules
from thidua.stages.decisions.hearing import unheard
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.queries import Name
from thidua.stages.decisions.scans import OWNER
from thidua.stages.decisions.tables import NAMES, OF, title_of

Status = Decision.Status
MOST_EVENTS = 30
# The whole document is shown up to so many names; longer ones are read as a file.
SHOWN_WHOLE = 60


def address_of(decision: Decision) -> str:
    """Where it is read."""
    return reverse("desk:decision", args=(decision.uid,))


@dataclass(frozen=True, slots=True)
class Offer:
    """One form the reader may begin a decision on: how many wait, the two ways on."""

    form: AwardForm
    waiting: int
    href: str
    prompt_href: str


def offers_of(actor: Actor) -> list[Offer]:
    """Every form the reader writes decisions on, in two statements and no more for more forms."""
    forms = list(queries.forms_for(actor))
    waiting = queries.forms_awaiting(actor) if forms else {}
    found = []
    for form in forms:
        place = queries.place_of_form(form)
        href = reverse("desk:decision-new" if form.is_ours else "desk:decision-record", args=place)
        prompt = reverse("desk:decision-prompt", args=place) if form.is_ours else ""
        found.append(Offer(form, waiting.get(form.pk, 0), href, prompt))
    return found


def page_of(actor: Actor, decision: Decision, *, number: int) -> dict[str, Any]:
    """Everything the template shows; the number of statements does not grow with the names."""
    page = NAMES.page(actor, {OF: decision}, number=number)
    names = [row.record for row in page.rows]
    decides = not rules.leader_decides(actor, decision)
    writes = not rules.officer_writes(actor, decision)
    return {
        "decision": decision,
        "title": title_of(decision),
        "audience": vocabulary.SUPERIOR if decides else vocabulary.UNIT,
        "crumbs": [Link(_("Quyết định"), reverse("desk:decisions")), Link(decision.form.name)],
        "steps": _steps(decision, waits=any(name.waits_for_hand_over for name in names)),
        "buttons": buttons(actor, decision, page.count),
        "drop": ActForm(initial={"version": decision.version}),
        "names": names,
        "unheard": unheard(_entries(decision)) if decision.status in {Status.DRAFT, Status.SUBMITTED} else [],
        "results": dict(DecisionEntry.Result.choices),
        "page": page,
        "table": NAMES,
        "export": f"{OF}={decision.uid}",
        "decides": decides,
        "writes": writes,
        "prints": writes or decides,
        "is_draft": decision.status == Status.DRAFT,
        "is_issued": decision.status == Status.ISSUED,
        "publish": _publish(actor, decision, names),
        "facts": _facts(decision, page.count),
        "paper": _paper(decision, page.count),
        "scans": list(files.of_owner(OWNER, decision.uid)),
        "events": [_event(entry) for entry in audit.history(decision)[:MOST_EVENTS]],
    }


def _entries(decision: Decision) -> Iterable[DecisionEntry]:
    return decision.entries.filter(nomination__isnull=False).select_related("nomination").order_by("position")


def _publish(actor: Actor, decision: Decision, names: list[Name]) -> str:
    """Where the names are put before the public, for who publishes in the campaign."""
    honour = next((name.honour for name in names if name.honour), None)
    publishes = decision.campaign.owner_id in actor.bodies_with(Permission.PUBLISH)
    return reverse("desk:publish-decision", args=(honour.uid,)) if honour and publishes else ""


def _event(entry: AuditEntry) -> Event:
    """One line of history, on the site's day: a demonstration's trail keeps the real moment."""
    return Event(figures.day(entry.site_date), f"{entry.actor_label} {entry.act}.", entry.reason)


def _paper(decision: Decision, count: int) -> Any:
    # What came back is drawn anew when it is brought again.
    if decision.document is None or decision.status == Status.DRAFT or count > SHOWN_WHOLE:
        return ""
    document = as_printed(decision.document)
    return draw_html(document, form_of(document))


def _steps(decision: Decision, *, waits: bool) -> list[Step]:
    """Written, brought, signed, handed over; of another's decision only what happens here."""
    issued = decision.status == Status.ISSUED
    if decision.status == Status.DISCARDED:
        return [Step(_("Đã bỏ bản nháp"), "done")]
    if not decision.is_ours:
        day = figures.day(decision.day) if decision.day else ""
        return [Step(_("Cấp trên quyết định"), "done", day), Step(_("Ghi kết quả từng tên"), "done")]
    holder = _("%(unit)s đang giữ") % {"unit": decision.unit.short_name}
    leader = _("chờ lãnh đạo %(unit)s ký") % {"unit": decision.unit.short_name}
    draft, submitted = decision.status == Status.DRAFT, decision.status == Status.SUBMITTED
    signed = figures.day(decision.day) if decision.day else ""
    return [
        Step(_("Soạn danh sách"), "now" if draft else "done", holder if draft else ""),
        Step(_("Trình"), "later" if draft else "done"),
        Step(_("Ký, ban hành"), "now" if submitted else "done" if issued else "later", leader if submitted else signed),
        Step(_("Trao bằng"), ("now" if waits else "done") if issued else "later", holder if issued and waits else ""),
    ]


def _facts(decision: Decision, count: int) -> list[tuple[str, str]]:
    document, proposal = decision.document, decision.proposal
    pairs = [
        (_("Hình thức"), decision.form.name),
        (_("Nơi quyết định"), decision.decider),
        (_("Đợt thi đua"), decision.campaign.short_name),
        (
            _("Đợt khen thưởng"),
            _("khen thưởng kịp thời, ngoài đợt") if decision.is_prompt else str(decision.form.round),
        ),
        (_("Tờ trình"), proposal.notation if proposal and decision.status != Status.DRAFT else ""),
        (_("Số, ký hiệu"), decision.notation),
        (_("Ngày ký"), figures.day(decision.day) if decision.day else ""),
        (_("Người ký"), document.signer_name if document else ""),
        (_("Số tên"), figures.number(count)),
    ]
    return [(name, value) for name, value in pairs if value]
