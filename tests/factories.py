"""A small named cast for tests: one province and a little of what lies beneath it, its people, one campaign.

`cast()` makes everything anew in an empty test database and returns it by name; nothing is left to chance.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from tests.harness.recording import recorded
from thidua.foundation.accounts.actors import Actor, actor_of_account, actor_of_link, actor_of_person
from thidua.foundation.accounts.models import Account, Membership, Person, PersonalLink
from thidua.foundation.core.actors import System
from thidua.foundation.core.models import SiteSetting
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.foundation.units.models import Unit, UnitCode, UnitKind, UnitLink
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.campaigns.models import (
    Campaign,
    CampaignEvent,
    MilestoneKind,
    Occasion,
    Participation,
    Phase,
    Target,
    TargetMinimum,
    WorkKind,
)
from thidua.stages.progress import rebuild

TODAY = datetime.date(2024, 7, 15)
NOW = datetime.datetime(2024, 7, 15, 9, 0, tzinfo=ZoneInfo(settings.TIME_ZONE))
START = datetime.date(2023, 10, 1)
FOUNDED = datetime.date(2004, 1, 1)
SYSTEM = System()
PASSWORD = "mat-khau-minh-hoa-1"
GSO, SITE = "gso", "site"

PROVINCE, DISTRICT, COMMUNE, AREA = "front-province", "front-district", "front-commune", "residential-area"
DEPARTMENT, ORG_PROVINCE, ORG_DISTRICT, ORG_COMMUNE = "front-department", "org-province", "org-district", "org-commune"
COMMITTEES = [PROVINCE, DISTRICT, COMMUNE]

# key, label, short label, rank, is_committee, is_area
KINDS = [
    (PROVINCE, "Ủy ban MTTQ Việt Nam cấp tỉnh", "tỉnh", 1, True, False),
    (DEPARTMENT, "phòng, ban của Ủy ban MTTQ Việt Nam tỉnh", "ban", 2, False, False),
    (ORG_PROVINCE, "tổ chức thành viên cấp tỉnh", "tổ chức cấp tỉnh", 2, False, False),
    (DISTRICT, "Ủy ban MTTQ Việt Nam cấp huyện", "huyện", 2, True, False),
    (ORG_DISTRICT, "tổ chức thành viên cấp huyện", "tổ chức cấp huyện", 3, False, False),
    (COMMUNE, "Ủy ban MTTQ Việt Nam cấp xã", "xã", 3, True, False),
    (ORG_COMMUNE, "tổ chức thành viên cấp xã", "tổ chức cấp xã", 4, False, False),
    (AREA, "Ban công tác Mặt trận khu dân cư", "thôn", 4, False, True),
]

# key, kind, parent, name, short name, place type, (scheme, code)
UNITS = [
    ("province", PROVINCE, None, "Ủy ban MTTQ Việt Nam tỉnh Đắk Nông", "Tỉnh Đắk Nông", "tỉnh", (GSO, "67")),
    ("department", DEPARTMENT, "province", "Ban Tổ chức - Tuyên giáo", "Ban Tổ chức - Tuyên giáo", "", (SITE, "TCTG")),
    ("women", ORG_PROVINCE, "province", "Hội Liên hiệp Phụ nữ tỉnh Đắk Nông", "Hội Phụ nữ tỉnh", "", (SITE, "PN")),
    ("district", DISTRICT, "province", "Ủy ban MTTQ Việt Nam huyện Cư Jút", "Huyện Cư Jút", "huyện", (GSO, "662")),
    ("commune", COMMUNE, "district", "Ủy ban MTTQ Việt Nam xã Nam Dong", "Xã Nam Dong", "xã", (GSO, "24649")),
    ("area", AREA, "commune", "Thôn 1", "Thôn 1", "thôn", (SITE, "24649-01")),
    ("area_two", AREA, "commune", "Buôn Nui", "Buôn Nui", "buôn", (SITE, "24649-02")),
    ("sister_commune", COMMUNE, "district", "Ủy ban MTTQ Việt Nam xã Trúc Sơn", "Xã Trúc Sơn", "xã", (GSO, "24661")),
    ("sister_area", AREA, "sister_commune", "Thôn 1", "Thôn 1", "thôn", (SITE, "24661-01")),
    ("district_women", ORG_DISTRICT, "women", "Hội Liên hiệp Phụ nữ huyện Cư Jút", "Hội Phụ nữ Cư Jút", "", (SITE, "PN-662")),
    ("far_district", DISTRICT, "province", "Ủy ban MTTQ Việt Nam huyện Đắk Mil", "Huyện Đắk Mil", "huyện", (GSO, "663")),
    ("far_commune", COMMUNE, "far_district", "Ủy ban MTTQ Việt Nam xã Đắk Lao", "Xã Đắk Lao", "xã", (GSO, "24667")),
    ("far_area", AREA, "far_commune", "Bon Pê Nao", "Bon Pê Nao", "bon", (SITE, "24667-01")),
]  # fmt: skip

# key, unit, roles, name; the user name is the key with hyphens.
PEOPLE = [
    ("province_officer", "department", ["officer"], "Nguyễn Thị An"),
    ("province_leader", "province", ["leader"], "Trần Văn Bình"),
    ("women_officer", "women", ["officer"], "Lê Thị Chi"),
    ("women_leader", "women", ["leader"], "Phạm Thị Dung"),
    ("district_officer", "district", ["officer"], "H'Bia Niê"),
    ("district_leader", "district", ["leader"], "Hoàng Văn Em"),
    ("commune_officer", "commune", ["officer"], "Vũ Thị Giang"),
    ("commune_leader", "commune", ["leader"], "Y Hùng Êban"),
    ("sister_officer", "sister_commune", ["officer", "leader"], "Đỗ Văn Khánh"),
    ("far_district_officer", "far_district", ["officer"], "Bùi Thị Lan"),
    ("far_commune_officer", "far_commune", ["officer", "leader"], "Điểu Minh"),
    ("administrator", "province", ["administrator"], "Ngô Văn Nam"),
]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything by name. Units, actors, the campaign with its targets and kinds by their keys."""

    units: dict[str, Unit]
    people: dict[str, Person]
    campaign: Campaign
    targets: dict[str, Target]
    milestone_kinds: dict[str, MilestoneKind]
    work_kinds: dict[str, WorkKind]
    occasions: dict[str, Occasion]

    def __getattr__(self, name: str) -> Unit:
        """`cast.commune` is the unit of that key."""
        try:
            return self.units[name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, *, on: datetime.date = TODAY) -> Actor:
        """The actor a person of PEOPLE is on a day, e.g. `cast.actor("commune_officer")`."""
        return actor_of_person(self.people[name], on)

    def account(self, name: str) -> Account:
        """The account of a person of PEOPLE, for `client.force_login`."""
        return account_of(name, self.people[name])

    def area_head(self, unit: str = "area") -> Actor:
        """The head of a residential area, come by a personal link."""
        person = make_person(f"Trưởng ban {self.units[unit].name}")
        link = PersonalLink.objects.create(
            person=person,
            unit=self.units[unit],
            token_hash=f"{person.pk:064d}",
            valid_to=datetime.date(2025, 7, 15),
            made_at=NOW,
            changed_at=NOW,
        )
        return actor_of_link(link)


