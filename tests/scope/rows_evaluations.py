"""Rows of evaluations and honours."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import ADMINISTRATORS, LEADER, OFFICER, PARENTS, PROVINCE, SEERS, SIGNED_IN, Whos
from tests.scope.world import World, receipt
from tests.scope.world_evaluations import statement
from tests.stages.evaluations.support import CENTRAL

LISTED = (markers.EVALUATED,)
OWN: Whos = OFFICER | LEADER
# Officers alone evaluate and record; a head of an area enters works, no words about its commune.
WRITES_NOTHING: Whos = LEADER | ADMINISTRATORS | {
    "parent leader", "province leader", "former member", "child", "sister's child",
}  # fmt: skip
COMPARES: Whos = PROVINCE | {"administrator"}


def of(state: str, route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.evaluations[state].uid])


def at(route: str, *args: str) -> Address:
    return lambda _world: reverse(f"desk:{route}", args=args)


def act_on(state: str, **more: Any) -> Data:
    return lambda world: {"version": world.evaluations[state].version, "receipt": receipt(), **more}


def written(state: str, act: str) -> Data:
    """A mark and words for the one statement of a person."""
    return lambda world: {
        "version": world.evaluations[state].version, "receipt": receipt(), "act": act, "summary": "Chung",
        f"mark-{statement(world, state)}": "met", f"words-{statement(world, state)}": "Vì số liệu",
    }  # fmt: skip


def subject(world: World) -> dict[str, Any]:
    return {
        "campaign": world.campaign, "subject": str(world.cast.commune.uid), "new_person": "Người khác", "position": "",
        "receipt": receipt(),
    }  # fmt: skip


def unit_acts(route: str, state: str, data: Data, *, look: bool = True) -> Row:
    rest = (OWN if state in {"draft", "body"} else SEERS) - OFFICER
    words = LISTED if state != "body" else ("Bằng khen của Trung ương",)
    return Row(f"desk:{route}", of(state, route), Look(OFFICER, words, forbidden=rest) if look else None,
               Act(OFFICER, data, forbidden=rest))  # fmt: skip


def above_acts(route: str, state: str, data: Data) -> Row:
    rest = SEERS - PARENTS
    return Row(
        f"desk:{route}", of(state, route), Look(PARENTS, LISTED, forbidden=rest), Act(PARENTS, data, forbidden=rest)
    )


def compared(world: World) -> str:
    return reverse("desk:communes-share", args=[world.campaign])


def communes(world: World) -> str:
    return reverse("desk:communes-of", args=[world.campaign, world.cast.district.uid])


EVALUATIONS = (
    Row("desk:evaluations", at("evaluations"), Look(SEERS, LISTED, others=200)),
    Row(
        "desk:evaluations",
        lambda world: reverse("desk:evaluations") + f"?don-vi={world.cast.commune.uid}",
        Look(SEERS, LISTED),
        case="of the commune",
    ),
    Row(
        "desk:evaluations-view",
        at("evaluations-view", "cho-danh-gia"),
        Look(PARENTS, (f"{markers.EVALUATED} sent",), others=200),
        case="waiting to be judged",
    ),
    Row(
        "desk:evaluations-view",
        at("evaluations-view", "can-viet"),
        Look(OFFICER, (f"{markers.EVALUATED} draft", f"{markers.EVALUATED} returned"), others=200),
        case="to be written",
    ),
    Row(
        "desk:evaluation-new",
        at("evaluation-new"),
        Look(OFFICER, ("Nam Dong",), forbidden=WRITES_NOTHING, others=200, hidden=("Nam Dong",)),
        Act(OFFICER, subject, forbidden=WRITES_NOTHING, others=422),
    ),
    Row("desk:evaluation", of("sent", "evaluation"), Look(SEERS, (*LISTED, markers.WORDS))),
    Row("desk:evaluation", of("draft", "evaluation"), Look(OWN, (*LISTED, markers.WORDS)), case="draft"),
    Row("desk:evaluation", of("returned", "evaluation"), Look(SEERS, (*LISTED, markers.REASON)), case="returned"),
    Row("desk:evaluation", of("judged", "evaluation"), Look(SEERS, (*LISTED, markers.NOTE)), case="judged"),
    unit_acts("evaluation-edit", "returned", written("returned", "send")),
    unit_acts("evaluation-send", "draft", act_on("draft"), look=False),
    unit_acts("evaluation-widen", "body", act_on("body", form=CENTRAL)),
    above_acts("evaluation-judge", "sent", written("sent", "")),
    above_acts("evaluation-return", "sent", act_on("sent", reason="Thiếu")),
    above_acts("evaluation-reopen", "judged", act_on("judged", reason="Có số liệu mới")),
    # All districts beside each other are for the campaign's own body and its council.
    Row("desk:communes-share", compared, Look(COMPARES, ("Huyện Cư Jút",), forbidden=SIGNED_IN - COMPARES - {"former member"})),
    Row("desk:communes-of", communes, Look(PARENTS | COMPARES, ("Xã Nam Dong",))),
)  # fmt: skip


def honour(name: str, route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.honours[name].uid])


def paper(world: World) -> dict[str, Any]:
    return {
        "subject": str(world.cast.commune.uid), "new_person": "", "position": "", "form": "", "form_name": "Giấy khen",
        "achievement": "Quỹ", "decision_number": "9/QĐ", "decided_on": "15/11/2021", "decider": "Huyện", "receipt": receipt(),
    }  # fmt: skip


def on_honour(**more: str) -> Data:
    return lambda world: {
        "version": world.honours["of the campaign"].version,
        "receipt": receipt(),
        "on": "15/7/2024",
        **more,
    }


GIVES: Whos = OFFICER | PROVINCE
REVOKES: Whos = frozenset({"province leader"})
HONOURS = (
    Row("desk:honours", at("honours"), Look(SEERS, (markers.HONOURED,), others=200)),
    Row("desk:honours", lambda _world: reverse("desk:honours") + "?q=" + markers.HONOURED.lower(),
        Look(SEERS, (markers.HONOURED,), others=200), case="searched"),
    Row("desk:honours", lambda world: reverse("desk:honours") + f"?don-vi={world.cast.commune.uid}",
        Look(SEERS, (markers.HONOURED,)), case="of the commune"),
    Row("desk:honour", honour("earlier", "honour"), Look(SEERS, (markers.HONOURED, f"{markers.HONOURED} đợt này"))),
    Row(
        "desk:honour-new",
        at("honour-new"),
        Look(OFFICER, ("Nam Dong",), forbidden=WRITES_NOTHING, others=200, hidden=("Nam Dong",)),
        Act(OFFICER, paper, forbidden=WRITES_NOTHING, others=422),
    ),
    Row(
        "desk:honour-hand-over",
        honour("of the campaign", "honour-hand-over"),
        Look(GIVES, ("Giấy khen",), forbidden=SEERS - GIVES),
        Act(GIVES, on_honour(to="Người nhận"), forbidden=SEERS - GIVES),
    ),
    Row(
        "desk:honour-revoke",
        honour("of the campaign", "honour-revoke"),
        Look(REVOKES, ("Giấy khen",), forbidden=SEERS - REVOKES),
        Act(REVOKES, on_honour(decision="12/QĐ", reason="Kê khai sai"), forbidden=SEERS - REVOKES),
    ),
)  # fmt: skip
ROWS = (*EVALUATIONS, *HONOURS)
