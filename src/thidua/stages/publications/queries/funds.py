"""The fund of the body whose campaign the portal shows."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.stages.publications.models import PublicFund
from thidua.stages.publications.queries.campaigns import chosen_campaign
from thidua.stages.publications.shown import FundSums, PublicFundYear


def fund(*, key: str, year: str, on: datetime.date) -> PublicFundYear | None:
    """The fund of a campaign's body in one year, the latest where none is named; three statements.

    None where nothing is published, or no ledger of that body tells anything. Raises `Missing` for a campaign that is
    not public and a year of which nothing is told.
    """
    campaign = chosen_campaign(key, on)
    row = PublicFund.objects.filter(unit=campaign.owner_id).select_related("unit").first() if campaign else None
    years = {str(told["year"]): told for told in row.content["years"]} if row else {}
    if year and year not in years:
        raise Missing(_("Cổng không có số liệu quỹ của năm này."))
    if row is None or not years:
        return None
    told = years[year] if year else next(iter(years.values()))
    return PublicFundYear(
        body=row.unit.name,
        frozen_at=row.frozen_at,
        year=told["year"],
        years=tuple(map(int, years)),
        whole=FundSums(row.unit.name, **told["whole"]),
        lines=tuple(FundSums(**line) for line in told["lines"]),
    )
