"""Rows of works."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.foundation.core.uploads import picture, upload, workbook
from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import ADMINISTRATORS, LEADER, OFFICER, PARENTS, PROVINCE, SEERS, Whos
from tests.scope.world import World, receipt

# Who enters for nobody is told who does; others may enter, for their own units only.
ENTERS_NOTHING: Whos = LEADER | ADMINISTRATORS | {"parent leader", "province leader", "former member"}
LISTED = (markers.WORK,)


def of(state: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.works[state].uid, *more])


def at(route: str, query: str = "") -> Address:
    return lambda world: reverse(f"desk:{route}") + query


def act_on(state: str, **more: Any) -> Data:
    """Version and receipt, as every form sends them."""
    return lambda world: {"version": world.works[state].version, "receipt": receipt(), **more}


def work_form(name: str) -> Data:
    """A piece of work of the commune, as its form sends it."""
    return lambda world: {
        "name": name, "unit": str(world.cast.commune.uid), "quantity": "1", "campaigns": [world.campaign],
        "receipt": receipt(), "version": world.works["registered"].version if world.works else 1,
    }  # fmt: skip


def photos_form(role: str) -> Data:
    return lambda world: {"role": role, "receipt": receipt(), "photos": upload(picture(40, 30), "anh.jpg")}


def link_form(_world: World) -> dict[str, Any]:
    return {"sort": "article", "title": "Trao nhà", "address": f"https://bao.vn/{receipt()}", "receipt": receipt()}


def link_off(work: str, link: str) -> Address:
    return lambda world: reverse("desk:work-link-remove", args=[world.works[work].uid, world.links[link].uid])


def completion(world: World) -> dict[str, Any]:
    work = world.works["noted"]
    shot = upload(picture(40, 30), "anh.jpg")
    return {"version": work.version, "receipt": receipt(), "done_date": "28/6/2024", "photos": shot}


def list_form(world: World) -> dict[str, Any]:
    rows = [["Tên công trình", "Loại", "Số lượng"], ["Việc mới", "Phần việc", 1]]
    file = upload(workbook(rows), "danh-sach.xlsx")
    return {"unit": str(world.cast.commune.uid), "campaign": world.campaign, "upload": file, "receipt": receipt()}


def checked_list(world: World, file: str = "own list of works") -> str:
    unit = world.cast.commune
    return reverse("desk:works-import-check", args=[world.files[file].uid, unit.uid, world.campaign])


def photo_off(work: str, photo: str) -> Address:
    return lambda world: reverse("desk:work-photo-remove", args=[world.works[work].uid, world.files[photo].uid])


def lead(route: str, state: str, *, data: Data, look: bool = True, args: tuple[str, ...] = (), case: str = "") -> Row:
    """What the lead unit's officer does; everybody else who sees the work is told who does."""
    rest = SEERS - OFFICER
    shown = Look(OFFICER, LISTED, forbidden=rest) if look else None
    return Row(f"desk:{route}", of(state, route, *args), shown, Act(OFFICER, data, forbidden=rest), case)


def above(route: str, state: str, *, data: Data, look: bool = True) -> Row:
    """What the level above decides."""
    rest = SEERS - PARENTS
    shown = Look(PARENTS, LISTED, forbidden=rest) if look else None
    return Row(f"desk:{route}", of(state, route), shown, Act(PARENTS, data, forbidden=rest))


