"""What every writing begins with: who, whether the milestone is asked of the unit, and its row, held."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.locking import lock
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind, Participation
from thidua.stages.milestones.frame import asks, place_of
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.rules import require_seen, why_not_enter


def require_asked(kind: MilestoneKind, unit: Unit, year: int | None, place: Participation | None) -> None:
    """Raises `Invalid` for a unit the milestone is not asked of, and for a year the kind does not know."""
    if not asks(kind, place):
        raise Invalid(
            {"unit": _("Kế hoạch không giao «%(kind)s» cho %(unit)s.") % {"kind": kind.name, "unit": unit.name}}
        )
    known = particulars(kind).occurrences
    if year not in known:
        years = ", ".join(str(number) for number in known if number)
        sentence = (
            _("Mốc việc này không theo năm.")
            if not years
            else _("Xin chọn năm trong các năm %(years)s.") % {"years": years}
        )
        raise Invalid({"year": sentence})


def enter(*, by: By, now: datetime.datetime, kind: MilestoneKind, unit: Unit, year: int | None) -> Milestone:
    """The unit's row of the kind, held until the transaction ends; made when there is none yet.

    Raises `Missing` for a foreign unit, `NotAllowed`, and `Invalid` for what is not asked of the unit.
    """
    require_seen(by, unit)
    place = place_of(kind.campaign_id, unit.pk)
    if why := why_not_enter(by, unit, place.parent_id if place else unit.parent_id):
        raise NotAllowed(why)
    require_asked(kind, unit, year, place)
    if particulars(kind).is_assigned and not Milestone.objects.filter(kind=kind, unit=unit, year=year).exists():
        raise Invalid({"unit": _("%(unit)s chưa được cấp trên giao mốc việc này.") % {"unit": unit.name}})
    return held(by=by, now=now, kind=kind, unit=unit, year=year)


def held(*, by: By, now: datetime.datetime, kind: MilestoneKind, unit: Unit, year: int | None) -> Milestone:
    """The row, locked; two who come at once get the same one."""
    person = person_of(by)
    row, _new = Milestone.objects.get_or_create(
        kind=kind, unit=unit, year=year,
        defaults={
            "campaign_id": kind.campaign_id, "made_by_id": person, "changed_by_id": person, "made_at": now, "changed_at": now,
        },
    )  # fmt: skip
    row = lock(row)
    row.unit, row.kind = unit, kind
    return row