@recorded
def cast() -> Cast:
    """The whole cast. The site lives on TODAY, so pages judge the same dates in every run."""
    SiteSetting.objects.update_or_create(key="demo_date", defaults={"value": TODAY.isoformat()})
    units = make_tree()
    people = {key: make_person(name) for key, _unit, _roles, name in PEOPLE}
    Membership.objects.bulk_create(
        Membership(person=people[key], unit=units[unit], role=role, valid_from=START)
        for key, unit, roles, _name in PEOPLE
        for role in roles
    )
    UnitLink.objects.create(unit=units["women"], to=units["province"], valid_from=FOUNDED)
    UnitLink.objects.create(unit=units["district_women"], to=units["district"], valid_from=FOUNDED)
    campaign = make_campaign(units["province"])
    enrol(campaign, list(units.values()))
    return Cast(
        units=units,
        people=people,
        campaign=campaign,
        targets=make_targets(campaign, units),
        milestone_kinds=make_milestone_kinds(campaign),
        work_kinds=make_work_kinds(),
        occasions={row.key: row for row in campaign.occasions.order_by("id")},
    )


@recorded
def cast_on_board() -> Cast:
    """The cast with the cells of its campaign's targets prepared."""
    made = cast()
    rebuild.prepare(campaign=made.campaign, now=NOW)
    return made


