"""A document that frees the commune from a target, with its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories import NOW, SYSTEM
from tests.foundation.core.uploads import pdf, upload
from thidua.foundation.core import files
from thidua.stages.campaigns.exemptions import OWNER
from thidua.stages.campaigns.models import Target
from thidua.stages.campaigns.operations import exempt_unit

if TYPE_CHECKING:
    from tests.scope.world import World


def prepare(world: World) -> None:
    people = world.cast
    row = exempt_unit(
        by=SYSTEM, now=NOW, target=Target.objects.get(campaign=people.campaign, code="III.1"), unit=people.commune,
        document="Công văn 90", signed_on=NOW.date(), reason="Mới sáp nhập", scan=upload(pdf(), "cong-van-90.pdf"),
    )  # fmt: skip
    world.files["exemption"] = files.of_owner(OWNER, row.uid).get()
