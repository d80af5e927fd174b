"""Where a reader stands: the campaign and the unit's place in its frame, if the reader may see it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.models import Campaign, CampaignEvent, Participation, Target
from thidua.stages.progress import measures
from thidua.stages.progress.measures import TargetDates

NEWEST_FIRST = ("-campaign__starts_on", "-campaign_id")


def campaigns_of(actor: Actor) -> list[Campaign]:
    """The campaigns in which somebody the actor sees takes part, the newest first."""
    seen = visible(Participation.objects.standing(), actor).values("campaign_id")
    return list(Campaign.objects.filter(id__in=seen).order_by("-starts_on", "-id"))


def home_place(actor: Actor, campaign_key: str = "") -> Participation:
    """The place in the frame the actor works for: its own unit's, or its committee's where that takes part for it.

    In the campaign named, or the newest the unit takes part in. Raises `Missing` for an unknown campaign or a unit
    that takes no part.
    """
    units = [
        unit for post in actor.posts for unit in (post.parent_id if _serves(post.kind) else None, post.unit_id) if unit
    ]
    rows = _places(actor, campaign_key).filter(unit_id__in=units)
    found = sorted(rows.order_by(*NEWEST_FIRST, "lft", "id"), key=lambda row: units.index(row.unit_id))
    if not found:
        raise Missing(_("Đơn vị của bạn không tham gia đợt thi đua này."))
    newest = max(row.campaign.starts_on for row in found)
    return next(row for row in found if row.campaign.starts_on == newest)


def place_of(actor: Actor, campaign_key: str, unit_uid: uuid.UUID) -> Participation:
    """A unit's place in a campaign's frame. Raises `Missing` alike for unknown ones and for those not to be seen."""
    found = _places(actor, campaign_key).filter(unit__uid=unit_uid).first()
    if found is None:
        raise Missing(_("Không có đơn vị này trong đợt thi đua, hoặc bạn không xem được đơn vị này."))
    return found


def _serves(kind: str) -> bool:
    """A department's officers work for the committee they are part of."""
    return kind.endswith("department")


def _places(actor: Actor, campaign_key: str) -> QuerySet[Participation]:
    rows = visible(Participation.objects.standing(), actor).select_related("unit__kind", "kind", "campaign")
    return rows.filter(campaign__key=campaign_key) if campaign_key else rows


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign's targets in the plan's order with their days; companions stand beside the target they belong to."""

    targets: list[Target]
    companions: dict[int, Target]
    dates: dict[int, TargetDates]

    @property
    def all(self) -> list[Target]:
        return [*self.targets, *self.companions.values()]

    def target(self, code: str) -> Target:
        """The target of a code. Raises `Missing`."""
        for target in self.all:
            if target.code == code:
                return target
        raise Missing(_("Đợt thi đua này không có chỉ tiêu «%(code)s».") % {"code": code})


def asked_by(campaign: Campaign) -> Asked:
    """All targets of a campaign with their days; two statements."""
    rows = list(campaign.targets.order_by("position", "id"))
    events = CampaignEvent.objects.filter(campaign=campaign, date__isnull=False).order_by("id")
    dates = measures.resolved(rows, {campaign.pk: campaign}, {(row.campaign_id, row.key): row.date for row in events})
    for target in rows:
        target.campaign = campaign
    own = [target for target in rows if target.companion_of_id is None]
    return Asked(own, {row.companion_of_id: row for row in rows if row.companion_of_id is not None}, dates)


@dataclass(frozen=True, slots=True)
class Level:
    """One kind of unit beneath a place, and how many there are."""

    key: str
    label: str
    short_label: str
    count: int
    rank: int
    is_committee: bool
    is_area: bool

    @property
    def order(self) -> tuple[int, bool, bool, str]:
        """From the top down; of one rank committees first, then areas, then what else there is."""
        return self.rank, not self.is_committee, not self.is_area, self.key


def levels_beneath(place: Participation) -> list[Level]:
    """The kinds of unit in the place's branch, from the top down; one statement."""
    rows = Participation.objects.standing().beneath(place).order_by()
    columns = ("kind", "kind__label", "kind__short_label", "kind__rank", "kind__is_committee", "kind__is_area")
    counted = rows.values_list(*columns).annotate(count=Count("id"))
    found = [
        Level(key, label, short, count, rank, is_committee, is_area)
        for key, label, short, rank, is_committee, is_area, count in counted
    ]
    return sorted(found, key=lambda level: level.order)
