"""What who keeps a fund may choose when writing in it: donors, works, places."""

from __future__ import annotations

import datetime

from django.db.models import Q

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import living
from thidua.stages.funds.models import Donor, Fund
from thidua.stages.funds.queries import payable_works
from thidua.stages.works.models import Work

# More than a page can offer one by one are written anew: a donor of the same name and address is found again.
MOST_DONORS, MOST_PLACES = 200, 120


def donors(fund: Fund) -> list[Donor]:
    """The donors of the fund, those written down last first."""
    return list(Donor.objects.filter(unit=fund.unit_id).order_by("-changed_at", "-id")[:MOST_DONORS])


def works(actor: Actor, fund: Fund) -> list[Work]:
    """The works that say they are paid from the fund."""
    return payable_works(actor, fund)


def places(fund: Fund, on: datetime.date) -> list[Unit]:
    """The places of the fund's branch: its communes, its areas."""
    rows = Unit.objects.branch(fund.unit).filter(living(on)).filter(Q(kind__is_area=True) | Q(kind__is_committee=True))
    return list(rows.exclude(pk=fund.unit_id).select_related("kind", "parent").order_by("lft", "id")[:MOST_PLACES])
