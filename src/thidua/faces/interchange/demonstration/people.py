"""The people of the demonstration, all invented: an officer in every body, leaders where two sign, sample accounts."""

from __future__ import annotations

import datetime
import json
import secrets
from dataclasses import dataclass

from thidua.faces.interchange.demonstration.world import SYSTEM, World
from thidua.foundation.accounts.models import Account, Membership
from thidua.foundation.accounts.operations import give_role, make_person, open_account
from thidua.foundation.core.models import SiteSetting
from thidua.foundation.units.models import Unit, is_department

SETTING = "demonstration"
FOCAL, WOMEN = "67-TCTG", "67-PN"
DISTRICT, COMMUNE, BOTH, AREA = "662", "24655", "24751", "24655-01"
# The commune whose fund tells four figures a month, by its accountant.
FIGURES = "24646"
# Two people with one name: officers of two neighbouring communes.
NAMESAKE, NAMESAKES = "Trần Thị Mai Lan", ("24751", "24754")


@dataclass(frozen=True, slots=True)
class Sample:
    """An account that is told to whoever starts the demonstration."""

    username: str
    unit: str
    roles: tuple[str, ...]
    tells: str


SAMPLES = (
    Sample("can-bo-tinh", FOCAL, ("officer",), "Cán bộ Ban Tổ chức - Tuyên giáo tỉnh"),
    Sample("lanh-dao-tinh", "67", ("leader",), "Lãnh đạo Ủy ban MTTQ tỉnh"),
    Sample("can-bo-huyen", DISTRICT, ("officer",), "Cán bộ huyện Cư Jút"),
    Sample("lanh-dao-huyen", DISTRICT, ("leader",), "Lãnh đạo huyện Cư Jút"),
    Sample("can-bo-xa", COMMUNE, ("officer",), "Cán bộ xã Tâm Thắng"),
    Sample("lanh-dao-xa", COMMUNE, ("leader",), "Lãnh đạo xã Tâm Thắng"),
    Sample("xa-nhan-co", BOTH, ("officer", "leader"), "Xã Nhân Cơ: một người vừa là cán bộ, vừa là lãnh đạo"),
    Sample(
        "ke-toan-xa", FIGURES, ("officer",), "Xã Ea Pô: người giữ quỹ, ghi bốn con số mỗi tháng kèm bảng của kế toán"
    ),
    Sample("chu-tai-khoan-xa", FIGURES, ("leader",), "Xã Ea Pô: lãnh đạo chốt tháng của quỹ ấy"),
    Sample("can-bo-hoi", WOMEN, ("officer",), "Cán bộ Hội Liên hiệp Phụ nữ tỉnh"),
    Sample("lanh-dao-hoi", WOMEN, ("leader",), "Lãnh đạo Hội Liên hiệp Phụ nữ tỉnh"),
    Sample("can-bo-hoi-huyen", "662-PN", ("officer",), "Cán bộ Hội Liên hiệp Phụ nữ huyện Cư Jút"),
    Sample("thu-ky-hoi-dong", "67", ("secretary",), "Thư ký Hội đồng Thi đua - Khen thưởng tỉnh"),
    Sample("uy-vien-1", "67-ND", ("officer", "leader"), "Ủy viên Hội đồng: Hội Nông dân tỉnh"),
    Sample("uy-vien-2", "663", ("officer", "leader"), "Ủy viên Hội đồng: huyện Đắk Mil, rời phòng khi xét huyện mình"),
    Sample("uy-vien-3", "67-CCB", ("officer", "leader"), "Ủy viên Hội đồng: Hội Cựu chiến binh tỉnh"),
    Sample("quan-tri", "67", ("administrator",), "Quản trị hệ thống"),
)
# Bodies in which entering and leading are two people; elsewhere one person does both.
APART = frozenset({"67", DISTRICT, COMMUNE, FIGURES, WOMEN})


def settle(world: World, *, now: datetime.datetime) -> str:
    """Gives every body its people and opens the sample accounts; returns their password, made anew for this site."""
    password = f"minh-hoa-{secrets.randbelow(900_000) + 100_000}"
    on = world.campaign.starts_on
    for code, unit in world.units.items():
        if unit.kind.is_area:
            continue
        roles = ("officer",) if code in APART else ("officer", "leader")
        name = NAMESAKE if code in NAMESAKES else unit.contact_name
        if code != "67":
            _employ(world, code, name, roles, now=now, on=on)
        if code in APART:
            _employ(world, code, f"{unit.contact_name.split()[0]} Thị Hòa", ("leader",), now=now, on=on)
    # The focal department acts for the province's committee.
    world.people[("67", "officer")] = world.people[(FOCAL, "officer")]
    for sample in SAMPLES:
        _open(world, sample, password, now=now, on=on)
    return password


def accounts() -> list[dict[str, str]]:
    """The sample accounts of this site, as they are told."""
    kept = SiteSetting.objects.filter(key=SETTING).first()
    password = json.loads(kept.value)["password"] if kept else ""
    known = set(Account.objects.filter(is_sample=True).values_list("username", flat=True))
    return [
        {"name": sample.username, "password": password, "who": sample.tells}
        for sample in SAMPLES
        if sample.username in known
    ]


def remember(**facts: str) -> None:
    """Keeps what is told again of the sample accounts, which only invented people have: password and link."""
    SiteSetting.objects.update_or_create(key=SETTING, defaults={"value": json.dumps(facts)})


def recall(name: str) -> str:
    """One of the facts kept; empty on a site without the demonstration."""
    kept = SiteSetting.objects.filter(key=SETTING).first()
    return str(json.loads(kept.value).get(name, "")) if kept else ""


def _employ(
    world: World, code: str, name: str, roles: tuple[str, ...], *, now: datetime.datetime, on: datetime.date
) -> None:
    unit = world.units[code]
    position = _title(unit) if "leader" in roles else "Cán bộ"
    person = make_person(by=SYSTEM, now=now, full_name=name, position=position, phone=unit.phone, is_invented=True)
    for role in roles:
        give_role(by=SYSTEM, now=now, person=person, unit=unit, role=role, on=on)
        world.people[(code, role)] = person


def _title(unit: Unit) -> str:
    """The office of who leads a body, as it stands over a signature."""
    if is_department(unit.kind_id):
        return "Trưởng ban"
    return "Bí thư" if unit.name.startswith("Đoàn Thanh niên") else "Chủ tịch"


def _open(world: World, sample: Sample, password: str, *, now: datetime.datetime, on: datetime.date) -> None:
    unit = world.units[sample.unit]
    if sample.roles == ("administrator",):
        person = make_person(by=SYSTEM, now=now, full_name="Ngô Quản Trị", position="Quản trị", is_invented=True)
        give_role(by=SYSTEM, now=now, person=person, unit=unit, role="administrator", on=on)
    elif sample.roles == ("secretary",):
        # The decision that establishes the council gives the role.
        person = make_person(
            by=SYSTEM, now=now, full_name="Lê Thị Thu Thảo", position="Chuyên viên Văn phòng", is_invented=True
        )
        world.people[(sample.unit, "secretary")] = person
    else:
        held = Membership.objects.filter(unit=unit, role=sample.roles[0]).select_related("person").order_by("id")
        person = held[0].person
    open_account(by=SYSTEM, now=now, person=person, username=sample.username, password=password, is_sample=True)
