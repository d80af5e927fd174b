"""Rows of what units write under a plan: drafts of their own office alone, comments of who was asked, tasks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import LEADER, OFFICER, PARENTS, PROVINCE, SEERS, SIGNED_IN, Whos
from tests.scope.world import World, receipt

PARENT_OFFICER: Whos = frozenset({"parent officer"})
PARENT_LEADER: Whos = frozenset({"parent leader"})
SISTER: Whos = frozenset({"sister"})
WOMEN: Whos = frozenset({"organization"})
# Officer and leader in one, of the district's women's union, which asks the district to sign with it.
LEADS: Whos = frozenset({"linked organization"})
# The commune's office, and the unit that was asked what it thinks of its draft.
READS_DRAFT = OFFICER | LEADER | PARENTS
# The branch of the district, and the communes its guidance was sent to.
READS_ISSUED = SEERS | SISTER
RUNS: Whos = frozenset({"province officer"})
SIGNS: Whos = frozenset({"province leader"})
AMENDS: Whos = frozenset({"province leader", "administrator"})
COPIES = RUNS | {"province leader", "administrator"}
# Who prepares the commune's own campaigns; the leader alone opens them.
PREPARES = OFFICER | LEADER
ROOT_READERS = SIGNED_IN - {"former member"}
# Of the others some have a guidance already, some write none.
BEGINS = frozenset({"far district", "sister"})


def plan(name: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.plans[name].uid, *more])


def comment(name: str, route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.comments[name].uid])


def cosigning(name: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.cosignings[name].uid, *more])


def of_cosigning(name: str, **more: Any) -> Data:
    return lambda world: {"version": world.cosignings[name].version, "receipt": receipt(), **more}


def amendment(name: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.amendments[name].uid, *more])


def of_amendment(name: str, **more: Any) -> Data:
    return lambda world: {"version": world.amendments[name].version, "receipt": receipt(), **more}


def with_province(world: World) -> dict[str, Any]:
    return of_plan("of one body", partner=str(world.cast.province.uid))(world)


def task(name: str, route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.tasks[name].uid])


def draft(route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.drafts["own"].uid])


def of_draft(**more: Any) -> Data:
    return lambda world: {"version": world.drafts["own"].version, "receipt": receipt(), **more}


def only_receipt(_world: World) -> dict[str, Any]:
    return {"receipt": receipt()}


def copied(_world: World) -> dict[str, Any]:
    return {"key": "dot-sau", "months": "60", "short_name": "Đợt sau"}


def amended(world: World) -> dict[str, Any]:
    return {
        "number": "9001", "symbol": "KH-MTTQ-BTT", "date": "15/7/2024", "title": "CHỦ TỊCH", "signer": "Trần Văn Bình",
        "what": "Nâng số phải đạt.", "target/III.3a/minimum": "77", "version": world.plans["root"].version,
        "receipt": receipt(),
    }  # fmt: skip


def of_plan(name: str, **more: Any) -> Data:
    return lambda world: {"version": world.plans[name].version, "receipt": receipt(), **more}


def of_comment(name: str, **more: Any) -> Data:
    return lambda world: {"version": world.comments[name].version, "receipt": receipt(), **more}


def of_task(name: str, **more: Any) -> Data:
    return lambda world: {"version": type(world.tasks[name]).objects.get(pk=world.tasks[name].pk).version,
                          "receipt": receipt(), **more}  # fmt: skip


def written(world: World) -> dict[str, Any]:
    return {
        "subject": "Hướng dẫn khác", "preamble": "", "words": "- Một ý.", "recipients": "Lưu: VT", "note": "",
        "version": world.plans["draft"].version, "receipt": receipt(),
    }  # fmt: skip


DRAFTS = (
    Row("desk:plan", plan("draft", "plan"), Look(READS_DRAFT, (markers.PLAN,)), case="a draft"),
    Row("desk:plan-start", plan("root", "plan-start", "huong-dan"), None,
        Act(BEGINS, only_receipt, forbidden=LEADER | PARENT_LEADER | {"far administrator"},
            besides=dict.fromkeys(("own officer", "parent officer", "organization", "linked organization"), 302))),
    Row("desk:plan-write", plan("draft", "plan-write"), Look(OFFICER, (markers.PLAN,), forbidden=READS_DRAFT - OFFICER),
        Act(OFFICER, written, forbidden=READS_DRAFT - OFFICER)),
    Row("desk:plan-ask", plan("draft", "plan-ask"), Look(OFFICER, ("huyện Cư Jút",), forbidden=READS_DRAFT - OFFICER),
        Act(OFFICER, of_plan("draft", persons="Ông A", units=[]), forbidden=READS_DRAFT - OFFICER)),
    Row("desk:plan-compare", plan("draft", "plan-compare"), Look(READS_DRAFT, (markers.PLAN,))),
    Row("desk:plan-comment", comment("asked", "plan-comment"),
        Look(OFFICER | LEADER | PARENTS, (markers.PLAN,)),
        Act(PARENTS, of_comment("asked", text="Nhất trí"), forbidden=OFFICER | LEADER)),
    Row("desk:plan-comment-answer", comment("given", "plan-comment-answer"),
        Look(WOMEN, ("Nhất trí với dự thảo",), forbidden=OFFICER | LEADER),
        Act(WOMEN, of_comment("given", is_taken="yes", answer=""), forbidden=OFFICER | LEADER)),
    Row("desk:plan-comment-off", comment("asked", "plan-comment-off"), None,
        Act(OFFICER, of_comment("asked"), forbidden=LEADER | PARENTS)),
    Row("desk:plan-copy", plan("root", "plan-copy"), Look(COPIES, ("Chép đợt này",), forbidden=ROOT_READERS - COPIES),
        # The world's campaign stands in no catalogue, which is told; nothing is kept on the site.
        Act(COPIES, copied, forbidden=ROOT_READERS - COPIES, status=422, writes=False)),
    Row("desk:plan-cascade", plan("own", "plan-cascade"), Look(SEERS, (markers.PLAN,))),
)  # fmt: skip
SIGNING = (
    Row("desk:plan-submit", plan("draft", "plan-submit"), None,
        Act(OFFICER, of_plan("draft"), forbidden=READS_DRAFT - OFFICER)),
    Row("desk:plan-issue", plan("before leader", "plan-issue"), Look(PARENT_LEADER, ("Cư Jút",), forbidden=PARENT_OFFICER),
        Act(PARENT_LEADER, of_plan("before leader", date="15/7/2024"), forbidden=PARENT_OFFICER)),
    Row("desk:plan-return", plan("before leader", "plan-return"), Look(PARENT_LEADER, ("Cư Jút",), forbidden=PARENT_OFFICER),
        Act(PARENT_LEADER, of_plan("before leader", reason="Sửa lại"), forbidden=PARENT_OFFICER)),
    Row("desk:plan-amend", plan("issued", "plan-amend"), None,
        Act(PARENT_OFFICER, of_plan("issued"), forbidden=READS_ISSUED - PARENT_OFFICER)),
    Row("desk:plan-amend-root", plan("root", "plan-amend-root"),
        Look(AMENDS | RUNS, ("Sửa đổi theo",), forbidden=ROOT_READERS - AMENDS - RUNS),
        Act(AMENDS | RUNS, amended, forbidden=ROOT_READERS - AMENDS - RUNS)),
    Row("desk:plan-withdraw", plan("issued", "plan-withdraw"), Look(PARENT_LEADER, ("Thu hồi",), forbidden=READS_ISSUED - PARENT_LEADER),
        Act(PARENT_LEADER, of_plan("issued", reason="Sai"), forbidden=READS_ISSUED - PARENT_LEADER)),
)  # fmt: skip
JOINT = (
    Row("desk:plan-joint", plan("of one body", "plan-joint"), Look(WOMEN, ("Ban hành liên tịch",)), Act(WOMEN, with_province)),
    Row("desk:plan-cosign-off", cosigning("named", "plan-cosign-off"), None, Act(WOMEN, of_cosigning("named"))),
    # Named but not yet asked, the other body knows nothing of it.
    Row("desk:plan-cosign", cosigning("named", "plan-cosign"), Look(WOMEN, ("Hội Liên hiệp Phụ nữ tỉnh",)), case="not yet asked"),
    Row("desk:plan", plan("of two bodies", "plan"), Look(LEADS | PARENTS, ("Phụ nữ huyện Cư Jút",)), case="to be signed by two"),
    Row("desk:plan-cosign", cosigning("asked", "plan-cosign"), Look(LEADS | PARENTS, ("Phụ nữ huyện Cư Jút",)),
        Act(PARENT_LEADER, of_cosigning("asked"), forbidden=LEADS | PARENT_OFFICER)),
    Row("desk:plan-compare", plan("of two bodies", "plan-compare"), Look(LEADS, ("Phụ nữ huyện Cư Jút",)), case="to be signed by two"),
    Row("desk:plan-cosign-file", cosigning("asked", "plan-cosign-file", "pdf"), Look(LEADS | PARENTS)),
    Row("desk:plan-cosign-return", cosigning("asked", "plan-cosign-return"),
        Look(PARENT_LEADER, ("Phụ nữ huyện Cư Jút",), forbidden=LEADS | PARENT_OFFICER),
        Act(PARENT_LEADER, of_cosigning("asked", reason="Thiếu"), forbidden=LEADS | PARENT_OFFICER)),
)  # fmt: skip
SIGNED_JOINTLY = (
    Row("desk:plan-cosign-look", cosigning("asked", "plan-cosign-look"), None,
        Act(PARENTS, of_cosigning("asked", note="Đã xem"), forbidden=LEADS)),
    Row("desk:plan-cosign-recall", cosigning("signed", "plan-cosign-recall"),
        Look(PARENT_LEADER, ("Đề nghị thu hồi",), forbidden=LEADS | PARENT_OFFICER),
        # One request waits already.
        Act(PARENT_LEADER, of_cosigning("signed", reason="Nhắc lại"), forbidden=LEADS | PARENT_OFFICER, status=422, writes=False)),
    Row("desk:plan-cosign-answer", cosigning("signed", "plan-cosign-answer"),
        Look(LEADS, ("Trùng việc",), forbidden=PARENTS),
        Act(LEADS, of_cosigning("signed", answer="Đã giao việc"), forbidden=PARENTS)),
)  # fmt: skip
AMENDMENTS = (
    Row("desk:amendment", amendment("draft", "amendment"), Look(PROVINCE, (markers.AMENDED,))),
    Row("desk:amendment-file", amendment("draft", "amendment-file", "pdf"), Look(PROVINCE)),
    Row("desk:amendment-write", amendment("draft", "amendment-write"), Look(RUNS, (markers.AMENDED,), forbidden=SIGNS),
        Act(RUNS, of_amendment("draft", **{"target/I.1/text": "Câu nữa"}), forbidden=SIGNS)),
    Row("desk:amendment-submit", amendment("draft", "amendment-submit"), None, Act(RUNS, of_amendment("draft"), forbidden=SIGNS)),
    Row("desk:amendment-drop", amendment("draft", "amendment-drop"), None, Act(RUNS, of_amendment("draft"), forbidden=SIGNS)),
    Row("desk:amendment-issue", amendment("before leader", "amendment-issue"), Look(SIGNS, (markers.AMENDED,), forbidden=RUNS),
        Act(SIGNS, of_amendment("before leader", date="15/7/2024"), forbidden=RUNS)),
    Row("desk:amendment-return", amendment("before leader", "amendment-return"), Look(SIGNS, ("Trả lại",), forbidden=RUNS),
        Act(SIGNS, of_amendment("before leader", reason="Sửa"), forbidden=RUNS)),
)  # fmt: skip
TASKS = (
    Row("desk:tasks", lambda _world: reverse("desk:tasks"), Look(SEERS, (markers.NOTE,), others=200)),
    Row("desk:task", task("own task", "task"), Look(SEERS, (markers.NOTE,)),
        Act(OFFICER | LEADER, of_task("own task", done_on="14/7/2024", note=""), forbidden=SEERS - OFFICER - LEADER)),
    Row("desk:task-take-back", task("done task", "task-take-back"), None,
        Act(SISTER, of_task("done task"), forbidden=PARENTS | PROVINCE | {"administrator"})),
    Row("desk:task-see", task("done task", "task-see"), None,
        Act(PROVINCE, of_task("done task"), forbidden=PARENTS | SISTER | {"administrator"})),
    Row("desk:task-return", task("done task", "task-return"),
        Look(PROVINCE, ("Trả lại",), forbidden=PARENTS | SISTER | {"administrator"}),
        Act(PROVINCE, of_task("done task", reason="Thiếu"), forbidden=PARENTS | SISTER | {"administrator"})),
    Row("desk:task-hand-out", plan("root", "task-hand-out", "giao-sau"), None,
        Act(RUNS, only_receipt, forbidden=ROOT_READERS - RUNS)),
)  # fmt: skip
CAMPAIGNS = (
    Row("desk:campaign-draft", draft("campaign-draft"), Look(PREPARES, (markers.PLAN,)),
        Act(PREPARES, of_draft(**{"campaign.key": "dot-qx", "campaign.short_name": "Đợt khác"}))),
    Row("desk:campaign-draft", draft("campaign-draft"), None,
        # What is still missing is told to who may open it.
        Act(LEADER, of_draft(act="open", **{"campaign.key": "dot-qx"}), forbidden=OFFICER, status=422, writes=False),
        case="opened"),
    Row("desk:campaign-draft-file", draft("campaign-draft-file"), Look(PREPARES, (markers.PLAN,))),
    Row("desk:campaign-draft-drop", draft("campaign-draft-drop"), None, Act(PREPARES, of_draft())),
)  # fmt: skip
ROWS = (*CAMPAIGNS, *DRAFTS, *SIGNING, *JOINT, *SIGNED_JOINTLY, *AMENDMENTS, *TASKS)