def make_kinds() -> None:
    """The kinds of unit of the Front."""
    UnitKind.objects.bulk_create(
        (
            UnitKind(
                key=key, system="front", label=label, short_label=short, rank=rank, is_committee=committee, is_area=area
            )
            for key, label, short, rank, committee, area in KINDS
        ),
        ignore_conflicts=True,
    )


def make_tree() -> dict[str, Unit]:
    """The units of UNITS by their key, with codes, contacts and the numbered tree."""
    make_kinds()
    made = make_units(
        by=SYSTEM,
        now=NOW,
        units=[
            NewUnit(
                key=key,
                kind=kind,
                name=name,
                short_name=short,
                place_type=place,
                parent=parent,
                codes=dict([code]),
                contact_name=f"Người liên hệ {short}",
                phone=f"0900 000 {number:03d}",
                is_invented=True,
                valid_from=FOUNDED,
            )
            for number, (key, kind, parent, name, short, place, code) in enumerate(UNITS)
        ],
    )
    fresh = Unit.objects.select_related("kind", "parent").in_bulk([unit.pk for unit in made.values()])
    return {key: fresh[unit.pk] for key, unit in made.items()}


def make_person(name: str) -> Person:
    return make_people([name])[0]


def make_people(names: Iterable[str]) -> list[Person]:
    """Many at once, in the order of their names given."""
    return Person.objects.bulk_create(
        Person(
            full_name=name, folded=fold(name), sort_key=sort_key(name), phone="0900 000 999", is_invented=True,
            made_at=NOW, changed_at=NOW,
        )
        for name in names
    )  # fmt: skip


def account_of(name: str, person: Person) -> Account:
    """The person's account, made when first asked for; its user name is `name` with hyphens, its password PASSWORD."""
    found = Account.objects.filter(person=person).first()
    if found is None:
        found = Account(username=name.replace("_", "-"), person=person, made_at=NOW)
        found.set_password(PASSWORD)
        found.save()
    return found


def actor_behind(account: Account, on: datetime.date = TODAY) -> Actor:
    return actor_of_account(account, on)


