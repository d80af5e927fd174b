"""Rows of milestones, of areas' personal links, and of what is done for areas."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.factories import NOW
from tests.foundation.core.uploads import picture, upload, workbook
from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import ADMINISTRATORS, CHILD, LEADER, OFFICER, PARENT_OFFICER, PARENTS, SEERS, SIGNED_IN, Whos
from tests.scope.world import World, receipt
from thidua.foundation.accounts.terms import people_at

# Who has no unit in the campaign is told that there is none.
GONE = {"former member": 404}
# Roles that enter no milestones.
ENTERS_NOTHING: Whos = LEADER | ADMINISTRATORS | {"parent leader", "province leader"}
AREA_NAME = "Buôn Nui"


def one(name: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.milestones[name].uid, *more])


def place(route: str, kind: str, unit: str = "commune") -> Address:
    """A milestone of a unit by its kind, before or after there is a record."""
    return lambda world: reverse(f"desk:{route}", args=[world.campaign, kind, 0, world.cast.units[unit].uid])


def act_on(name: str, **more: Any) -> Data:
    return lambda world: {"version": world.milestones[name].version, "receipt": receipt(), **more}


def shots(_world: World) -> dict[str, Any]:
    return {"receipt": receipt(), "upload": upload(picture(40, 30), "anh.jpg")}


def grid_data(world: World) -> dict[str, Any]:
    """The grid as it stands, and a day for the conference of the commune's first area typed into it."""
    people, conference = world.cast, world.cast.milestone_kinds["conference"].pk
    known = [world.milestones["festival"], world.milestones["conference"]]
    cells = {f"{row.unit_id}-{row.kind_id}-0": row for row in known}
    head = f"{people.area_two.pk}-{conference}-0"
    return {
        **{f"ngay-{cell}": f"{row.done_date:%d/%m/%Y}" for cell, row in cells.items()},
        f"ten-{head}": markers.HEAD,
        f"dt-{head}": markers.HEAD_PHONE,
        f"ngay-{people.area.pk}-{conference}-0": "5/12/2023",
        "version": ",".join(f"{cell}:{row.version}" for cell, row in cells.items()),
    }


def row_photo(world: World) -> dict[str, Any]:
    return {"khu": f"khu-{world.cast.area.pk}", "upload": upload(picture(40, 30), "anh.jpg"), "receipt": receipt()}


def term_data(world: World) -> dict[str, Any]:
    """Whoever the area's head is: one who leaves, one who comes."""
    (one,) = people_at(world.cast.area, on=NOW.date())
    return {"on": f"{NOW:%d/%m/%Y}", f"o-{one.key}": "thoi", f"ten-{one.key}": "Trưởng ban mới", "receipt": receipt()}


def schedule_data(world: World) -> dict[str, Any]:
    key = world.cast.commune.pk
    return {f"ngay-{key}": "22/8/2024", f"diem-{key}": "1", f"han-{key}": "31/8/2024", f"vb-{key}": "Kế hoạch mới"}


def sheet_data(world: World) -> dict[str, Any]:
    key = world.cast.area.pk
    return {f"chon-{key}": "1", f"ten-{key}": "Trưởng ban mới", "receipt": receipt()}


def list_form(_world: World) -> dict[str, Any]:
    rows = [["Đơn vị", "Mốc việc", "Ngày làm"], [AREA_NAME, "Ngày hội", "12/11/2023"]]
    return {"upload": upload(workbook(rows), "moc.xlsx"), "receipt": receipt()}


def checked_list(file: str) -> Address:
    return lambda world: reverse("desk:milestones-import-check", args=[world.campaign, world.files[file].uid])


def area(route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.cast.area.uid])


def proof_off(name: str, file: str) -> Address:
    return lambda world: reverse(
        "desk:milestone-proof-remove", args=[world.milestones[name].uid, world.files[file].uid]
    )


def link_form(_world: World) -> dict[str, Any]:
    return {"sort": "article", "title": "Phát động", "address": f"https://bao.vn/{receipt()}", "receipt": receipt()}


def link_off(name: str) -> Address:
    return lambda world: reverse(
        "desk:milestone-link-remove", args=[world.milestones[name].uid, world.links["milestone link"].uid]
    )


def queried(query: str) -> Address:
    return lambda _world: reverse("desk:milestones") + query


def in_campaign(route: str, *more: Any) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.campaign, *more])


