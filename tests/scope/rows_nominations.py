"""Rows of award rounds: guidance, nominations, choice, dossiers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.foundation.core.uploads import pdf, upload
from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import (
    ADMINISTRATORS,
    CHILD,
    LEADER,
    OFFICER,
    PARENT_OFFICER,
    PARENTS,
    PROVINCE,
    SEERS,
    SIGNED_IN,
    Whos,
)
from tests.scope.world import World, receipt
from tests.scope.world_nominations import guidance, own_round

NAMED = (markers.NOMINATED,)
# Rounds are the plan's: everybody whose unit takes part reads them.
PART: Whos = SIGNED_IN - {"former member"}
RUNNER, SIGNER = frozenset({"province officer"}), frozenset({"province leader"})
PARENT_LEADER: Whos = PARENTS - PARENT_OFFICER
# The district's dossiers lie above the commune.
DOSSIERS: Whos = PARENTS | PROVINCE | {"administrator"}
PROPOSES_FOR_NOBODY: Whos = LEADER | ADMINISTRATORS | CHILD | {"parent leader", "province leader", "sister's child"}


def round_at(route: str, number: int, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.campaign, number, *more])


def at(route: str, *args: str, query: str = "") -> Address:
    return lambda _world: reverse(f"desk:{route}", args=args) + query


def of(state: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.nominations[state].uid, *more])


def dossier(state: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.submissions[state].uid, *more])


def act_on(state: str, **more: Any) -> Data:
    return lambda world: {"version": world.nominations[state].version, "receipt": receipt(), **more}


def send_on(state: str, **more: Any) -> Data:
    return lambda world: {"version": world.submissions[state].version, "receipt": receipt(), **more}


def guided(number: int, **more: Any) -> Data:
    return lambda world: {"version": guidance(world, number).version, "receipt": receipt(), **more}


def terms(_world: World) -> dict[str, Any]:
    return {
        "version": 1, "receipt": receipt(), "dossiers_before": "20/8/2024", "works_needed": "3", "comment_days": "10",
        "contact": "", "allotments": "",
    }  # fmt: skip


def notice(_world: World) -> dict[str, Any]:
    return {
        "receipt": receipt(),
        "document": "45/TB-UBND",
        "date": "1/7/2024",
        "kind-1": "front-commune",
        "quota-1": "3",
    }


def writing(world: World) -> str:
    address = reverse("desk:nomination-write", args=[world.campaign, 1, "bang-khen-tinh"])
    return f"{address}?doi_tuong={world.cast.commune.uid}&nguoi=moi"


def written(_world: World) -> dict[str, Any]:
    return {
        "version": 1, "receipt": receipt(), "full_name": "Người mới", "position": "Trưởng ban", "achievement": "Việc tốt",
        "lam": "nhap",
    }  # fmt: skip


def scan(_world: World) -> dict[str, Any]:
    return {"receipt": receipt(), "title": "Biên bản số 3", "upload": upload(pdf(), "bien-ban.pdf")}


def opening(world: World) -> dict[str, Any]:
    return {
        "receipt": receipt(), "round": f"{world.campaign}/1", "form": "form-new",
        "unit": str(world.cast.district.uid),
    }  # fmt: skip


def nominees(world: World) -> dict[str, Any]:
    made = world.submissions["draft"]
    first = made.nominees.select_related("nomination").order_by("position")[0]
    return {"version": made.version, "receipt": receipt(), "nominations": [str(first.nomination.uid)]}


def acts(who: Whos, route: str, state: str, *, sees: Whos = SEERS, look: bool = True, **more: Any) -> Row:
    """An act on a nomination: who may, and who sees it is told who may."""
    rest = sees - who
    shown = Look(who, NAMED, forbidden=rest) if look else None
    return Row(f"desk:{route}", of(state, route), shown, Act(who, act_on(state, **more), forbidden=rest))


def sends(
    who: Whos,
    route: str,
    state: str,
    data: Data | None = None,
    *,
    sees: Whos = DOSSIERS,
    look: bool = False,
    args: tuple[str, ...] = (),
) -> Row:
    """The same of a dossier; drafts are the district's own."""
    rest = sees - who
    shown = Look(who, ("Cư Jút",), forbidden=rest) if look else None
    return Row(f"desk:{route}", dossier(state, route, *args), shown, Act(who, data or send_on(state), forbidden=rest))


