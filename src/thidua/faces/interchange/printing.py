"""What the command line prints: documents found by the keys and codes an administrator knows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns import child_papers, papers
from thidua.stages.campaigns.models import Campaign


def plan_file(key: str, ending: str, *, unit: str = "") -> bytes:
    """A campaign's plan as a file; with a unit's code that unit's plan, or the draft of one.

    Raises `Missing` for a campaign or a code that is not there, `Invalid` for a unit that issues no documents.
    """
    campaign = Campaign.objects.filter(key=key).order_by("id").first()
    if campaign is None:
        raise Missing(_("Không có đợt thi đua «%(key)s».") % {"key": key})
    if unit:
        return papers.draw(child_papers.paper_of(campaign, unit, clock.today()), ending)
    return papers.draw_plan(child_papers.root_plan(campaign), ending)
