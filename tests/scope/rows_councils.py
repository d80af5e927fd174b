"""Rows of councils: the commune's, kept by its officer as secretary, chaired by its leader."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import LEADER, OFFICER, SEERS, Whos
from tests.scope.world import World, receipt

# The secretary and the chair; every other reader is told who does it.
KEEPERS: Whos = OFFICER | LEADER
MARKS = (markers.COUNCIL,)


def of(state: str, route: str, *more: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.sessions[state].uid, *more])


def item_of(state: str, route: str) -> Address:
    return lambda world: reverse(
        f"desk:{route}", args=[world.sessions[state].uid, world.sessions[state].items.get().uid]
    )


def act_on(state: str, **more: Any) -> Data:
    return lambda world: {"version": world.sessions[state].version, "receipt": receipt(), **more}


def council_of(route: str, query: str = "") -> Address:
    return lambda world: (
        reverse(f"desk:{route}", args=[world.sessions["planned"].council.uid])
        + query.format(round=world.sessions["planned"].round_id)
    )


def decision(world: World) -> dict[str, Any]:
    people = world.cast.people
    return {
        "name": "Hội đồng mới", "decision": "Quyết định số 6/QĐ", "decision_date": "1/7/2024", "valid_from": "1/7/2024",
        "quorum": "67", "threshold": "51", "counting": "membership", "receipt": receipt(),
        f"ghe-{people['commune_leader'].pk}": "chair", f"ghe-{people['commune_officer'].pk}": "secretary",
        f"ghe-{people['locked_officer'].pk}": "member",
    }  # fmt: skip


def agenda(state: str) -> Data:
    """The form of a session, with whoever is on its list; of a new one whoever waits."""

    def data(world: World) -> dict[str, Any]:
        planned = world.sessions["planned"]
        form = planned.items.get().nomination.form
        waiting = form.nominations.get(person__full_name=f"{markers.CANDIDATE} waiting")
        chosen = waiting if state == "new" else planned.items.get().nomination
        version = {} if state == "new" else {"version": planned.version}
        return {
            "held_on": "14/7/2024", "place": "Phòng họp", "mode": "hands", "nominations": [str(chosen.uid)],
            "receipt": receipt(), **version,
        }  # fmt: skip

    return data


def attendance(world: World) -> dict[str, Any]:
    session = world.sessions["planned"]
    rows = {f"co-{row.member_id}": "present" for row in session.attendances.all()}
    return {"version": session.version, "receipt": receipt(), **rows}


def ballot(world: World) -> dict[str, Any]:
    return {"receipt": receipt(), str(world.sessions["voting"].items.get().uid): "yes"}


def counts(world: World) -> dict[str, Any]:
    session = world.sessions["hands"]
    uid = session.items.get().uid
    numbers = {f"yes-{uid}": "3", f"no-{uid}": "1", f"invalid-{uid}": "0"}
    return {"version": session.version, "receipt": receipt(), **numbers}


def corrected(world: World) -> dict[str, Any]:
    session = world.sessions["closed"]
    uid = session.items.get().uid
    numbers = {f"yes-{uid}": "3", f"no-{uid}": "1", f"invalid-{uid}": "0", "out": "4", "back": "4"}
    return {"version": session.version, "receipt": receipt(), "reason": "Ghi nhầm", **numbers}


def conflict(world: World) -> dict[str, Any]:
    member = world.sessions["planned"].council.members.get(person=world.cast.people["commune_leader"])
    return {"receipt": receipt(), "reason": "Người thân", "member": str(member.pk)}


def kept(route: str, state: str, data: Data, *, whos: Whos = KEEPERS, look: bool = True, marks: Any = MARKS) -> Row:
    """What only some of those do who see the session."""
    rest = SEERS - whos
    shown = Look(whos, marks, forbidden=rest) if look else None
    return Row(f"desk:{route}", of(state, route), shown, Act(whos, data, forbidden=rest))


LISTS = (
    Row("desk:councils", lambda _world: reverse("desk:councils"), Look(SEERS, MARKS, others=200)),
    Row("desk:council", council_of("council"), Look(SEERS, MARKS)),
    Row(
        "desk:council-new",
        lambda world: reverse("desk:council-new", args=[world.cast.commune.uid]),
        Look(KEEPERS, ("Nam Dong",), forbidden=SEERS - KEEPERS),
        Act(KEEPERS, decision, forbidden=SEERS - KEEPERS),
    ),
    Row(
        "desk:session-new",
        council_of("session-new", "?dot={round}"),
        Look(KEEPERS, (f"{markers.CANDIDATE} waiting",), forbidden=SEERS - KEEPERS),
        Act(KEEPERS, agenda("new"), forbidden=SEERS - KEEPERS),
    ),
)
ONE = (
    *(
        Row("desk:session", of(state, "session"), Look(SEERS, (markers.COUNCIL, markers.CANDIDATE)), case=state)
        for state in ("planned", "voting", "closed", "minuted")
    ),
    Row(
        "desk:session-candidate",
        item_of("voting", "session-candidate"),
        Look(KEEPERS, (markers.CANDIDATE,), forbidden=SEERS - KEEPERS),
    ),
    Row(
        "desk:session-conflict",
        item_of("planned", "session-conflict"),
        Look(KEEPERS, forbidden=SEERS - KEEPERS),
        Act(KEEPERS, conflict, forbidden=SEERS - KEEPERS),
    ),
)
ACTS = (
    kept("session-edit", "planned", agenda("planned")),
    kept("session-attendance", "planned", attendance, marks=("Ủy viên một",)),
    kept("session-open", "planned", act_on("planned"), look=False),
    kept("session-cancel", "planned", act_on("planned", reason="Đi công tác"), marks=(markers.COUNCIL,)),
    kept("session-start", "open", act_on("open"), look=False),
    kept("session-vote", "voting", ballot, marks=(markers.CANDIDATE,)),
    kept("session-close", "voting", act_on("voting", reason="Hết giờ"), marks=("Ủy viên một",)),
    kept("session-count", "hands", counts, marks=(markers.CANDIDATE,)),
    kept("session-count-correct", "closed", corrected, marks=(markers.CANDIDATE,)),
)
MINUTES = (
    Row("desk:session-minutes", of("minuted", "session-minutes"), Look(SEERS, (markers.CANDIDATE,))),
    Row(
        "desk:session-minutes",
        of("closed", "session-minutes"),
        Look(OFFICER, (markers.CANDIDATE,), forbidden=SEERS - OFFICER),
        case="not yet signed",
    ),
    Row(
        "desk:session-minutes-download",
        of("minuted", "session-minutes-download", "pdf"),
        Look(SEERS, slow=True),
    ),
    kept(
        "session-minutes-edit",
        "closed",
        act_on("closed", discussion="", conclusion="Khác", began="8:00", ended="10:30"),
        whos=OFFICER,
    ),
    kept("session-minutes-draw-up", "closed", act_on("closed"), whos=OFFICER, look=False),
    kept("session-minutes-return", "for_signature", act_on("for_signature", reason="Thiếu"), whos=LEADER),
    kept("session-minutes-sign", "for_signature", act_on("for_signature"), whos=LEADER, look=False),
    kept("session-minutes-file", "minuted", act_on("minuted"), look=False),
)
ROWS = (*LISTS, *ONE, *ACTS, *MINUTES)