LISTS = (
    Row("desk:works", at("works"), Look(SEERS, LISTED, others=200)),
    Row("desk:works", at("works", "?q=" + markers.WORK.lower()), Look(SEERS, LISTED, others=200), case="searched"),
    Row(
        "desk:works",
        lambda world: reverse("desk:works") + f"?don-vi={world.cast.commune.uid}",
        Look(SEERS, LISTED),
        case="of the commune",
    ),
    Row(
        "desk:works-view",
        lambda _world: reverse("desk:works-view", args=["cho-ghi-nhan"]),
        Look(PARENTS, (f"{markers.WORK} registered",), others=200),
        case="waiting to be noted",
    ),
    Row(
        "desk:works-view",
        lambda _world: reverse("desk:works-view", args=["can-sua"]),
        Look(OFFICER, (f"{markers.WORK} returned", f"{markers.WORK} draft"), others=200),
        case="to be mended",
    ),
)
ENTRY = (
    Row(
        "desk:work-new",
        at("work-new", "?loai=piece-of-work"),
        # An organization's works may serve the places of the committee it belongs to, so those are offered to it too.
        Look(OFFICER, ("Nam Dong",), forbidden=ENTERS_NOTHING, others=200),
        Act(OFFICER, work_form("Việc mới"), forbidden=ENTERS_NOTHING, others=422),
    ),
    Row(
        "desk:works-import",
        at("works-import"),
        Look(OFFICER, ("Nam Dong",), forbidden=ENTERS_NOTHING, others=200, hidden=("Nam Dong",)),
        Act(OFFICER, list_form, forbidden=ENTERS_NOTHING, others=422),
    ),
    Row(
        "desk:works-template",
        at("works-template"),
        Look(OFFICER, ("Nam Dong",), forbidden=ENTERS_NOTHING, others=200, hidden=("Nam Dong",)),
    ),
    Row(
        "desk:works-import-check",
        checked_list,
        Look(OFFICER, (markers.LISTED,)),
        Act(OFFICER, lambda _world: {"receipt": receipt(), "version": "1"}),
        crossed=(lambda world: checked_list(world, "sister's list of works"),),
    ),
    Row(
        "desk:work-edit",
        of("registered", "work-edit"),
        Look(OFFICER, (markers.WORK, markers.WORDS), forbidden=SEERS - OFFICER),
        Act(OFFICER, work_form("Tên mới"), forbidden=SEERS - OFFICER),
    ),
)
ONE = (
    Row("desk:work", of("registered", "work"), Look(SEERS, (markers.WORK, markers.WORDS, f"{markers.FILE}.pdf"))),
    Row("desk:work", of("house", "work"), Look(SEERS, (markers.WORK, markers.WORDS, markers.MONEY, "Hộ nghèo")), case="with money"),
    Row("desk:work", of("returned", "work"), Look(SEERS, (markers.WORK, markers.REASON)), case="returned"),
    Row("desk:work", of("draft", "work"), Look(OFFICER, LISTED), case="draft"),
    Row("desk:work", of("cancelled", "work"), Look(SEERS, LISTED), case="withdrawn"),
    Row("desk:work", of("published", "work"), Look(SEERS, LISTED), case="published"),
)  # fmt: skip
ACTS = (
    Row("desk:work-send", of("draft", "work-send"), None, Act(OFFICER, act_on("draft")), case="draft"),
    lead("work-send", "returned", data=act_on("returned"), look=False, case="returned"),
    above("work-note", "registered", data=act_on("registered"), look=False),
    above("work-verify", "done", data=act_on("done")),
    above("work-unverify", "verified", data=act_on("verified", reason="Nhầm")),
    above("work-return", "registered", data=act_on("registered", reason="Thiếu ảnh")),
    lead("work-cancel", "registered", data=act_on("registered", reason="Nhầm")),
    lead("work-restore", "cancelled", data=act_on("cancelled"), look=False),
    lead("work-step", "house", data=act_on("house", done_date="1/3/2024"), args=("survey",)),
    lead("work-complete", "noted", data=completion),
    lead("work-photos", "registered", data=photos_form("before")),
    Row(
        "desk:work-photo-remove",
        photo_off("registered", "registered photo"),
        None,
        Act(OFFICER, lambda _world: {}, forbidden=SEERS - OFFICER),
        crossed=(photo_off("sister's", "registered photo"), photo_off("registered", "sister's photo")),
    ),
    lead("work-link", "registered", data=link_form, look=False),
    Row(
        "desk:work-link-remove",
        link_off("registered", "work link"),
        None,
        Act(OFFICER, lambda _world: {}, forbidden=SEERS - OFFICER),
        crossed=(link_off("sister's", "work link"),),
    ),
)