def runs(
    route: str, number: int, who: Whos, data: Data, *, told: Whos, look: bool = False, args: tuple[str, ...] = ()
) -> Row:
    shown = Look(who, (), forbidden=told - who) if look else None
    return Row(f"desk:{route}", round_at(route, number, *args), shown, Act(who, data, forbidden=told - who))


ROUNDS = (
    Row("desk:awards", at("awards"), Look(PART, ("Đợt khen thưởng 1",), others=200)),
    Row("desk:round", round_at("round", 1), Look(PART, ("Xã và Ban Công tác Mặt trận", "/HD-MTTQ-BTT"))),
    Row("desk:guidance", round_at("guidance", 1), Look(PART, ("trước ngày 20/8/2024",))),
    Row("desk:guidance", round_at("guidance", 5), Look(PROVINCE, ("Đợt khen thưởng 5",)), case="draft"),
    Row("desk:guidance-file", round_at("guidance-file", 1, "docx"), Look(PART, ("20/8/2024",), slow=True)),
    runs("guidance-edit", 3, RUNNER, terms, told=PART, look=True),
    runs("guidance-submit", 5, RUNNER, guided(5), told=PROVINCE),
    runs("guidance-issue", 2, SIGNER, guided(2), told=PROVINCE),
    runs("guidance-return", 2, SIGNER, guided(2, reason="Sửa"), told=PROVINCE, look=True),
    runs("guidance-close", 1, PROVINCE, guided(1), told=PART),
    runs("guidance-reopen", 4, PROVINCE, guided(4, reason="Bổ sung"), told=PART, look=True),
    runs("quota-notice", 1, PROVINCE, notice, told=PART, look=True, args=("bang-khen-ubnd",)),
    Row(
        "desk:selection",
        round_at("selection", 1, "bang-khen-tinh"),
        Look(PROVINCE, (f"{markers.NOMINATED} waiting",), forbidden=PART - PROVINCE),
    ),
)
# The round of the commune's own plan: its branch takes part, those above look on.
OWN_PART: Whos = SEERS | CHILD
OWN_RUNNERS: Whos = OFFICER | LEADER


def own_round_at(route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.campaign, own_round(world).number, *more])


def own_guided(**more: Any) -> Data:
    return lambda world: {"version": own_round(world).guidance.version, "receipt": receipt(), **more}


