"""The commune's register with a kept and a missing number, its own wording, and a document it put into the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories import NOW, SYSTEM
from tests.foundation.core.uploads import pdf, upload
from tests.foundation.documents import papers
from tests.scope import markers
from thidua.foundation.core import files
from thidua.foundation.documents.models import Register
from thidua.foundation.documents.operations import record_issued
from thidua.foundation.documents.registers import reserve_number
from thidua.foundation.documents.rewording import save_wording
from thidua.stages.campaigns.library import OWNER
from thidua.stages.campaigns.operations import CitedFacts, enter_document, load_library

if TYPE_CHECKING:
    from tests.scope.world import World

BODY = "Ban Thường trực"
# Number 5 is the commune's plan.
KEPT, MISSING, LAST = 6, 7, 8


def prepare(world: World) -> None:
    load_library(by=SYSTEM, now=NOW)


def fill(world: World) -> None:
    people, officer = world.cast, world.actor("commune_officer")
    reserve_number(by=officer, now=NOW, unit=people.commune, body=BODY, year=2024, reason=markers.REASON)
    paper = papers.plan(number=LAST, subject=markers.PLAN)
    record_issued(by=SYSTEM, now=NOW, unit=people.commune, body=BODY, document=paper)
    world.registers["own"] = Register.objects.get(unit=people.commune, body=BODY, year=2024)
    world.wordings["own"] = save_wording(
        by=officer,
        now=NOW,
        unit=people.commune,
        name="work-list/campaign",
        sentences={"late": f" (muộn {markers.WORDS})"},
    )
    facts = CitedFacts(kind="Thông báo", number="7/TB", issuer="Đảng ủy", subject=markers.CITED)
    made = enter_document(
        by=officer, now=NOW, unit=people.commune, facts=facts, scan=upload(pdf(), f"{markers.FILE}.pdf")
    )
    world.cited["own"] = made
    world.files["cited"] = files.of_owner(OWNER, made.uid)[0]