def beside(route: str, one: str, other: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.works[one].uid, world.works[other].uid])


def merging(world: World) -> dict[str, Any]:
    kept = str(world.works["registered"].uid)
    return {"act": "merge", "kept": kept, "money": "own", "receipt": receipt(), "version": "1"}


def undoing(world: World) -> dict[str, Any]:
    assert world.merged is not None
    return {"reason": "Nhầm", "receipt": receipt(), "version": world.merged.version}


def scanned(world: World) -> dict[str, Any]:
    told = {"number": "77", "date": "28/6/2024", "name": "Y Hùng Êban", "title": "Trưởng ban"}
    scan = upload(picture(40, 30), "quyet-dinh.jpg")
    return {**told, "scan": scan, "receipt": receipt(), "version": world.works["paper"].version}


def printed(ending: str) -> Address:
    return lambda world: reverse(
        "desk:works-paper-file", args=["ban-dang-ky", world.cast.commune.uid, world.campaign, ending]
    )


OFFERING, DECIDING, SIGNING = OFFICER | PARENTS, PARENTS | PROVINCE, OFFICER | LEADER
LIFE = (
    above("work-ask", "registered", data=act_on("registered", question="Trồng ở đâu?")),
    lead("work-answer", "asked", data=act_on("asked", answer="Dọc đường.")),
    Row(
        "desk:work-offer",
        of("verified", "work-offer"),
        Look(OFFERING, LISTED, forbidden=SEERS - OFFERING),
        Act(OFFERING, act_on("verified", note="Đẹp"), forbidden=SEERS - OFFERING),
    ),
    Row("desk:doubles", at("doubles"), Look(SEERS, LISTED, others=200)),
    Row(
        "desk:doubles-view",
        lambda _world: reverse("desk:doubles-view", args=["cho-toi"]),
        Look(PARENTS, LISTED, others=200),
    ),
    Row(
        "desk:double",
        beside("double", "registered", "twin"),
        Look(SEERS, LISTED),
        Act(DECIDING, merging, forbidden=SEERS - DECIDING),
        crossed=(beside("double", "registered", "sister's"), beside("double", "sister's", "registered")),
    ),
    Row(
        "desk:double-undo",
        beside("double-undo", "kept", "given"),
        Look(DECIDING, LISTED, forbidden=SEERS - DECIDING),
        Act(DECIDING, undoing, forbidden=SEERS - DECIDING),
        crossed=(beside("double-undo", "kept", "sister's"),),
    ),
)
PAPERS = (
    Row(
        "desk:works-print",
        lambda world: reverse("desk:works-print") + f"?don-vi={world.cast.commune.uid}",
        Look(SEERS, ("Nam Dong",)),
    ),
    Row("desk:works-paper-file", printed("docx"), Look(SEERS, slow=True)),
    Row("desk:work-paper", of("signed", "work-paper", "approve"), Look(SEERS, LISTED)),
    Row("desk:work-paper-file", of("signed", "work-paper-file", "approve", "docx"), Look(SEERS, slow=True)),
    Row(
        "desk:work-paper-sign",
        of("paper", "work-paper-sign", "approve"),
        Look(LEADER, LISTED, forbidden=SEERS - LEADER),
        Act(LEADER, act_on("paper", title="Trưởng ban"), forbidden=SEERS - LEADER),
    ),
    Row(
        "desk:work-paper-record",
        of("paper", "work-paper-record", "approve"),
        Look(SIGNING, LISTED, forbidden=SEERS - SIGNING),
        Act(SIGNING, scanned, forbidden=SEERS - SIGNING),
    ),
    Row(
        "desk:work-paper-revoke",
        of("signed", "work-paper-revoke", "approve"),
        Look(LEADER, LISTED, forbidden=SEERS - LEADER),
        Act(LEADER, act_on("signed", reason="Sai"), forbidden=SEERS - LEADER),
    ),
)
ROWS = (*LISTS, *ENTRY, *ONE, *ACTS, *LIFE, *PAPERS)
