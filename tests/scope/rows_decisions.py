"""Rows of decisions: issued ones are read by the branches they name, what leads there by the deciding body alone."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.foundation.core.uploads import pdf, upload
from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import PROVINCE, SEERS, Whos
from tests.scope.world import World, receipt
from tests.scope.world_decisions import ISSUED, OUTSIDE, OWN, decision
from thidua.stages.nominations.models import Nomination

WRITER: Whos = frozenset({"province officer"})
SIGNER: Whos = frozenset({"province leader"})
# Who reads a decision on its way.
BODY: Whos = PROVINCE | {"administrator"}
NAMED = (markers.WORDS,)


def at(name: str, *args: Any) -> Address:
    return lambda _world: reverse(f"desk:{name}", args=args)


def of(status: str, name: str, *more: Any) -> Address:
    return lambda _world: reverse(f"desk:{name}", args=[decision(status).uid, *more])


def entry_of(status: str, name: str) -> Address:
    def address(_world: World) -> str:
        found = decision(status)
        return reverse(f"desk:{name}", args=[found.uid, found.entries.get().uid])

    return address


def act_on(status: str, **more: Any) -> Data:
    return lambda _world: {"version": decision(status).version, "receipt": receipt(), **more}


def answers(_world: World) -> dict[str, Any]:
    waiting = Nomination.objects.get(form__key=OUTSIDE[2], status="selected")
    return {
        "receipt": receipt(), "number": "13/QĐ-UBND", "date": "15/7/2024", "decider": "Chủ tịch Ủy ban nhân dân tỉnh",
        f"result-{waiting.uid}": "given",
    }  # fmt: skip


def on_paper(world: World) -> dict[str, Any]:
    signed = {"number": "40", "date": "15/7/2024", "title": "Chủ tịch", "name": "X", "scan": upload(pdf(), "qd.pdf")}
    return act_on("draft", **signed)(world)


def takers(_world: World) -> dict[str, Any]:
    entry = decision("issued").entries.get()
    return {"receipt": receipt(), "on": "15/7/2024", f"to-{entry.uid}": "Người Nhận"}


def body_act(name: str, status: str, whose: Whos, data: Data, *, look: bool = True) -> Row:
    """An act on a decision on its way: its body's other people are told whose it is, everybody else knows nothing."""
    rest = BODY - whose
    shown = Look(whose, ("Bằng khen",), forbidden=rest) if look else None
    return Row(f"desk:{name}", of(status, name), shown, Act(whose, data, forbidden=rest))


STARTS = (
    Row(
        "desk:decision-new",
        at("decision-new", *OWN),
        Look(WRITER, ("Thôn 1",), forbidden=BODY - WRITER),
        Act(WRITER, lambda _world: {"receipt": receipt()}, forbidden=BODY - WRITER),
    ),
    Row(
        "desk:decision-prompt",
        at("decision-prompt", *OWN),
        Look(WRITER, ("Bằng khen",), forbidden=BODY - WRITER),
        Act(WRITER, lambda _world: {"receipt": receipt()}, forbidden=BODY - WRITER),
    ),
    Row(
        "desk:decision-record",
        at("decision-record", *OUTSIDE),
        Look(WRITER, (markers.AREA_NOTE,), forbidden=BODY - WRITER),
        Act(WRITER, answers, forbidden=BODY - WRITER),
    ),
)
READING = (
    Row("desk:decisions", at("decisions"), Look(SEERS, (markers.NUMBER,), others=200)),
    Row("desk:decision", at("decision", ISSUED), Look(SEERS, NAMED), case="issued"),
    Row("desk:decision", of("submitted", "decision"), Look(BODY, NAMED), case="before the leader"),
    Row("desk:decision", of("draft", "decision"), Look(BODY, NAMED), case="draft"),
    Row("desk:decision-paper", at("decision-paper", ISSUED, "quyet-dinh", "docx"), Look(SEERS), case="decision"),
    Row(
        "desk:decision-paper",
        at("decision-paper", ISSUED, "to-trinh", "pdf"),
        Look(PROVINCE, forbidden=SEERS - PROVINCE, slow=True),
        case="proposal",
    ),
    Row(
        "desk:decision-paper",
        of("submitted", "decision-paper", "quyet-dinh", "docx"),
        Look(BODY),
        case="before the leader",
    ),
    Row("desk:certificates", at("certificates", ISSUED), Look(PROVINCE, forbidden=SEERS - PROVINCE, slow=True)),
    Row(
        "desk:certificate", entry_of("issued", "certificate"), Look(PROVINCE, forbidden=SEERS - PROVINCE, slow=True)
    ),
)  # fmt: skip
ACTS = (
    Row(
        "desk:decision-renew",
        lambda _world: reverse("desk:decision-renew", args=[decision("draft", prompt=False).uid]),
        None,
        Act(
            WRITER,
            lambda _world: {"version": decision("draft", prompt=False).version, "receipt": receipt()},
            forbidden=BODY - WRITER,
        ),
    ),
    body_act("decision-submit", "draft", WRITER, act_on("draft")),
    body_act("decision-issue", "submitted", SIGNER, act_on("submitted"), look=False),
    body_act("decision-return", "submitted", SIGNER, act_on("submitted", reason="Thiếu tên")),
    body_act("decision-discard", "draft", WRITER, act_on("draft", reason="Nhầm")),
    body_act("decision-paper-record", "draft", WRITER, on_paper),
    body_act("decision-name-add", "draft", WRITER, act_on("draft", unit="Thôn 1, xã Nam Dong", achievement="Việc tốt")),
    Row(
        "desk:decision-name-drop",
        entry_of("draft", "decision-name-drop"),
        None,
        Act(WRITER, act_on("draft"), forbidden=BODY - WRITER),
    ),
    Row(
        "desk:hand-over",
        at("hand-over", ISSUED),
        Look(WRITER, ("Nam Dong",), forbidden=SEERS - WRITER),
        Act(WRITER, takers, forbidden=SEERS - WRITER),
    ),
    Row(
        "desk:award-revoke",
        entry_of("issued", "award-revoke"),
        Look(SIGNER, ("Nam Dong",), forbidden=SEERS - SIGNER),
        Act(
            SIGNER,
            lambda _world: {"receipt": receipt(), "by_decision": "9/QĐ", "on": "15/7/2024", "reason": "Sai"},
            forbidden=SEERS - SIGNER,
        ),
    ),
)  # fmt: skip
ROWS = (*STARTS, *READING, *ACTS)
