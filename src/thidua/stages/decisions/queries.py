"""Decisions read: those an actor may know of, their names with what became of each."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination, NomineeFile, Submission
from thidua.stages.nominations.queries import selected_for
from thidua.stages.nominations.visibility import branches

RELATED = (
    "unit__kind", "unit__parent", "campaign__owner__kind", "form__round", "document__unit", "proposal__unit", "made_by",
)  # fmt: skip
# A number, and the beginning of a symbol behind it.
NUMBERED = re.compile(r"(?<!\d)(\d{1,6})(?:/([^\s,;]{0,40}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a decision with its honour, once there is one."""

    entry: DecisionEntry
    honour: Honour | None

    @property
    def waits_for_hand_over(self) -> bool:
        return self.honour is not None and not self.honour.revoked_on and not self.honour.handed_over_on


def readable(actor: Actor) -> QuerySet[Decision]:
    """Decisions of bodies whose awards the actor handles; once issued also those that name somebody of its branch."""
    named = DecisionEntry.objects.filter(within("unit", actor.intervals), decision=OuterRef("pk"))
    issued = Q(Exists(named) | Q(within("unit", actor.intervals)), status=Decision.Status.ISSUED)
    return Decision.objects.filter(within("unit", branches(actor)) | issued)


def find_decision(actor: Actor, uid: uuid.UUID) -> Decision:
    """One decision with what its page shows; raises `Missing` for one the actor may not know of."""
    row = the_one(readable(actor).filter(uid=uid).select_related(*RELATED))
    if row is None:
        raise Missing(_("Không tìm thấy quyết định này, hoặc quyết định thuộc đơn vị khác."))
    return row


def list_decisions(actor: Actor, *, status: str = "") -> QuerySet[Decision]:
    """The decisions of a list, newest first, each with how many names it bears."""
    rows = readable(actor).select_related(*RELATED).annotate(names=Count("entries"))
    rows = rows.filter(status=status) if status else rows.exclude(status=Decision.Status.DISCARDED)
    return rows.order_by("-changed_at", "-id")


def numbered(actor: Actor, text: str) -> QuerySet[Decision]:
    """The decisions whose number and symbol begin as asked: «45», «45/QĐ», «Số 45/QĐ-MTTQ»; none for other words."""
    asked = NUMBERED.search(text)
    if asked is None:
        return Decision.objects.none()
    number, symbol = asked.groups(default="")
    # «qd» is typed for «QĐ», and the one of the two databases knows no capitals but plain ones.
    begins = "".join("." if fold(letter) == "d" else re.escape(letter) for letter in symbol.lower())
    ours = Q(is_ours=True, document__number=int(number), document__symbol__iregex=f"^{begins}")
    others = Q(is_ours=False, number__iregex=f"^{number}/{begins}" if symbol else f"^{number}(/|$)")
    return list_decisions(actor).filter(ours | others)


def names_of(decision: Decision) -> list[Name]:
    """The names in the decision's order, in two statements."""
    return names(
        decision.entries.select_related("unit__kind", "unit__parent", "person", "nomination").order_by("position")
    )


def names(entries: Iterable[DecisionEntry]) -> list[Name]:
    """These entries, each with its honour."""
    rows = list(entries)
    honours = {row.source_uid: row for row in Honour.objects.filter(source_uid__in=[row.source_uid for row in rows])}
    return [Name(row, honours.get(row.source_uid)) for row in rows]


def find_entry(decision: Decision, uid: uuid.UUID) -> DecisionEntry:
    """One name of a decision; raises `Missing`."""
    rows = decision.entries.filter(uid=uid).select_related("unit__kind", "unit__parent", "person", "nomination")
    entry = the_one(rows)
    if entry is None:
        raise Missing(_("Quyết định này không có tên đó."))
    return entry


def find_form(actor: Actor, campaign: str, number: int, key: str) -> AwardForm:
    """One award form of a round whose body the actor sees; raises `Missing`."""
    rows = AwardForm.objects.filter(
        within("round__unit", actor.intervals),
        round__campaign__key=campaign, round__number=number, key=key,
    )  # fmt: skip
    form = the_one(rows.select_related("round__campaign", "round__unit__kind", "round__unit__parent"))
    if form is None:
        raise Missing(_("Không có hình thức khen thưởng này, hoặc hình thức thuộc đơn vị khác."))
    return form


def place_of_form(form: AwardForm) -> tuple[str, int, str]:
    """What finds the form in an address."""
    return form.round.campaign.key, form.round.number, form.key


def forms_for(actor: Actor) -> QuerySet[AwardForm]:
    """The award forms the actor writes decisions on."""
    bodies = actor.bodies_with(Permission.AWARDS_PROPOSE)
    rows = AwardForm.objects.filter(round__unit__in=bodies).select_related("round__campaign", "round__unit__kind")
    return rows.order_by("-round__campaign__starts_on", "round__campaign_id", "round__number", "clause", "id")


def waiting_to_be_signed(actor: Actor) -> QuerySet[Decision]:
    """What was brought before the actor as the leader of the deciding body."""
    units = [post.unit_id for post in actor.posts_with(Permission.DECIDE)]
    rows = Decision.objects.filter(status=Decision.Status.SUBMITTED, unit__in=units)
    return rows.select_related("form", "unit").order_by("changed_at", "id")


def plan_of(decision: Decision) -> IssuedDocument | None:
    """The issued plan that the form stands in: a lower unit's own, else the one that orders the campaign."""
    if (own := decision.form.round.plan) is not None:
        return own.document
    rows = decision.campaign.plans.filter(parent__isnull=True, document__isnull=False).select_related("document__unit")
    plan = rows.order_by("id").first()
    return plan.document if plan else None


def awaiting_decision(form: AwardForm) -> list[Nomination]:
    """Who was selected for the form and stands in no decision yet."""
    rows = selected_for(form).filter(decision_entry__isnull=True)
    related = ("subject__kind", "subject__parent", "person", "pool", "campaign", "form__round__unit")
    return list(rows.select_related(*related))


def sent_to_decider(form: AwardForm) -> set[int]:
    """The ids of the nominations of an outside authority's form whose dossier has gone to it."""
    rows = NomineeFile.objects.filter(
        submission__form=form, submission__unit=form.round.unit_id,
        submission__status__in=[Submission.Status.SENT, Submission.Status.ACCEPTED],
    )  # fmt: skip
    return set(rows.order_by("id").values_list("nomination_id", flat=True))


def selected_undecided(actor: Actor) -> QuerySet[Nomination]:
    """Who was selected in the rounds the actor writes decisions for and stands in no decision yet."""
    bodies = actor.bodies_with(Permission.AWARDS_PROPOSE)
    return Nomination.objects.filter(
        form__round__unit__in=bodies, status=Nomination.Status.SELECTED, decision_entry__isnull=True
    )


def forms_awaiting(actor: Actor) -> dict[int, int]:
    """For how many selected names each form still waits for its decision: form → number."""
    rows = selected_undecided(actor).order_by().values("form").annotate(count=Count("id"))
    return {row["form"]: row["count"] for row in rows}
