"""What an actor may choose when it enters a work: leads, places, mobilisers, campaigns, occasions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import living
from thidua.stages.campaigns.models import Campaign, Occasion, Participation, Target
from thidua.stages.works.measures import MEASURE
from thidua.stages.works.models import Adoption, Work
from thidua.stages.works.places import reach_of
from thidua.stages.works.queries import entered_units
from thidua.stages.works.spread_measures import ADOPTIONS

# So many works of one's own are offered to be done after a model.
MOST_WORKS = 100
# More places than a page can offer one by one are written by name; no more than these are fetched.
MOST_PLACES = 60


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything offered. `home` is the unit the actor enters for first of all."""

    home: Unit
    leads: tuple[Unit, ...]
    places: tuple[Unit, ...]
    mobilisers: tuple[Unit, ...]
    campaigns: tuple[Campaign, ...]
    occasions: tuple[Occasion, ...]

    @property
    def everybody(self) -> tuple[Unit, ...]:
        return (*self.leads, *self.places, *self.mobilisers)


def choices_for(actor: Actor, *, on: datetime.date) -> Choices:
    """Raises `NotAllowed` for an actor that enters for nobody."""
    leads = tuple(entered_units(actor)[:200])
    if not leads:
        raise NotAllowed(_("Chỉ cán bộ của đơn vị nhập công trình. Tài khoản của bạn không có vai trò này."))
    home = _home(actor, leads)
    reach = reach_of(home)
    inside = Unit.objects.inside(reach.places).filter(living(on))
    if not reach.bodies_are_places:
        inside = inside.filter(Q(kind__is_area=True) | Q(kind__is_committee=True))
    above = Unit.objects.above(home).filter(kind__is_committee=True)
    units = [unit.pk for unit in leads]
    taking_part = Participation.objects.standing().filter(unit__in=units)
    campaigns = Campaign.objects.filter(pk__in=taking_part.values("campaign")).order_by("-starts_on", "id")
    # One that counts no work (a fund's amounts) is not asked about, where there is one that does.
    counting = campaigns.filter(
        Exists(Target.objects.filter(campaign=OuterRef("pk"), measure__in=(MEASURE, ADOPTIONS)))
    )
    offered = tuple(counting) or tuple(campaigns)
    occasions = Occasion.objects.filter(campaign__in=offered).select_related("campaign")
    return Choices(
        home=home,
        leads=leads,
        places=tuple(inside.select_related("kind", "parent__kind").order_by("lft", "id")[:MOST_PLACES]),
        mobilisers=(*leads, *above.select_related("kind", "parent__kind").order_by("lft", "id")),
        campaigns=offered,
        occasions=tuple(occasions.order_by("campaign_id", "id")),
    )


def _home(actor: Actor, leads: tuple[Unit, ...]) -> Unit:
    """A department enters for its committee first, others for the unit of their first post that enters."""
    for post in actor.posts_with(Permission.WORKS_ENTER):
        wanted = post.parent_id if post.kind.endswith("department") else post.unit_id
        for unit in leads:
            if unit.pk == wanted:
                return unit
    return leads[0]


def bindable_works(actor: Actor) -> list[Work]:
    """The actor's own works that may be said to follow a model: sent, no family's house, with no model yet."""
    taken = Adoption.objects.live().filter(work=OuterRef("pk"))
    rows = Work.objects.living().filter(~Exists(taken), unit__in=entered_units(actor).order_by().values("pk"))
    rows = rows.filter(kind__is_house=False).select_related("unit__kind", "unit__parent__kind", "kind")
    return list(rows.order_by("-changed_at", "-id")[:MOST_WORKS])
