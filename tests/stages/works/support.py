"""Works of the named cast: a house of the district, a road of a residential area, brought as far as a test needs."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories import NOW, TODAY, Cast
from tests.foundation.core.uploads import picture, upload
from thidua.foundation.core.actors import By
from thidua.stages.campaigns.kind_files import read_work_kinds
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    complete_step,
    complete_work,
    note_work,
    register_work,
    sign_paper,
    verify_work,
)

DAY = datetime.date(2024, 6, 28)
MONEY = {"fund": 50_000_000, "people": 28_500_000}


def photos(number: int = 2) -> list[Any]:
    return [upload(picture(40, 30), f"anh-{place}.jpg") for place in range(number)]


def house(cast: Cast, **more: Any) -> Content:
    """A great-unity house led by the district of Cư Jút in Buôn Nui."""
    values: dict[str, Any] = {
        "unit": cast.district, "kind": cast.work_kinds["great-unity-house"], "name": "Nhà đại đoàn kết hộ bà H'Duyên",
        "quantity": 1, "campaigns": (cast.campaign,), "places": (cast.area_two,), "household": "poor", "money": MONEY,
        "occasions": (cast.occasions["national-congress"],),
    }  # fmt: skip
    return Content(**{**values, **more})


def road(cast: Cast, **more: Any) -> Content:
    """1.2 km of road led by Thôn 1."""
    values: dict[str, Any] = {
        "unit": cast.area, "kind": cast.work_kinds["rural-road"], "name": "Bê tông hóa đường nội thôn", "quantity": 1200,
        "campaigns": (cast.campaign,), "money": {"people": 120_000_000},
    }  # fmt: skip
    return Content(**{**values, **more})


def piece(cast: Cast, **more: Any) -> Content:
    """A piece of work of the commune of Nam Dong, welcoming the national congress."""
    values: dict[str, Any] = {
        "unit": cast.commune, "kind": cast.work_kinds["piece-of-work"], "name": "Trồng hoa dọc đường liên thôn", "quantity": 1,
        "campaigns": (cast.campaign,), "occasions": (cast.occasions["national-congress"],),
    }  # fmt: skip
    return Content(**{**values, **more})


def registered(cast: Cast, by: By, content: Content | None = None) -> Work:
    """The tests' works bear the same names: nobody is asked whether this is another one."""
    return register_work(by=by, now=NOW, content=content or house(cast), another=True)


def done(
    cast: Cast, *, content: Content | None = None, by: str = "district_officer", above: str = "province_officer"
) -> Work:
    """Registered, noted by the level above, every step done: waits to be verified."""
    officer = cast.actor(by)
    work = registered(cast, officer, content)
    if work.status == "registered":
        work = note_work(by=cast.actor(above), now=NOW, work=work)
    for number, step in enumerate(("survey", "approve", "start", "complete") if work.kind.is_house else ()):
        work = complete_step(by=officer, now=NOW, work=work, step=step, done_date=datetime.date(2024, 3, 1 + number))
    return complete_work(by=officer, now=NOW, work=work, done_date=DAY, files=photos())


def verified(
    cast: Cast, *, content: Content | None = None, by: str = "district_officer", above: str = "province_officer"
) -> Work:
    return verify_work(by=cast.actor(above), now=NOW, work=done(cast, content=content, by=by, above=above))


def with_catalogue(cast: Cast) -> Cast:
    """The cast with the catalogue's kinds in place of the factory's: their own fields, needs and papers."""
    for kind in read_work_kinds():
        values = {
            field.attname: getattr(kind, field.attname) for field in kind._meta.concrete_fields if field.name != "id"
        }
        row, _new = WorkKind.objects.update_or_create(key=kind.key, defaults=values)
        cast.work_kinds[kind.key] = row
    return cast


OWNER = {"householder": "bà H'Duyên", "birth-year": 1961, "address": "Buôn Nui, xã Nam Dong"}


def whole_house(cast: Cast, **more: Any) -> Content:
    """The house with all that its approval needs."""
    return house(cast, **{"details": OWNER, "floor_area": 48, **more})


def handed_over(cast: Cast, content: Content | None = None) -> Work:
    """A house of the catalogue on its way to the end: decided and handed over by papers signed here."""
    officer, leader = cast.actor("district_officer"), cast.actor("district_leader")
    work = note_work(
        by=cast.actor("province_officer"), now=NOW, work=registered(cast, officer, content or whole_house(cast))
    )
    work = complete_step(by=officer, now=NOW, work=work, step="survey", done_date=datetime.date(2024, 3, 1))
    sign_paper(by=leader, now=NOW, work=work, step="approve")
    for step in ("start", "complete"):
        work = complete_step(by=officer, now=NOW, work=work, step=step, done_date=TODAY, files=photos(1))
    sign_paper(by=leader, now=NOW, work=work, step="hand-over", witness="Y Hùng Êban, Trưởng Ban công tác Mặt trận")
    return complete_work(by=officer, now=NOW, work=work, done_date=TODAY, files=photos())
