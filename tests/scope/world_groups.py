"""A group of the campaign's districts, with its head and signed pact: the province's doing, not the commune's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories import NOW, SYSTEM
from tests.foundation.core.uploads import pdf, upload
from thidua.foundation.core import files
from thidua.stages.campaigns.groups import OWNER
from thidua.stages.campaigns.operations import make_group, name_head, sign_pact

if TYPE_CHECKING:
    from tests.scope.world import World


def prepare(world: World) -> None:
    people, source = world.cast, "Quyết định 1"
    group = make_group(
        by=SYSTEM, now=NOW, campaign=people.campaign, name="Cụm thi đua số 1", source=source,
        units=[people.district, people.far_district],
    )  # fmt: skip
    name_head(by=SYSTEM, now=NOW, group=group, year=2024, unit=people.district, source=source)
    pact = sign_pact(
        by=SYSTEM, now=NOW, group=group, year=2024, text="Cùng làm đường", signed_on=NOW.date(),
        scan=upload(pdf(), "giao-uoc.pdf"),
    )  # fmt: skip
    world.groups["own"] = group
    world.files["pact"] = files.of_owner(OWNER, pact.uid).get()
