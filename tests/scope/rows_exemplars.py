"""Rows of exemplars and their spread: a story in each state, a model taken up, the two lists."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope import markers
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import NOBODY, OFFICER, PARENTS, PROVINCE, SEERS
from tests.scope.world import World, receipt

MARKING = PARENTS | PROVINCE
ENTERING = OFFICER | {"parent officer", "province officer"}
TITLED = (f"{markers.WORK} kể lại",)


def of(state: str, route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.stories[state].uid])


def act_on(state: str, **more: Any) -> Data:
    return lambda world: {"version": world.stories[state].version, "receipt": receipt(), **more}


def marking(route: str, state: str, **data: Any) -> Row:
    """What any committee above decides; everybody else who reads the story is told who does."""
    rest = SEERS - MARKING
    return Row(
        f"desk:{route}", of(state, route), Look(MARKING, TITLED, forbidden=rest),
        Act(MARKING, act_on(state, **data), forbidden=rest),
    )  # fmt: skip


def photo(story: str, file: str) -> Address:
    return lambda world: reverse("desk:exemplar-photo", args=[world.stories[story].uid, world.files[file].uid])


def tell(state: str) -> Address:
    return lambda world: reverse("desk:exemplar-tell", args=[world.stories[state].work.uid])


def told(world: World) -> dict[str, Any]:
    words = {"title": "Tên khác", "theme": "unity", "way": "Cách làm", "result": "Kết quả"}
    return {**words, "version": world.stories["told"].version, "receipt": receipt()}


def taken_up(world: World) -> dict[str, Any]:
    """As the district's officer sends it; the form of others does not offer that unit."""
    unit, campaign = str(world.cast.district.uid), world.campaign
    return {
        "changed": "Khác",
        "unit": unit,
        "campaign": campaign,
        "name": "Làm theo",
        "quantity": "1",
        "receipt": receipt(),
    }


def adoption(route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.adoptions["own"].uid])


def given_up(world: World) -> dict[str, Any]:
    return {"reason": "Nhầm", "version": world.adoptions["own"].version, "receipt": receipt()}


LISTS = (
    Row("desk:exemplars", lambda _world: reverse("desk:exemplars"), Look(SEERS, TITLED, others=200)),
    Row(
        "desk:exemplars",
        lambda _world: reverse("desk:exemplars") + "?q=qxcongtrinh&tinh-trang=cho-cong-nhan",
        Look(SEERS, TITLED, others=200),
        case="waiting to be marked",
    ),
    Row(
        "desk:exemplars",
        lambda world: reverse("desk:exemplars") + f"?don-vi={world.cast.commune.uid}",
        Look(SEERS, TITLED),
        case="of the commune",
    ),
    Row("desk:spread", lambda _world: reverse("desk:spread"), Look(SEERS, (markers.NOTE,), others=200)),
    Row(
        "desk:spread",
        lambda world: reverse("desk:spread") + f"?guong={world.stories['marked'].uid}",
        Look(SEERS, (markers.NOTE,)),
        case="of a story",
    ),
)
ONE = (
    Row("desk:exemplar", of("marked", "exemplar"), Look(SEERS, (*TITLED, markers.WORDS, markers.REASON, markers.NOTE))),
    Row("desk:exemplar", of("told", "exemplar"), Look(SEERS, TITLED), case="told"),
    Row("desk:exemplar", of("withdrawn", "exemplar"), Look(SEERS, TITLED), case="withdrawn"),
    Row("desk:exemplar", of("opened", "exemplar"), Look(SEERS, TITLED), case="opened, no longer verified"),
    Row("desk:exemplar-photo", photo("marked", "marked photo"), Look(SEERS)),
    Row("desk:exemplar-photo", photo("told", "marked photo"), Look(NOBODY), case="of another story"),
)  # fmt: skip
ACTS = (
    Row(
        "desk:exemplar-tell",
        tell("told"),
        Look(OFFICER, TITLED, forbidden=SEERS - OFFICER),
        Act(OFFICER, told, forbidden=SEERS - OFFICER),
    ),
    marking("exemplar-mark", "told", reason="Hay"),
    marking("exemplar-unmark", "marked", reason="Nhầm"),
    marking("exemplar-close", "opened", reason="Đủ"),
    Row(
        "desk:exemplar-open",
        of("marked", "exemplar-open"),
        Look(MARKING, TITLED, forbidden=SEERS - MARKING),
        Act(
            MARKING,
            lambda world: {**act_on("marked")(world), "campaign": world.campaign},
            forbidden=SEERS - MARKING,
        ),
    ),
    Row(
        "desk:exemplar-withdraw",
        of("told", "exemplar-withdraw"),
        Look(OFFICER, TITLED, forbidden=SEERS - OFFICER),
        Act(OFFICER, act_on("told", reason="Thôi"), forbidden=SEERS - OFFICER),
    ),
    Row(
        "desk:exemplar-adopt",
        of("marked", "exemplar-adopt"),
        Look(ENTERING, TITLED, forbidden=SEERS - ENTERING),
        Act(
            frozenset({"parent officer"}), taken_up, forbidden=SEERS - ENTERING,
            besides={"own officer": 422, "province officer": 422},
        ),
    ),
    Row(
        "desk:adoption-end",
        adoption("adoption-end"),
        Look(OFFICER, (f"{markers.WORK} học theo",), forbidden=SEERS - OFFICER),
        Act(OFFICER, given_up, forbidden=SEERS - OFFICER),
    ),
    Row("desk:adoption-seen", adoption("adoption-seen"), None, Act(OFFICER, lambda _world: {}, forbidden=SEERS - OFFICER)),
)  # fmt: skip
ROWS = (*LISTS, *ONE, *ACTS)
