"""What the plan above must be for a unit's own plan to stand under it: a plan that holds, over the unit, no later."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Participation, Plan
from thidua.stages.campaigns.plan_queries import is_issued


def require_under(parent: Plan, place: Participation) -> None:
    """Raises `Invalid` (`unit`) unless a unit's plan may stand under `parent`: a plan, of a unit above it.

    The campaign's own plan is above every unit of the frame.
    """
    if parent.kind != Plan.Kind.PLAN:
        raise Invalid({"unit": _("Chỉ soạn được theo một kế hoạch, không theo hướng dẫn.")})
    if parent.parent_id is None:
        return
    above = Participation.objects.standing().filter(
        campaign=place.campaign_id, unit=parent.unit_id, lft__lt=place.lft, rgt__gte=place.rgt
    )
    if not above.exists():
        told = {"unit": place.unit.name, "above": parent.unit.name}
        raise Invalid({"unit": _("%(unit)s không thuộc %(above)s nên không soạn theo kế hoạch này.") % told})


def holds(parent: Plan) -> bool:
    """Whether a plan is issued and not withdrawn; one loaded from its text, without a document, counts as issued."""
    return is_issued(parent) or (parent.parent_id is None and parent.document_id is None)


def require_holds(parent: Plan | None) -> None:
    """Raises `NotNow` unless the plan above holds."""
    if parent is not None and not holds(parent):
        raise NotNow(_("Kế hoạch cấp trên chưa ban hành hoặc đã thu hồi. Xin chờ kế hoạch cấp trên được ban hành."))


def require_after(parent: Plan | None, date: datetime.date) -> None:
    """Raises `Invalid` (`date`) for a day before the plan above."""
    above = parent.document if parent else None
    if above is not None and above.date is not None and date < above.date:
        told = {"plan": above.notation, "day": day_words(above.date)}
        raise Invalid({"date": _("Ngày văn bản trước ngày %(plan)s (%(day)s).") % told})
