"""Who tells a story, marks and opens it, takes a model up. Each rule answers None, or the sentence that names who."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.works import rules
from thidua.stages.works.models import Adoption, Story


def tells_story(by: By, story: Story) -> str | None:
    """The unit whose work it is; of a residential area the commune too."""
    return rules.lead_acts(by, story.work)


def marks_story(by: By, story: Story) -> str | None:
    """Any committee above the unit; of the top's own works its leader, never who entered them."""
    work = story.work
    if not isinstance(by, Actor) or rules.superior_notes(by, work) is None:
        return None
    above = Unit.objects.above(work.unit).filter(kind__is_committee=True).order_by("-lft")
    if any(by.acts_for(Permission.WORKS_NOTE, unit.pk) for unit in above):
        return None
    nearest = rules.superior_of(work) or work.unit
    return _("Việc công nhận, phổ biến gương do %(above)s hoặc cấp cao hơn làm.") % {"above": nearest.name}


def ends_adoption(by: By, adoption: Adoption) -> str | None:
    """The unit that took the model up."""
    return rules.lead_acts(by, adoption.work)


def answers_for_story(by: By, story: Story) -> str | None:
    """Who is told that others took the model up: the people of the unit that told it."""
    return rules.lead_acts(by, story.work)
