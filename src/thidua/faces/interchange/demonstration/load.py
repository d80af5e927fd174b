"""The demonstration loaded into an empty site, in one transaction, by the stages' own operations."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.faces.interchange.catalogue import bring_in
from thidua.faces.interchange.demonstration import (
    cases,
    councils_year,
    decisions_year,
    evaluations_year,
    exemplars_year,
    funds_year,
    groups_year,
    milestones_year,
    nominations_year,
    people,
    publications_year,
    reports_year,
    works_year,
)
from thidua.faces.interchange.demonstration.published import acknowledge, publish
from thidua.faces.interchange.demonstration.world import SYSTEM, TODAY, World, read_world
from thidua.foundation.accounts.site import name_site_owner, set_demo_date
from thidua.foundation.core.errors import NotNow
from thidua.foundation.units.models import Unit
from thidua.stages.milestones.operations import give_area_link

MAIN, SMALL, FUND = "286", "tu-sach-2024", "quy-2024"
ISSUED = datetime.datetime(2023, 10, 26, 15, 0, tzinfo=timezone.get_default_timezone())


def load_demonstration() -> dict[str, int]:
    """Loads everything and returns how much of it. Refused with `NotNow` on a site that has units."""
    if Unit.objects.exists():
        raise NotNow(_("Hệ thống đã có đơn vị nên không nạp dữ liệu minh họa. Xin dùng một cơ sở dữ liệu trống."))
    with transaction.atomic():
        return _load()


def _load() -> dict[str, int]:
    set_demo_date(by=SYSTEM, now=ISSUED, date=settings.DEMO_DATE or TODAY)
    campaign, _file = bring_in(key=MAIN, by=SYSTEM, now=ISSUED)
    bring_in(key=SMALL, by=SYSTEM, now=ISSUED)
    bring_in(key=FUND, by=SYSTEM, now=ISSUED)
    name_site_owner(by=SYSTEM, now=ISSUED, name=campaign.owner.name)
    world = read_world(campaign)
    password = people.settle(world, now=ISSUED)
    communes = [code for code in world.of_kind("front-commune") if code not in cases.SILENT]
    world.diary.at(datetime.date(2023, 11, 2), lambda now: acknowledge(world, now))
    milestones_year.enter_all(world)
    works_year.works_of_communes(world, [code for code in communes if code != cases.TYPED_WRONG])
    works_year.works_of_districts(world, world.of_kind("front-district"))
    works_year.works_of_areas(world, communes)
    cases.enter_all(world)
    exemplars_year.enter_all(world)
    evaluations_year.enter_all(world)
    nominations_year.enter_all(world)
    councils_year.enter_all(world)
    decisions_year.enter_all(world)
    reports_year.enter_all(world)
    publications_year.enter_all(world)
    groups_year.enter_all(world)
    funds_year.enter_all(world)
    acts = world.diary.carry_out()
    people.remember(password=password, link=_link(world))
    published = publish(world)
    publications_year.publish_all(world)
    exemplars_year.publish_first(world)
    return {"units": Unit.objects.count(), "acts": acts, "published": published}


def _link(world: World) -> str:
    """The sample personal link of one area's head."""
    area = world.units[people.AREA]
    now = timezone.make_aware(datetime.datetime.combine(TODAY, datetime.time(8)))
    _link_row, token = give_area_link(
        by=world.officer(people.AREA), now=now, area=area, full_name=area.contact_name, phone=area.phone
    )
    return token
