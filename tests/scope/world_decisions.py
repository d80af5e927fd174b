"""Decisions of the province that name the commune of Nam Dong, in every state; names that wait for one."""

from __future__ import annotations

import uuid
from typing import Any

from tests.factories import NOW
from tests.foundation.core.uploads import pdf, upload
from tests.scope import markers
from tests.stages.decisions import support
from thidua.foundation.core import files
from thidua.stages.campaigns.models import AwardForm, AwardPool
from thidua.stages.decisions import operations
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import Answer

# Rounds of other rooms have other numbers.
ROUND = 7
ISSUED = uuid.UUID("00000000-0000-4000-8000-0000000000d1")
OWN, OUTSIDE = ("thu", ROUND, "bang-khen-tinh"), ("thu", ROUND, "bang-khen-ubnd")
SECOND = "giay-khen"


def prepare(world: Any) -> None:
    """The round: two forms of the province's own, one that another authority decides on."""
    found = support.awards(world.cast, ROUND)
    form = AwardForm.objects.create(
        round=found.own.round, key=SECOND, clause="VI.3", name="Giấy khen", submitters="Huyện", appraiser="Ban",
        decider="Ban Thường trực", is_ours=True,
    )  # fmt: skip
    AwardPool.objects.create(form=form, position=1, name="Xã", unit_kinds=["front-commune"], quota=5)


def fill(world: Any) -> None:
    """One decision issued, one before the leader, two drafts, an outside one with its scan; two names that wait."""
    found = support.Awards(world.cast, _form(OWN[2]), _form(OUTSIDE[2]))
    _issued(found)
    _submitted(found)
    _named(found)
    _outside(world, found)
    _from_selected(found)
    support.selected(found, world.cast.area, achievement=markers.AREA_NOTE, form=found.outside)
    support.selected(found, world.cast.area, achievement=markers.AREA_NOTE)


def decision(status: str, *, prompt: bool = True, ours: bool = True) -> Decision:
    """The one decision of these states; like a name the world does not know where there is none yet."""
    rows = Decision.objects.filter(form__round__number=ROUND, status=status, is_prompt=prompt, is_ours=ours)
    found = rows.order_by("id").first()
    if found is None:
        raise KeyError(status)
    return found


def _form(key: str) -> AwardForm:
    return AwardForm.objects.get(round__number=ROUND, key=key)


def _issued(found: support.Awards) -> None:
    made = _submitted(found)
    made = operations.issue_decision(by=support.leader(found), now=NOW, decision=made)
    Decision.objects.filter(pk=made.pk).update(uid=ISSUED)


def _submitted(found: support.Awards) -> Decision:
    return operations.submit_decision(by=support.officer(found), now=NOW, decision=_named(found))


def _named(found: support.Awards) -> Decision:
    by = support.officer(found)
    made = operations.start_decision(by=by, now=NOW, form=found.own, prompt=True)
    return operations.add_name(
        by=by, now=NOW, decision=made, unit=found.cast.commune, achievement=f"Thành tích {markers.WORDS}"
    )


def _from_selected(found: support.Awards) -> None:
    """A draft made from a name selected for another form of the province's own."""
    form = _form(SECOND)
    support.selected(found, found.cast.commune, form=form, achievement=f"Thành tích {markers.WORDS}")
    operations.start_decision(by=support.officer(found), now=NOW, form=form)


def _outside(world: Any, found: support.Awards) -> None:
    named = support.selected(found, world.cast.commune, form=found.outside)
    made = operations.record_outside_decision(
        by=support.officer(found), now=NOW, form=found.outside, number=f"12/QĐ-{markers.NUMBER}", date=support.DAY,
        answers=[Answer(named.uid, "given")], scan=upload(pdf(), f"{markers.FILE}.pdf"),
    )  # fmt: skip
    world.files["decision scan"] = files.of_owner("decision", made.uid)[0]