def make_campaign(owner: Unit, key: str = "thu") -> Campaign:
    """A campaign like plan 286: two phases that share July 2024, two events of which none has its date yet."""
    campaign = Campaign.objects.create(
        key=key, name="Đợt thi đua chào mừng Đại hội", short_name="Thi đua chào mừng Đại hội", type=Campaign.Type.SPECIAL,
        owner=owner, starts_on=START, starts_precision="month", ends_event_key="national-congress", file_hash="0" * 64,
        is_invented=True, made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    CampaignEvent.objects.create(campaign=campaign, key="provincial-congress", name="Đại hội đại biểu MTTQ tỉnh")
    CampaignEvent.objects.create(campaign=campaign, key="national-congress", name="Đại hội đại biểu toàn quốc MTTQ")
    Occasion.objects.create(campaign=campaign, key="national-congress", name="Đại hội đại biểu toàn quốc MTTQ")
    Occasion.objects.create(campaign=campaign, key="anniversary", name="20 năm tái lập tỉnh")
    Phase.objects.create(
        campaign=campaign, number=1, name="Giai đoạn 1", starts_on=START, ends_before=datetime.date(2024, 8, 1)
    )
    Phase.objects.create(
        campaign=campaign,
        number=2,
        name="Giai đoạn 2",
        starts_on=datetime.date(2024, 7, 1),
        ends_event_key="national-congress",
    )
    return campaign


def enrol(campaign: Campaign, units: list[Unit], on: datetime.date = START) -> list[Participation]:
    """The campaign's frame: today's tree as it stands, with each unit's first code."""
    codes = UnitCode.objects.filter(unit__in=[unit.pk for unit in units]).order_by("-id")
    first = dict(codes.values_list("unit_id", "value"))
    return Participation.objects.bulk_create(
        Participation(
            campaign=campaign,
            unit=unit,
            parent_id=unit.parent_id,
            kind_id=unit.kind_id,
            code=first.get(unit.pk, ""),
            lft=unit.lft,
            rgt=unit.rgt,
            valid_from=on,
        )
        for unit in units
    )


def make_target(campaign: Campaign, code: str, **values: object) -> Target:
    """A target with only what a test says of it; the rest is the plainest there is."""
    plain: dict[str, object] = {
        "position": campaign.targets.count() + 1, "text": f"Chỉ tiêu {code}", "short_label": f"Chỉ tiêu {code}",
        "unit_kinds": [COMMUNE], "measure": "works", "minimum": 1,
    }  # fmt: skip
    return Target.objects.create(campaign=campaign, code=code, **{**plain, **values})  # type: ignore[arg-type]


def make_targets(campaign: Campaign, units: dict[str, Unit]) -> dict[str, Target]:
    """The nine targets of plan 286 in small, and the registered number beside III.4."""
    houses = {"any": [{"kinds": ["great-unity-house"]}], "state": "verified"}
    welcoming = {"any": [{"groups": ["construction", "project", "task"]}], "occasion": "national-congress"}
    national = "national-congress"

    def day(month: int, number: int, year: int = 2023) -> datetime.date:
        return datetime.date(year, month, number)

    rows = [
        make_target(campaign, "III.1", short_label="Phát động", measure="milestone", unit_kinds=COMMITTEES, share=100,
                    measure_params={"milestone": "launch", "state": "done"}, due_before=day(8, 1, 2024)),
        make_target(campaign, "III.2", short_label="Hoàn thành tốt", measure="rated_years", minimum=2, share=100,
                    unit_kinds=[PROVINCE, DISTRICT, ORG_PROVINCE, ORG_DISTRICT], judged_from=day(1, 1, 2025),
                    measure_params={"milestone": "rating", "years": [2023, 2024]}),
        make_target(campaign, "III.3a", short_label="Nhà đại đoàn kết của huyện", unit_kinds=[DISTRICT], share=100,
                    credited_to="lead_mobiliser", measure_params=houses, measure_unit="house", window_event_key=national),
        make_target(campaign, "III.3b", short_label="Nhà đại đoàn kết của tỉnh", unit_kinds=[PROVINCE], minimum=5,
                    credited_to="lead_mobiliser", measure_params=houses, measure_unit="house", window_event_key=national),
        make_target(campaign, "III.4", short_label="Công trình chào mừng", unit_kinds=COMMITTEES, share=100,
                    credited_to="lead", measure_params={**welcoming, "state": "verified"}, window_event_key=national),
        make_target(campaign, "III.5a", short_label="Mô hình, công trình dân sinh", unit_kinds=[AREA], share=100,
                    credited_to="place", partners_count=True, window_event_key=national,
                    measure_params={"any": [{"groups": ["model"]}, {"daily_life": True}], "state": "verified"}),
        make_target(campaign, "III.5b", short_label="Ngày hội Đại đoàn kết", measure="milestone", unit_kinds=[AREA], share=100,
                    measure_params={"milestone": "festival", "state": "verified"}, late=Target.Late.NOT_COUNTED,
                    window_from=day(11, 1), window_before=day(11, 19), reference_date=day(11, 18)),
        make_target(campaign, "III.6a", short_label="Hội nghị Ban công tác", measure="milestone", unit_kinds=[AREA], share=100,
                    measure_params={"milestone": "conference", "state": "verified"}, late=Target.Late.NOT_COUNTED,
                    window_from=day(10, 1), window_before=day(1, 1, 2024)),
        make_target(campaign, "III.6b", short_label="Đại hội điểm", measure="pilot_congresses", unit_kinds=[DISTRICT], share=100,
                    minimum=None, credited_to="district_of", measure_params={"milestone": "pilot-congress", "in_time": True}),
    ]  # fmt: skip
    targets = {target.code: target for target in rows}
    targets["III.4-registered"] = make_target(
        campaign, "III.4-registered", short_label="Đã đăng ký", unit_kinds=COMMITTEES, credited_to="lead", share=100,
        measure_params={**welcoming, "state": "registered"}, window_event_key=national, companion_of=targets["III.4"],
    )  # fmt: skip
    targets["III.3a-in-place"] = make_target(
        campaign, "III.3a-in-place", short_label="Trên địa bàn", unit_kinds=[DISTRICT], credited_to="place", minimum=0,
        measure_params=houses, measure_unit="house", window_event_key=national, companion_of=targets["III.3a"],
        reading=Target.Reading.SUBTREE, beside=Target.Beside.IN_PLACE,
    )  # fmt: skip
    TargetMinimum.objects.create(
        target=targets["III.6b"], unit=units["district"], minimum=1, source="Kế hoạch của huyện"
    )
    return targets


RATINGS = [
    {"key": "excellent", "label": "Hoàn thành xuất sắc nhiệm vụ", "good": True},
    {"key": "well", "label": "Hoàn thành tốt nhiệm vụ", "good": True},
    {"key": "done", "label": "Hoàn thành nhiệm vụ", "good": False},
]


def make_milestone_kinds(campaign: Campaign) -> dict[str, MilestoneKind]:
    """The milestones plan 286 knows, with their windows."""

    def day(year: int, month: int, number: int) -> datetime.date:
        return datetime.date(year, month, number)

    rows: list[tuple[str, str, str, list[str], dict[str, object]]] = [
        ("launch", "III.1", "Phát động thi đua", [*COMMITTEES, ORG_PROVINCE, ORG_DISTRICT],
         {"settings": {"ways": ["document", "ceremony"], "proof": "none", "verified_above": True}, "due_before": day(2024, 8, 1)}),
        ("festival", "III.5b", "Ngày hội Đại đoàn kết toàn dân tộc", [AREA],
         {"settings": {"proof": "photo", "joint": True, "quality": "tổ chức tốt", "verified_above": True},
          "window_from": day(2023, 11, 1), "window_before": day(2023, 11, 19)}),
        ("conference", "III.6a", "Hội nghị Ban công tác Mặt trận", [AREA],
         {"settings": {"proof": "none", "new_head": True, "verified_above": True},
          "window_from": day(2023, 10, 1), "window_before": day(2024, 1, 1)}),
        ("pilot-congress", "III.6b", "Đại hội điểm cấp xã", [COMMUNE],
         {"settings": {"proof": "document", "prescribed": True, "assigned": True, "verified_above": True, "pilot_of": "congress"}}),
        ("congress", "II.6", "Đại hội MTTQ", COMMITTEES, {"settings": {"proof": "none"}}),
        ("rating", "III.2", "Xếp loại năm", [PROVINCE, DISTRICT, ORG_PROVINCE, ORG_DISTRICT],
         {"settings": {"proof": "document", "years": [2023, 2024], "verified_above": True, "answers": RATINGS}}),
    ]  # fmt: skip
    made = MilestoneKind.objects.bulk_create(
        MilestoneKind(campaign=campaign, key=key, position=number, clause=clause, name=name, unit_kinds=kinds, **more)
        for number, (key, clause, name, kinds, more) in enumerate(rows, start=1)
    )
    return {kind.key: kind for kind in made}


def make_work_kinds() -> dict[str, WorkKind]:
    """A house in five steps, its repair, a road in metres, a piece of work, a model."""

    def step(key: str, label: str, *, photo: bool = False, document: bool = False) -> dict[str, object]:
        return {"key": key, "label": label, "needs_photo": photo, "needs_document": document}

    long = [step("survey", "Khảo sát"), step("approve", "Duyệt"), step("start", "Khởi công"),
            step("complete", "Hoàn thành"), step("hand-over", "Bàn giao", photo=True)]  # fmt: skip
    short = [step("register", "Đăng ký"), step("done", "Hoàn thành", photo=True)]
    house = {
        "group": "construction",
        "measure_unit": "house",
        "has_money": True,
        "is_house": True,
        "steps": long,
        "photos_needed": 2,
    }
    small = {"measure_unit": "piece", "steps": short}
    rows: list[tuple[str, str, dict[str, object]]] = [
        ("great-unity-house", "Nhà đại đoàn kết (xây mới)", {**house, "is_new_build": True}),
        ("great-unity-house-repair", "Nhà đại đoàn kết (sửa chữa)", house),
        ("rural-road", "Đường giao thông nông thôn",
         {**small, "group": "construction", "measure_unit": "metre", "has_money": True, "serves_daily_life": True}),
        ("piece-of-work", "Phần việc", {**small, "group": "task"}),
        ("model", "Mô hình", {**small, "group": "model"}),
    ]  # fmt: skip
    made = WorkKind.objects.bulk_create(
        WorkKind(key=key, position=number, label=label, **more)
        for number, (key, label, more) in enumerate(rows, start=1)
    )
    return {kind.key: kind for kind in made}
