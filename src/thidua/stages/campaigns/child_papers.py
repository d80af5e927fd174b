"""The draft of a lower unit's plan, made from the plan above and from what the campaign asks of that unit (H.3)."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.roles import Leader
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.writing import build_symbol
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import Campaign, Participation, Plan
from thidua.stages.campaigns.plan_writing.content import Content
from thidua.stages.campaigns.plan_writing.guidance import GuidanceWriter
from thidua.stages.campaigns.plan_writing.writer import Writer


def paper_of(campaign: Campaign, code: str, on: datetime.date) -> OfficialDocument:
    """The plan a unit of the campaign's frame prints: its own if it has one, the root plan, or a draft of its own.

    Refused with `Missing` for a code the frame has not, with `Invalid` (`unit`) for a unit that issues no documents.
    """
    places = Participation.objects.standing().filter(campaign=campaign, code=code)
    place = places.select_related("unit__kind", "unit__parent").order_by("id").first()
    if place is None:
        raise Missing(_("Đợt thi đua này không có đơn vị mang mã %(code)s.") % {"code": code})
    own = (
        Plan.objects.select_related("unit__kind", "document")
        .filter(campaign=campaign, unit=place.unit, kind=Plan.Kind.PLAN)
        .order_by("id")
        .first()
    )
    if own is not None:
        return papers.plan_document(own)
    return child_plan(root_plan(campaign), place, on)


def root_plan(campaign: Campaign) -> Plan:
    """The plan that orders the campaign. Raises `Missing` where it was not loaded."""
    plan = (
        campaign.plans.select_related("unit__kind", "unit__parent", "document")
        .filter(parent__isnull=True)
        .order_by("id")
        .first()
    )
    if plan is None:
        raise Missing(_("Đợt thi đua này chưa có kế hoạch."))
    return plan


def child_plan(
    plan: Plan,
    place: Participation,
    on: datetime.date,
    content: Content | None = None,
    kind: str = papers.KIND,
    partner: Unit | None = None,
) -> OfficialDocument:
    """The draft of one unit's plan under `plan`: its targets and those of its branch, phases, tasks, recipients.

    With a content of its own what that says, else what follows from the plan above. A guidance is its own words. What
    is issued with a `partner` names both bodies.
    """
    writer = writer_of(plan, place, on, content, kind, partner)
    unit, form = place.unit, writer.form
    leader = leader_of(unit, on)
    return OfficialDocument(
        kind=kind,
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol=build_symbol(kind, form.symbol),
        subject=writer.subject(),
        blocks=writer.blocks(),
        signature=form.sign(title=form.head, name=leader),
        recipients=writer.recipients(),
    )


def writer_of(
    plan: Plan,
    place: Participation,
    on: datetime.date,
    content: Content | None = None,
    kind: str = papers.KIND,
    partner: Unit | None = None,
) -> Writer:
    """Who writes the words of a unit's plan. Refused with `Invalid` (`unit`) for a unit that issues no documents."""
    form = papers.letterhead_form(place.unit, on)
    if form is None or place.unit.kind.is_area:
        raise Invalid({"unit": _("%(unit)s không ban hành kế hoạch riêng.") % {"unit": place.unit.name}})
    made = GuidanceWriter if kind == Plan.Kind.GUIDANCE else Writer
    theirs = papers.letterhead_form(partner, on) if partner else None
    words = f"{theirs.body} {partner.name}" if partner and theirs else ""
    return made(plan, papers.plan_document(plan), place, form, on, content, words)


def leader_of(unit: Unit, on: datetime.date) -> str:
    """The unit's leader, if it has exactly one; else the name is left to be written."""
    rows = Membership.objects.on(on).filter(unit=unit, role=Leader.key).select_related("person").order_by("id")[:2]
    return rows[0].person.full_name if len(rows) == 1 else ""