LISTS = (
    Row("desk:milestones", queried(""), Look(SEERS, ("Phát động thi đua",), others=200, besides=GONE)),
    Row(
        "desk:milestones",
        queried("?moc=launch"),
        Look(SEERS, (markers.NUMBER,), others=200, besides=GONE),
        case="of a kind",
    ),
    Row(
        "desk:milestones",
        queried("?q=nam+dong"),
        Look(SEERS, ("Xã Nam Dong",), others=200, besides=GONE, hidden=("Xã Nam Dong",)),
        case="searched",
    ),
    Row("desk:milestones-own", lambda _world: reverse("desk:milestones-own"),
        Look(OFFICER | LEADER, ("Nam Dong",), others=200, besides=GONE, hidden=("xã Nam Dong",))),
    Row(
        "desk:milestones-unit",
        lambda world: reverse("desk:milestones-unit", args=[world.cast.commune.uid]),
        Look(SEERS, ("Nam Dong", "Phát động thi đua")),
    ),
    Row(
        "desk:milestones-missing",
        in_campaign("milestones-missing", "congress", 0),
        Look(SEERS, (markers.PHONE,), others=200, besides=GONE),
    ),
    Row(
        "desk:milestones-waiting",
        lambda _world: reverse("desk:milestones-waiting"),
        Look(PARENTS, ("Xã Nam Dong",), others=200, hidden=("Xã Nam Dong",)),
    ),
    Row(
        "desk:milestones-calendar",
        lambda _world: reverse("desk:milestones-calendar"),
        Look(SEERS, ("Xã Nam Dong",), others=200, besides=GONE, hidden=("Xã Nam Dong",)),
    ),
)  # fmt: skip
ENTRY = (
    Row(
        "desk:milestone-report",
        place("milestone-report", "launch"),
        Look(OFFICER, (markers.NOTE,), forbidden=SEERS - OFFICER),
        Act(OFFICER, act_on("launch", done_date="3/7/2024", way="ceremony"), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:milestone-report",
        place("milestone-report", "festival", "area"),
        Look(OFFICER | CHILD, (markers.AREA_NOTE,), forbidden=SEERS - OFFICER),
        Act(OFFICER | CHILD, act_on("festival", done_date="13/11/2023"), forbidden=SEERS - OFFICER),
        case="of an area",
    ),
    Row(
        "desk:milestone-plan",
        place("milestone-plan", "congress"),
        Look(OFFICER, ("20/8/2024",), forbidden=SEERS - OFFICER),
        Act(OFFICER, act_on("congress", planned_date="21/8/2024"), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:milestones-assign",
        in_campaign("milestones-assign", "pilot-congress"),
        Look(PARENT_OFFICER, (markers.PRESCRIBED,), others=200, besides=GONE),
        # Who has no units below is told that the commune is none of his.
        Act(PARENT_OFFICER, schedule_data, others=422, besides=GONE),
    ),
    Row(
        "desk:milestones-assign-save",
        in_campaign("milestones-assign-save", "pilot-congress"),
        None,
        Act(PARENT_OFFICER, schedule_data, others=422, besides=GONE, status=200),
    ),
)
NO_AREAS: Whos = SIGNED_IN - OFFICER - {"sister", "former member"}
FOR_AREAS = (
    Row(
        "desk:milestones-grid",
        in_campaign("milestones-grid"),
        Look(
            OFFICER, (AREA_NAME, markers.HEAD), forbidden=NO_AREAS, besides={"sister": 200} | GONE, hidden=(AREA_NAME,)
        ),
        # The sister's own grid knows no other area: she is told, and hers is saved as it was.
        Act(OFFICER, grid_data, forbidden=NO_AREAS, besides={"sister": 422} | GONE),
    ),
    Row(
        "desk:milestones-grid-save",
        in_campaign("milestones-grid-save"),
        None,
        Act(OFFICER, grid_data, forbidden=NO_AREAS, besides={"sister": 422} | GONE, status=200),
    ),
    Row(
        "desk:milestones-grid-photos",
        in_campaign("milestones-grid-photos"),
        None,
        Act(OFFICER, row_photo, forbidden=NO_AREAS, besides=GONE, status=200),
    ),
    Row(
        "desk:milestones-import",
        in_campaign("milestones-import"),
        Look(OFFICER, ("danh sách",), forbidden=ENTERS_NOTHING, others=200, besides=GONE),
        # A list is its sender's own; it is judged by what he may enter on the next page.
        Act(SIGNED_IN - ENTERS_NOTHING - set(GONE), list_form, forbidden=ENTERS_NOTHING, besides=GONE),
    ),
    Row(
        "desk:milestones-import-template",
        in_campaign("milestones-import-template"),
        Look(OFFICER, (AREA_NAME,), others=200, besides=GONE, hidden=(AREA_NAME, "Nam Dong")),
    ),
    Row(
        "desk:milestones-import-check",
        checked_list("own list of milestones"),
        Look(OFFICER, (markers.LISTED,)),
        Act(OFFICER, lambda _world: {"receipt": receipt(), "version": "1"}),
    ),
    Row(
        "desk:area-links",
        lambda _world: reverse("desk:area-links"),
        Look(OFFICER, (markers.HOLDER,), forbidden=SIGNED_IN - OFFICER - {"sister"}, besides={"sister": 200}),
    ),
    Row(
        "desk:unit-term",
        area("unit-term"),
        Look(OFFICER, ("Ngày đại hội, hội nghị",), forbidden=(SEERS | CHILD) - OFFICER),
        Act(OFFICER, term_data, forbidden=(SEERS | CHILD) - OFFICER, status=200),
    ),
    Row(
        "desk:area-links-sheet",
        lambda _world: reverse("desk:area-links-sheet"),
        Look(
            OFFICER,
            (AREA_NAME, markers.AREA_PHONE),
            forbidden=SIGNED_IN - OFFICER - {"sister"},
            besides={"sister": 200},
            hidden=(AREA_NAME,),
        ),
        # The sister's own page knows no area of another commune: nobody is chosen.
        Act(OFFICER, sheet_data, forbidden=SIGNED_IN - OFFICER - {"sister"}, besides={"sister": 422}, status=200),
    ),
    Row(
        "desk:area-link",
        area("area-link"),
        Look(OFFICER, (markers.AREA_PHONE,), forbidden=(SEERS | CHILD) - OFFICER),
        Act(
            OFFICER,
            lambda _world: {"full_name": "Trưởng ban mới", "phone": "", "receipt": receipt()},
            forbidden=(SEERS | CHILD) - OFFICER,
            status=200,
        ),
    ),
    Row(
        "desk:area-link-revoke",
        area("area-link-revoke"),
        None,
        Act(OFFICER, lambda _world: {}, forbidden=(SEERS | CHILD) - OFFICER),
    ),
)
ONE = (
    Row("desk:milestone", one("launch", "milestone"), Look(SEERS, (markers.NOTE, markers.NUMBER))),
    Row(
        "desk:milestone",
        one("festival", "milestone"),
        Look(SEERS | CHILD, (markers.AREA_NOTE,)),
        case="of an area",
    ),
    Row(
        "desk:milestone-confirm",
        one("launch", "milestone-confirm"),
        None,
        Act(PARENTS, act_on("launch"), forbidden=SEERS - PARENTS),
    ),
    Row(
        "desk:milestone-return",
        one("launch", "milestone-return"),
        Look(PARENTS, ("Nam Dong",), forbidden=SEERS - PARENTS),
        Act(PARENTS, act_on("launch", reason="Thiếu văn bản"), forbidden=SEERS - PARENTS),
    ),
    Row(
        "desk:milestone-withdraw",
        one("launch", "milestone-withdraw"),
        None,
        Act(OFFICER, act_on("launch"), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:milestone-proof",
        one("launch", "milestone-proof"),
        None,
        Act(OFFICER, shots, forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:milestone-proof-remove",
        proof_off("launch", "proof"),
        None,
        Act(OFFICER, lambda _world: {}, forbidden=SEERS - OFFICER),
        crossed=(proof_off("sister's", "proof"), proof_off("launch", "sister's proof")),
    ),
    Row(
        "desk:milestone-link", one("launch", "milestone-link"), None, Act(OFFICER, link_form, forbidden=SEERS - OFFICER)
    ),
    Row(
        "desk:milestone-link-remove",
        link_off("launch"),
        None,
        Act(OFFICER, lambda _world: {}, forbidden=SEERS - OFFICER),
        crossed=(link_off("sister's"),),
    ),
)
ROWS = (*LISTS, *ENTRY, *FOR_AREAS, *ONE)
