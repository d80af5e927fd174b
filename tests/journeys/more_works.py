"""Gives an officer of a running site works in hand, as many as a journey needs; in a process of that site's own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from thidua.foundation.accounts.models import Account, Membership
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.stages.campaigns.models import Campaign, WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.operations import note_work, register_work


def take_up(username: str, campaign: str, ends: Mapping[str, int | None]) -> None:
    """Registers works of the officer's unit by name, planned to end so many days from today or on no day; noted."""
    person = Account.objects.get(username=username).person_id
    unit = Membership.objects.filter(person=person).select_related("unit__kind").order_by("id")[0].unit
    kind, today, product = WorkKind.objects.get(key="culture-sports"), clock.today(), System("journey")
    for name, days in ends.items():
        content = Content(
            unit=unit, kind=kind, name=name, quantity=1, campaigns=(Campaign.objects.get(key=campaign),),
            planned_finish=None if days is None else today + datetime.timedelta(days=days),
        )  # fmt: skip
        work = register_work(by=product, now=clock.now(), content=content, another=True)
        if work.status == "registered":
            note_work(by=product, now=clock.now(), work=work)
