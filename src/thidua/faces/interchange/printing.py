"""What the command line prints: documents found by the keys and codes an administrator knows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns import child_papers, papers
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.progress.papers import draw_summary
from thidua.stages.progress.queries.report import place_by_code
from thidua.stages.progress.queries.summary import summary


def summary_file(key: str, ending: str, *, unit: str) -> bytes:
    """Biểu tổng hợp of a unit's branch as a file, with the figures of the site's day; the owner's without a code.

    Raises `Missing` for a campaign or a code that is not there.
    """
    place = place_by_code(campaign_key=key, code=unit or _owner_code(key))
    whole = Actor(person_id=None, uid=None, label="", posts=(), intervals=((place.unit.lft, place.unit.rgt),))
    return draw_summary(summary(actor=whole, place=place, on=clock.today()), ending)


def _owner_code(key: str) -> str:
    campaign = _campaign(key)
    rows = Participation.objects.standing().filter(campaign=campaign, unit=campaign.owner).order_by("id")
    return str(rows.values_list("code", flat=True).first() or "")


def plan_file(key: str, ending: str, *, unit: str = "") -> bytes:
    """A campaign's plan as a file; with a unit's code that unit's plan, or the draft of one.

    Raises `Missing` for a campaign or a code that is not there, `Invalid` for a unit that issues no documents.
    """
    campaign = _campaign(key)
    if unit:
        return papers.draw(child_papers.paper_of(campaign, unit, clock.today()), ending)
    return papers.draw_plan(child_papers.root_plan(campaign), ending)


def _campaign(key: str) -> Campaign:
    campaign = Campaign.objects.filter(key=key).order_by("id").first()
    if campaign is None:
        raise Missing(_("Không có đợt thi đua «%(key)s».") % {"key": key})
    return campaign
