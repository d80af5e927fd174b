"""Rows of the other pages of the desk: one's tasks, search, plans, progress, publications, administration."""

from __future__ import annotations

from django.urls import reverse

from tests.scope import markers
from tests.scope.matrix import Act, Address, Look, Row
from tests.scope.people import ADMINISTRATORS, LEADER, OFFICER, PARENTS, PROVINCE, SEERS, SIGNED_IN
from tests.scope.world import World, receipt


def plan(name: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.plans[name].uid, *more])


def board(route: str, *more: str) -> Address:
    """The commune's place in the campaign."""
    return lambda world: reverse(f"desk:{route}", args=more) + f"?dot={world.campaign}&don-vi={world.cast.commune.uid}"


def figure(route: str, code: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.campaign, world.cast.commune.uid, code])


def only_receipt(_world: World) -> dict[str, str]:
    return {"receipt": receipt()}


def event(_world: World) -> dict[str, str]:
    return {"date": "16/10/2024", "source": "Thông báo số 1", "receipt": receipt()}


ONESELF = (
    # The commune's works in hand to who enters them; the others read of their own.
    Row("desk:away-forms", lambda _world: reverse("desk:away-forms"), Look(OFFICER, (markers.WORK,), others=200)),
    Row("desk:home", lambda _world: reverse("desk:home"), Look(OFFICER | PARENTS, (markers.WORK,), others=200)),
    Row(
        "desk:search",
        lambda _world: reverse("desk:search") + "?q=" + markers.WORK.lower(),
        # The words asked for are repeated; the works themselves are named with a capital.
        Look(SEERS, (markers.WORK,), others=200),
        case="for a work",
    ),
    Row(
        "desk:search",
        lambda _world: reverse("desk:search") + "?q=buon+nui",
        Look(SEERS, ("Buôn Nui",), others=200, hidden=("Buôn Nui",)),
        case="for a unit",
    ),
)
# The campaign's own body, areas, and who works for nobody.
WRITES_PLANS = OFFICER | {
    "parent officer", "province officer", "sister", "far district", "organization", "linked organization",
}  # fmt: skip
WRITES_NO_PLAN = PROVINCE | {"administrator", "child", "sister's child", "former member"}
PREPARES = SIGNED_IN - {"child", "sister's child", "former member"}
PASTED = "ỦY BAN NHÂN DÂN\nSố: 5/KH-UBND\nKẾ HOẠCH\nThi đua\nI. CHỈ TIÊU\n1. Mỗi xã có ít nhất 01 mô hình."
PLANS = (
    Row("desk:plans", lambda _world: reverse("desk:plans"), Look(SEERS, (markers.PLAN,), others=200)),
    # Reading keeps nothing: what is sent is answered, and only to who prepares a campaign.
    Row(
        "desk:plan-read",
        lambda _world: reverse("desk:plan-read"),
        Look(PREPARES, ("Đọc kế hoạch",), forbidden=SIGNED_IN - PREPARES),
        Act(PREPARES, lambda _world: {"pasted": PASTED}, SIGNED_IN - PREPARES, status=200, writes=False),
    ),
    # So does the check; it needs a file, and whoever works for a unit may send one.
    Row(
        "desk:document-check",
        lambda _world: reverse("desk:document-check"),
        Look(SIGNED_IN - {"former member"}, ("Kiểm tra thể thức",), forbidden=frozenset({"former member"})),
        Act(SIGNED_IN - {"former member"}, lambda _world: {"family": "front"}, frozenset({"former member"}), status=422,
            writes=False),
    ),
    Row("desk:plan", plan("own", "plan"), Look(SEERS, (markers.PLAN,))),
    Row("desk:plan", plan("root", "plan"), Look(SIGNED_IN - {"former member"}, ("Phát động",)), case="of the campaign"),
    Row("desk:plan-file", plan("own", "plan-file", "docx"), Look(SEERS, (markers.PLAN,), slow=True), case="docx"),
    Row("desk:plan-file", plan("own", "plan-file", "pdf"), Look(SEERS, (markers.PLAN,), slow=True), case="pdf"),
    # Everybody is given the draft of its own unit's plan, where its unit writes one.
    Row(
        "desk:plan-draft",
        plan("root", "plan-draft", "docx"),
        Look(OFFICER | LEADER, ("Nam Dong",), others=200, besides=dict.fromkeys(WRITES_NO_PLAN, 404), hidden=("Nam Dong",)),
    ),
    Row(
        "desk:event-date",
        plan("root", "event-date", "national-congress"),
        Look(PROVINCE, ("Đại hội",), forbidden=SIGNED_IN - PROVINCE - {"former member"}),
        Act(PROVINCE, event, forbidden=SIGNED_IN - PROVINCE - {"former member"}),
    ),
    Row(
        "desk:event-date",
        plan("own", "event-date", "national-congress"),
        Look(PROVINCE, forbidden=SEERS - PROVINCE),
        Act(PROVINCE, event, forbidden=SEERS - PROVINCE),
        case="by a lower plan",
    ),
)  # fmt: skip
PROGRESS = (
    Row("desk:progress", lambda _world: reverse("desk:progress"), Look(SEERS, ("Chỉ tiêu",), others=200), case="one's own"),
    Row("desk:progress", board("progress"), Look(SEERS, ("Xã Nam Dong", "Buôn Nui"))),
    Row("desk:progress-summary", board("progress-summary"), Look(SEERS, ("Nam Dong",))),
    Row("desk:progress-summary-file", board("progress-summary-file", "docx"), Look(SEERS, ("Nam Dong",), slow=True), case="docx"),
    Row("desk:progress-summary-file", board("progress-summary-file", "pdf"), Look(SEERS, ("Nam Dong",), slow=True), case="pdf"),
    Row("desk:progress-figure", figure("progress-figure", "III.4"), Look(SEERS, (f"{markers.WORK} published",))),
    Row("desk:progress-missing", figure("progress-missing", "III.5a"), Look(SEERS, (markers.AREA_PHONE,))),
    Row("desk:progress-burnup", figure("progress-burnup", "III.4"), Look(SEERS, ("Xã Nam Dong",))),
    Row("desk:progress-at-risk", board("progress-at-risk"), Look(SEERS, ("Xã Nam Dong", "Buôn Nui"))),
    Row("desk:progress-map", board("progress-map"), Look(SEERS, ("Xã Nam Dong", "Buôn Nui"))),
    Row("desk:progress-uncounted", figure("progress-uncounted", "III.4"), Look(SEERS, (f"{markers.WORK} done",))),
)  # fmt: skip
PUBLICATIONS = (
    Row("desk:publications", lambda _world: reverse("desk:publications"),
        Look(SEERS, (markers.PUBLIC, markers.WITHDRAWN), others=200, hidden=(markers.WITHDRAWN,))),
    Row("desk:publication", lambda world: reverse("desk:publication", args=[world.items["verified"].uid]),
        Look(SEERS, (markers.WITHDRAWN,))),
    Row(
        "desk:withdraw",
        lambda world: reverse("desk:withdraw", args=[world.items["published"].uid]),
        Look(PROVINCE, (markers.PUBLIC,), forbidden=SEERS - PROVINCE),
        Act(
            PROVINCE,
            lambda world: {"reason": "Đăng nhầm", "version": world.items["published"].version, "receipt": receipt()},
            forbidden=SEERS - PROVINCE,
        ),
    ),
    Row(
        "desk:publish-work",
        lambda world: reverse("desk:publish-work", args=[world.works["verified"].uid]),
        Look(PROVINCE, (markers.WORK,), forbidden=SEERS - PROVINCE),
        Act(
            PROVINCE,
            lambda world: {"title": "Tên", "text": "", "campaign": world.campaign, "receipt": receipt()},
            forbidden=SEERS - PROVINCE,
        ),
    ),
    Row(
        "desk:publish-plan",
        plan("root", "publish-plan"),
        Look(PROVINCE, ("Phát động",), forbidden=SIGNED_IN - PROVINCE - {"former member"}),
        Act(PROVINCE, only_receipt, forbidden=SIGNED_IN - PROVINCE - {"former member"}),
    ),
)  # fmt: skip
ADMINISTRATION = (
    Row(
        "desk:administration",
        lambda _world: reverse("desk:administration"),
        Look(ADMINISTRATORS, ("commune-officer",), forbidden=SIGNED_IN - ADMINISTRATORS, hidden=("commune-officer",)),
    ),
    Row(
        "desk:trail",
        lambda world: reverse("desk:trail") + f"?ban-ghi={world.works['registered'].uid}",
        Look(frozenset({"administrator"}), (markers.WORK,), others=200, forbidden=SIGNED_IN - ADMINISTRATORS),
    ),
    Row(
        "desk:demo-date",
        lambda _world: reverse("desk:demo-date"),
        None,
        Act(
            ADMINISTRATORS,
            lambda _world: {"date": "20/8/2024", "receipt": receipt()},
            forbidden=SIGNED_IN - ADMINISTRATORS,
        ),
    ),
    Row(
        "desk:account-switch",
        lambda world: reverse("desk:account-switch", args=[world.cast.account("commune_officer").pk]),
        None,
        Act(ADMINISTRATORS, lambda _world: {}, forbidden=SIGNED_IN - ADMINISTRATORS),
    ),
)
ROWS = (*ONESELF, *PLANS, *PROGRESS, *PUBLICATIONS, *ADMINISTRATION)
