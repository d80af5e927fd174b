"""Rows of funds: read by the branch, written by the unit's officer, closed by its leader, printed by both."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.foundation.core.uploads import upload, workbook
from tests.scope import markers, world_funds
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import ADMINISTRATORS, LEADER, OFFICER, PARENT_OFFICER, PARENTS, PROVINCE, SEERS, Whos
from tests.scope.world import World, receipt

# Who keeps no committee's fund is told who does.
KEEPS_NONE: Whos = (
    LEADER | ADMINISTRATORS | {"parent leader", "province leader", "former member", "child", "sister's child"}
    | {"organization", "linked organization"}
)  # fmt: skip
DISTRICT: Whos = PARENTS | PROVINCE | {"administrator"}
FAR_DISTRICT: Whos = PROVINCE | ADMINISTRATORS | {"far district"}
TELLERS: Whos = OFFICER | PARENT_OFFICER | {"province officer", "far district", "sister"}
OWN: Whos = OFFICER | LEADER


def at(route: str, query: str = "") -> Address:
    return lambda _world: reverse(f"desk:{route}") + query


def of_fund(route: str, unit: str = "commune") -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world_funds.fund(world, unit).uid])


def of_entry(route: str, kind: str, *more: str, unit: str = "commune") -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world_funds.entry(world, kind, unit).uid, *more])


def of_month(route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world_funds.month(world).uid])


def of_letters(world: World) -> str:
    return reverse("desk:fund-letters-package", args=[world_funds.letters(world).uid])


def of_donor(world: World) -> str:
    return reverse("desk:fund-donor", args=[world_funds.donor(world).uid])


def sending(**more: Any) -> Data:
    return lambda _world: {"receipt": receipt(), **more}


def on_month(**more: Any) -> Data:
    return lambda world: {"receipt": receipt(), "version": world_funds.month(world).version, **more}


def opening(world: World) -> dict[str, Any]:
    """The province's fund: the commune has its own."""
    unit = str(world.cast.province.uid)
    return {"receipt": receipt(), "unit": unit, "manner": "ledger", "opens_on": "1/7/2024", "opening": "5 triệu"}


MONEY = {"day": "2/7/2024", "amount": "1.000.000", "what": "tien"}


def book_form(world: World) -> dict[str, Any]:
    rows = [["Ngày", "Người ủng hộ", "Số thu"], ["4/7/2024", "Công ty mới", 1_000_000]]
    return {"upload": upload(workbook(rows), "so-quy.xlsx"), "receipt": receipt()}


def checked_book(world: World) -> str:
    fund = world_funds.fund(world, "commune")
    return reverse("desk:fund-import-check", args=[fund.uid, world.files["own fund list"].uid])


def written(route: str, **more: Any) -> Row:
    """What the unit's officer writes; everybody else who sees the fund is told who does."""
    rest = SEERS - OFFICER
    return Row(
        f"desk:{route}", of_fund(route), Look(OFFICER, ("Nam Dong",), forbidden=rest),
        Act(OFFICER, sending(**MONEY, **more), forbidden=rest),
    )  # fmt: skip


