"""Rows of registers, wording and the library of cited documents: read by the branch, written by the unit's officer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope import markers
from tests.scope.matrix import Act, Address, Look, Row
from tests.scope.people import CHILD, LEADER, OFFICER, SEERS, SIGNED_IN
from tests.scope.rows_desk import WRITES_PLANS
from tests.scope.world import World, receipt
from tests.scope.world_papers import KEPT, MISSING
from thidua.foundation.documents.rewording import sentences_of
from thidua.foundation.documents.sentences import to_screen

WORDING, PAPER = "work-list/campaign", "danh-sach-cong-trinh"
NAME = "xã Nam Dong"
WRITER = "Vũ Thị Giang"
READ_BELOW = SEERS | CHILD


def register(route: str, *more: Any) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.registers["own"].pk, *more])


def wording(route: str, *more: Any) -> Address:
    """The commune's own words; the page is there before it has any."""
    return lambda world: reverse(f"desk:{route}", args=[world.cast.commune.uid, PAPER, *more])


def cited(route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.cited["own"].key])


def why(_world: World) -> dict[str, str]:
    return {"reason": "Viết hỏng", "receipt": receipt()}


def sentences(world: World) -> dict[str, Any]:
    row = world.wordings["own"]
    shown = {f"s-{key}": _shown(value) for key, value in sentences_of(row, WORDING).items()}
    return shown | {"s-nothing": "{đơn vị} chưa có.", "version": row.version, "receipt": receipt()}


def back(world: World) -> dict[str, Any]:
    return {"version": world.wordings["own"].version, "receipt": receipt()}


def facts(world: World) -> dict[str, Any]:
    return {
        "kind": "Thông báo",
        "number": "7/TB",
        "issuer": "Đảng ủy",
        "subject": "Khác",
        "version": 1,
        "receipt": receipt(),
    }


def new_facts(world: World) -> dict[str, Any]:
    return facts(world) | {"number": "8/TB", "unit": str(world.cast.commune.uid)}


def choice(world: World) -> dict[str, Any]:
    return {"document": world.cited["own"].key, "clause": "II", "receipt": receipt()}


def kept(route: str, number: int) -> Row:
    """What the keeper does with one number; the others who read the register are told who does."""
    forbidden = SEERS - OFFICER
    return Row(f"desk:{route}", register(route, number), Look(OFFICER, (str(number),), forbidden=forbidden),
               Act(OFFICER, why, forbidden=forbidden))  # fmt: skip


def _shown(value: Any) -> str:
    return "\n".join(map(to_screen, value)) if isinstance(value, list) else to_screen(value)


REGISTERS = (
    Row("desk:registers", lambda _world: reverse("desk:registers") + "?pham-vi=cap-duoi",
        Look(SEERS, (NAME,), others=200, hidden=(NAME,))),
    Row("desk:registers", lambda _world: reverse("desk:registers"),
        Look(OFFICER | LEADER, (NAME,), others=200, hidden=(NAME,)), case="one's own"),
    Row("desk:register", register("register"), Look(SEERS, (markers.PLAN, markers.REASON))),
    Row("desk:register-file", register("register-file", "docx"), Look(SEERS, (markers.PLAN,), slow=True), case="docx"),
    Row("desk:register-file", register("register-file", "pdf"), Look(SEERS, (markers.PLAN,), slow=True), case="pdf"),
    Row("desk:register-reserve", register("register-reserve"), Look(OFFICER, forbidden=SEERS - OFFICER),
        Act(OFFICER, why, forbidden=SEERS - OFFICER)),
    kept("register-release", KEPT),
    kept("register-explain", MISSING),
)  # fmt: skip
WORDINGS = (
    Row("desk:wordings", lambda _world: reverse("desk:wordings"),
        Look(OFFICER | LEADER, (WRITER,), others=200, hidden=(WRITER,))),
    Row("desk:wording", wording("wording"), Look(SEERS, (markers.WORDS,)),
        Act(OFFICER, sentences, forbidden=SEERS - OFFICER)),
    Row("desk:wording-preview", wording("wording-preview", "docx"), Look(SEERS, (NAME,), slow=True)),
    Row("desk:wording-history", wording("wording-history"), Look(SEERS, (markers.WORDS,))),
    Row("desk:wording-take-back", wording("wording-take-back", 0), None, Act(OFFICER, back, forbidden=SEERS - OFFICER)),
)  # fmt: skip
LIBRARY = (
    Row("desk:library", lambda _world: reverse("desk:library"), Look(READ_BELOW, (markers.CITED,), others=200)),
    Row("desk:library", lambda _world: reverse("desk:library") + "?q=qxviendan",
        Look(READ_BELOW, ("7/TB",), others=200), case="searched"),
    Row("desk:cited", cited("cited"), Look(READ_BELOW, (markers.CITED,))),
    Row("desk:cited-new", lambda _world: reverse("desk:cited-new"),
        Look(WRITES_PLANS, ("Thêm văn bản",), forbidden=SIGNED_IN - WRITES_PLANS),
        Act(OFFICER, new_facts, forbidden=SIGNED_IN - WRITES_PLANS, others=422)),
    Row("desk:cited-change", cited("cited-change"), Look(OFFICER, (markers.CITED,), forbidden=READ_BELOW - OFFICER),
        Act(OFFICER, facts, forbidden=READ_BELOW - OFFICER)),
    Row("desk:cite", lambda world: reverse("desk:cite", args=[world.plans["own"].uid]),
        Look(OFFICER, (markers.CITED,), forbidden=SEERS - OFFICER), Act(OFFICER, choice, forbidden=SEERS - OFFICER)),
)  # fmt: skip
ROWS = (*REGISTERS, *WORDINGS, *LIBRARY)