OWN_ROUND = (
    Row("desk:round", own_round_at("round"), Look(OWN_PART, (markers.PLAN,)), case="of an own plan"),
    Row("desk:guidance", own_round_at("guidance"), Look(OWN_PART, (markers.PLAN,)), case="of an own plan"),
    Row("desk:guidance-edit", own_round_at("guidance-edit"), Look(OFFICER, (markers.PLAN,), forbidden=OWN_PART - OFFICER),
        # Issued by now: told in a sentence to who writes.
        Act(OFFICER, terms, forbidden=OWN_PART - OFFICER, status=422, writes=False), case="of an own plan"),
    Row("desk:guidance-close", own_round_at("guidance-close"), None,
        Act(OWN_RUNNERS, own_guided(), forbidden=OWN_PART - OWN_RUNNERS), case="of an own plan"),
    Row("desk:selection", own_round_at("selection", "giay-khen-24649-1"),
        Look(OWN_RUNNERS, (f"{markers.NOMINATED} own",), forbidden=OWN_PART - OWN_RUNNERS), case="of an own plan"),
    Row("desk:nomination-select", of("own round", "nomination-select"),
        Look(OWN_RUNNERS, NAMED, forbidden=SEERS - OWN_RUNNERS),
        Act(OWN_RUNNERS, act_on("own round", reason="Xứng đáng"), forbidden=SEERS - OWN_RUNNERS), case="of an own plan"),
)  # fmt: skip
LISTS = (
    Row("desk:nominations", at("nominations"), Look(SEERS, NAMED, others=200)),
    Row("desk:nominations", at("nominations", query="?q=qxdenghi"), Look(SEERS, NAMED, others=200), case="searched"),
    Row(
        "desk:nominations-view",
        at("nominations-view", "can-sua"),
        Look(OFFICER, (f"{markers.NOMINATED} returned",), others=200),
        case="to be mended",
    ),
    Row(
        "desk:nominations-view",
        at("nominations-view", "cho-xac-nhan"),
        Look(LEADER, (f"{markers.NOMINATED} proposed",), others=200),
        case="to be confirmed",
    ),
    Row(
        "desk:nominations-view",
        at("nominations-view", "cho-xem-xet"),
        Look(PARENTS, (f"{markers.NOMINATED} proposed",), others=200),
        case="waiting",
    ),
    Row("desk:submissions", at("submissions"), Look(DOSSIERS, ("Huyện Cư Jút",), others=200)),
)
ENTRY = (
    Row(
        "desk:nomination-new",
        at("nomination-new"),
        Look(
            OFFICER, ("Nam Dong",), forbidden=PROPOSES_FOR_NOBODY | {"former member"}, others=200, hidden=("Nam Dong",)
        ),
    ),
    Row(
        "desk:nomination-write",
        writing,
        Look(OFFICER | PARENT_OFFICER, ("Bằng khen",), forbidden=PROPOSES_FOR_NOBODY),
        Act(OFFICER | PARENT_OFFICER, written, forbidden=PROPOSES_FOR_NOBODY),
    ),
    Row(
        "desk:nomination-edit",
        of("draft", "nomination-edit"),
        Look(OFFICER, NAMED, forbidden=LEADER),
        Act(OFFICER, act_on("draft", achievement="Khác", lam="nhap"), forbidden=LEADER),
    ),
)
ONE = (
    Row("desk:nomination", of("proposed", "nomination"), Look(SEERS, (markers.NOMINATED, markers.WORDS))),
    Row("desk:nomination", of("returned", "nomination"), Look(SEERS, (markers.REASON,)), case="returned"),
    Row("desk:nomination", of("selected", "nomination"), Look(SEERS, (markers.REASON,)), case="selected"),
    Row("desk:nomination", of("draft", "nomination"), Look(OFFICER | LEADER, NAMED), case="draft"),
    Row("desk:nomination", of("withdrawn", "nomination"), Look(SEERS, NAMED), case="withdrawn"),
    Row("desk:nomination-report", of("proposed", "nomination-report", "docx"), Look(SEERS, NAMED, slow=True)),
    Row("desk:submission", dossier("sent", "submission"), Look(DOSSIERS, NAMED)),
    Row("desk:submission", dossier("draft", "submission"), Look(PARENTS, NAMED), case="draft"),
    Row(
        "desk:submission-file",
        dossier("sent", "submission-file", "trich-ngang", "docx"),
        Look(DOSSIERS, NAMED, slow=True),
    ),
)
ACTS = (
    acts(OFFICER, "nomination-propose", "draft", sees=OFFICER | LEADER, look=False),
    acts(LEADER, "nomination-confirm", "proposed"),
    acts(LEADER, "nomination-unconfirm", "confirmed", reason="Sai"),
    acts(PARENTS, "nomination-return", "proposed", reason="Thiếu"),
    acts(OFFICER | PARENTS, "nomination-withdraw", "proposed", reason="Nhầm"),
    acts(PROVINCE, "nomination-select", "waiting", reason="Xứng đáng"),
    acts(PROVINCE, "nomination-release", "selected", reason="Xác minh"),
    acts(PROVINCE, "nomination-reserve", "waiting", look=False),
    acts(PROVINCE, "nomination-unreserve", "reserve", look=False),
)
SENDING = (
    Row("desk:submission-new", at("submission-new"), None, Act(PARENT_OFFICER, opening)),
    sends(PARENT_OFFICER, "submission-nominees", "draft", nominees, sees=PARENTS, look=True),
    sends(PARENTS, "submission-paper", "draft", scan, sees=PARENTS, look=True, args=("council-minutes",)),
    sends(PARENT_OFFICER, "submission-letter", "draft", sees=PARENTS),
    sends(PARENT_LEADER, "submission-sign", "to-sign", sees=PARENTS),
    sends(PARENTS, "submission-send", "ready", sees=PARENTS),
    sends(PROVINCE, "submission-accept", "sent"),
    sends(PROVINCE, "submission-return", "sent", send_on("sent", reason="Thiếu"), look=True),
    sends(PARENTS, "submission-sets", "sent", send_on("sent", sets="1", on="15/7/2024", to="An"), look=True),
)
ROWS = (*ROUNDS, *OWN_ROUND, *LISTS, *ENTRY, *ONE, *ACTS, *SENDING)