ROWS = (
    Row("desk:funds", at("funds"), Look(SEERS, (markers.MONEY,), others=200)),
    Row(
        "desk:fund-new",
        at("fund-new"),
        Look(OFFICER, ("Nam Dong",), forbidden=KEEPS_NONE, others=200, hidden=("Nam Dong",)),
        Act(frozenset({"province officer"}), opening, forbidden=KEEPS_NONE, others=422),
    ),
    Row("desk:fund-entries", at("fund-entries"), Look(SEERS, (markers.DONOR, markers.WORDS), others=200)),
    Row(
        "desk:fund-entries",
        lambda world: reverse("desk:fund-entries") + f"?quy={world_funds.fund(world, 'commune').uid}",
        Look(SEERS, (markers.DONOR,)),
        case="of the commune",
    ),
    Row("desk:fund-donors", at("fund-donors"), Look(SEERS, (markers.DONOR,), others=200)),
    Row(
        "desk:fund-donors",
        at("fund-donors", f"?q={markers.DONOR.lower()}"),
        Look(SEERS, (markers.DONOR,), others=200),
        case="searched",
    ),
    Row(
        "desk:fund-donor",
        of_donor,
        Look(OFFICER, (markers.DONOR,), forbidden=SEERS - OFFICER),
        Act(OFFICER, sending(version="1", name="Tên mới", sort="body"), forbidden=SEERS - OFFICER),
    ),
    Row("desk:fund", of_fund("fund"), Look(SEERS, (markers.MONEY,))),
    Row("desk:fund-entry", of_entry("fund-entry", "donation"), Look(SEERS, (markers.DONOR,)), case="gift"),
    Row("desk:fund-entry", of_entry("fund-entry", "spending"), Look(SEERS, (markers.WORDS,)), case="spending"),
    Row(
        "desk:fund-correct",
        of_entry("fund-correct", "donation"),
        Look(OFFICER, ("20.000.000",), forbidden=SEERS - OFFICER),
        Act(OFFICER, sending(reason="Nhầm"), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:fund-receive",
        of_entry("fund-receive", "transfer-out", unit="district"),
        Look(OFFICER, ("1.000.000",), forbidden=SEERS - OFFICER),
        Act(OFFICER, sending(day="3/7/2024"), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:fund-paper",
        of_entry("fund-paper", "donation", "phieu", "docx"),
        Look(OWN, (markers.DONOR,), forbidden=SEERS - OWN),
    ),
    Row(
        "desk:fund-letters",
        of_fund("fund-letters"),
        Look(OWN, ("Thư gửi người ủng hộ",), forbidden=SEERS - OWN),
        Act(OWN, sending(month="2024-07-01", paper="thu-cam-on", ending="pdf"), forbidden=SEERS - OWN),
    ),
    # They bear donors' names: whoever did not ask for them is not told that they are there.
    Row("desk:fund-letters-package", of_letters, Look(OFFICER)),
    Row("desk:fund-month", of_month("fund-month"), Look(SEERS, (markers.MONEY, f"{markers.FILE}-quy.pdf"))),
    Row("desk:fund-close", of_month("fund-close"), None, Act(LEADER, on_month(), forbidden=SEERS - LEADER)),
    Row(
        "desk:fund-return",
        of_month("fund-return"),
        Look(LEADER, forbidden=SEERS - LEADER),
        Act(LEADER, on_month(reason="Thiếu phiếu"), forbidden=SEERS - LEADER),
    ),
    Row(
        "desk:fund-import",
        of_fund("fund-import"),
        Look(OFFICER, ("Nam Dong",), forbidden=SEERS - OFFICER),
        Act(OFFICER, book_form, forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:fund-import-template",
        of_fund("fund-import-template"),
        Look(OFFICER, ("Quà Tết",), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:fund-import-check",
        checked_book,
        Look(OFFICER, (markers.LISTED,), forbidden=SEERS - OFFICER),
        Act(OFFICER, sending(), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:fund-months-import",
        at("fund-months-import"),
        Look(TELLERS, ("Nhập số liệu tháng",), forbidden=KEEPS_NONE),
        Act(TELLERS, book_form, forbidden=KEEPS_NONE),
    ),
    Row(
        "desk:fund-months-template",
        at("fund-months-template"),
        Look(TELLERS, ("Số liệu tháng",), forbidden=KEEPS_NONE),
    ),
    Row(
        "desk:fund-months-import-check",
        lambda world: reverse("desk:fund-months-import-check", args=[world.files["far month list"].uid]),
        Look(frozenset({"far district"}), ("Đắk Mil",), forbidden=KEEPS_NONE),
        Act(frozenset({"far district"}), sending(), forbidden=KEEPS_NONE),
    ),
    Row("desk:imports", at("imports"), Look(OFFICER, (markers.LISTED,), others=200, hidden=(markers.LISTED,))),
    Row(
        "desk:import-back",
        lambda world: reverse("desk:import-back", args=[world.taken.uid]),
        None,
        Act(OFFICER, sending()),
    ),
    written("fund-income", kind="donation"),
    written("fund-spending", purpose="gifts", household="Hộ ông A"),
    written("fund-send", counterpart="Quỹ tỉnh bạn"),
    written("fund-outside", counterpart="Quỹ trung ương"),
    Row(
        "desk:fund-bring",
        of_fund("fund-bring", "district"),
        Look(PARENT_OFFICER, ("Cư Jút",), forbidden=DISTRICT - PARENT_OFFICER),
        Act(PARENT_OFFICER, sending(), forbidden=DISTRICT - PARENT_OFFICER),
    ),
    Row(
        "desk:fund-manner",
        of_fund("fund-manner", "far_district"),
        Look(frozenset({"far district"}), ("Đắk Mil",), forbidden=FAR_DISTRICT - {"far district"}),
        Act(
            frozenset({"far district"}),
            sending(manner="ledger", version="1"),
            forbidden=FAR_DISTRICT - {"far district"},
        ),
    ),
)
