"""Rows of reports: what the unit writes, its leader signs, the level above accepts, and the lists of them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import LEADER, OFFICER, PARENTS, PROVINCE, SEERS, SIGNED_IN, Whos
from tests.scope.world import World, receipt
from tests.scope.world_reports import TO_BEGIN

# Who reads what was never sent: the unit's own people.
OWN: Whos = OFFICER | LEADER


def one(state: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.reports[state].uid, *more])


def of_period(route: str, key: str = TO_BEGIN) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.periods[key].uid])


def act_on(state: str, **more: Any) -> Data:
    return lambda world: {"version": world.reports[state].version, "receipt": receipt(), **more}


def written(state: str, act: str) -> Data:
    typed = {"mood-words": "Đã sửa", "thu.works": "0", "thu.launched": "0", "thu.sessions": "5", "viec": act}
    return act_on(state, **typed)


def begun(world: World) -> str:
    return reverse("desk:report-new", args=[world.periods[TO_BEGIN].uid, world.cast.commune.uid])


LISTS = (
    Row(
        "desk:reports",
        lambda _world: reverse("desk:reports"),
        Look(SEERS, ("Báo cáo hằng quý",), others=200, besides={"former member": 200}),
    ),
    Row(
        "desk:reports-list",
        lambda _world: reverse("desk:reports-list"),
        Look(SEERS, ("Xã Nam Dong",), others=200, hidden=("Xã Nam Dong",)),
    ),
    Row(
        "desk:reports-list",
        lambda world: reverse("desk:reports-list") + f"?don-vi={world.cast.commune.uid}",
        Look(SEERS, ("Xã Nam Dong",)),
        case="of the commune",
    ),
    Row(
        "desk:reports-waiting",
        lambda _world: reverse("desk:reports-waiting"),
        Look(PARENTS, ("Xã Nam Dong",), others=200, hidden=("Xã Nam Dong",)),
    ),
    Row(
        "desk:reports-missing",
        of_period("reports-missing"),
        Look(SEERS, (markers.PHONE,), others=200, besides={"former member": 404}),
    ),
    Row(
        "desk:reports-timeliness",
        lambda _world: reverse("desk:reports-timeliness"),
        Look(SEERS, ("Báo cáo hằng quý",), others=200, besides={"former member": 200}),
    ),
    Row(
        "desk:reports-timeliness",
        lambda world: reverse("desk:reports-timeliness") + f"?don-vi={world.cast.commune.uid}",
        Look(SEERS, ("Xã Nam Dong",)),
        case="of the commune",
    ),
    Row(
        "desk:reports-dates",
        of_period("reports-dates"),
        Look(PROVINCE, ("Công văn minh họa",), forbidden=SIGNED_IN - PROVINCE - {"former member"}),
        Act(
            PROVINCE,
            lambda _world: {"last_day": "25/7/2024", "due_source": "Công văn mới", "receipt": receipt()},
            forbidden=SIGNED_IN - PROVINCE - {"former member"},
        ),
    ),
)
WRITING = (
    Row(
        "desk:report-new",
        begun,
        Look(OFFICER, ("Nam Dong",), forbidden=SEERS - OFFICER),
        Act(OFFICER, lambda _world: {"data_date": "30/6/2024", "receipt": receipt()}, forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:report-edit",
        one("draft", "report-edit"),
        Look(OFFICER, (f"{markers.REPORT} draft",), forbidden=LEADER),
        Act(OFFICER, written("draft", "luu"), forbidden=LEADER),
    ),
    Row(
        "desk:report-edit",
        one("returned", "report-edit"),
        Look(OFFICER, (markers.REASON,), forbidden=SEERS - OFFICER),
        Act(OFFICER, written("returned", "trinh"), forbidden=SEERS - OFFICER),
        case="returned",
    ),
    Row(
        "desk:report-save",
        one("draft", "report-save"),
        None,
        Act(OFFICER, written("draft", ""), forbidden=LEADER, status=200),
    ),
    Row(
        "desk:report-data-date",
        one("draft", "report-data-date"),
        Look(OFFICER, ("Nam Dong",), forbidden=LEADER),
        Act(OFFICER, act_on("draft", data_date="15/7/2024"), forbidden=LEADER),
    ),
    Row(
        "desk:report-sign",
        one("handed", "report-sign"),
        Look(LEADER, (f"{markers.REPORT} handed",), forbidden=OFFICER),
        Act(LEADER, act_on("handed"), forbidden=OFFICER),
    ),
    Row(
        "desk:report-hand-back",
        one("handed", "report-hand-back"),
        Look(LEADER, ("Nam Dong",), forbidden=OFFICER),
        Act(LEADER, act_on("handed", reason="Viết gọn"), forbidden=OFFICER),
    ),
)
READING = (
    Row("desk:report", one("draft", "report"), Look(OWN, (f"{markers.REPORT} draft",)), case="draft"),
    Row("desk:report", one("handed", "report"), Look(OWN, (f"{markers.REPORT} handed",)), case="handed"),
    Row("desk:report", one("sent", "report"), Look(SEERS, (f"{markers.REPORT} sent",))),
    Row("desk:report", one("returned", "report"), Look(SEERS, (markers.REASON,)), case="returned"),
    Row(
        "desk:report-paper",
        one("sent", "report-paper", "docx"),
        Look(SEERS, (f"{markers.REPORT} sent",), slow=True),
    ),
    Row(
        "desk:report-paper",
        one("draft", "report-paper", "docx"),
        Look(OWN, (f"{markers.REPORT} draft",), slow=True),
        case="draft",
    ),
)
DECIDING = (
    Row(
        "desk:report-review",
        one("sent", "report-review"),
        Look(PARENTS, (f"{markers.REPORT} sent",), forbidden=SEERS - PARENTS),
        Act(PARENTS, act_on("sent", viec="nhan"), forbidden=SEERS - PARENTS),
    ),
    Row(
        "desk:report-review",
        one("sent", "report-review"),
        None,
        Act(PARENTS, act_on("sent", viec="tra", reason="Thiếu số liệu"), forbidden=SEERS - PARENTS),
        case="returned",
    ),
    Row(
        "desk:report-unaccept",
        one("accepted", "report-unaccept"),
        Look(PARENTS, ("Nam Dong",), forbidden=SEERS - PARENTS),
        Act(PARENTS, act_on("accepted", reason="Nhận nhầm"), forbidden=SEERS - PARENTS),
    ),
)
ROWS = (*LISTS, *WRITING, *READING, *DECIDING)
