"""Works of the scope tests' world: the commune's in every state, with what was asked, signed, merged."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from tests.factories import NOW, SYSTEM, Cast
from tests.foundation.core.uploads import pdf, picture, upload
from tests.scope import markers
from tests.stages.works.support import photos
from thidua.foundation.core import files
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works import operations as works
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations.looking import double_of

if TYPE_CHECKING:
    from tests.scope.world import World

DONE_ON = datetime.date(2024, 6, 28)


def fill(world: World) -> None:
    """A work of the commune in every state, with its photos and a paper."""
    commune = world.cast.commune
    for state in ("draft", "registered", "noted", "house", "done", "verified", "published", "returned", "cancelled"):
        more: dict[str, Any] = {"description": markers.WORDS}
        if state == "house":
            more |= {"kind": "great-unity-house", "money": {"fund": markers.AMOUNT}, "household": "poor"}
        name = f"{markers.WORK} {state}"
        world.works[state] = work(world, state, unit=commune, by="commune_officer", name=name, **more)
    _life(world)
    for state in ("draft", "registered", "verified", "published"):
        photo(world, f"{state} photo", world.works[state], by="commune_officer")
    removed = photo(world, "removed photo", world.works["registered"], by="commune_officer")
    files.remove(stored_file=removed, by=SYSTEM, now=NOW)
    world.files["removed photo"].refresh_from_db()
    stored = works.add_photo(
        by=world.actor("commune_officer"), now=NOW, work=world.works["registered"], role="acceptance",
        upload=upload(pdf(), f"{markers.FILE}.pdf"),
    )  # fmt: skip
    world.files["paper"] = stored
    world.links["work link"] = works.add_link(
        by=world.actor("commune_officer"), now=NOW, work=world.works["registered"], **markers.LINK
    )


def _life(world: World) -> None:
    """Works that are asked about, that wait for a paper or bear one, that are perhaps one work or were merged."""
    commune = world.cast.commune
    for name in ("asked", "twin", "kept", "given"):
        words = f"{markers.WORK} {name}"
        world.works[name] = work(world, "registered", unit=commune, by="commune_officer", name=words)
    for name in ("paper", "signed"):
        words = f"{markers.WORK} {name}"
        world.works[name] = work(
            world, "house", unit=commune, by="commune_officer", name=words, kind="signed-house", household="poor",
            money={"fund": 50_000_000},
        )  # fmt: skip
    above = world.actor("district_officer")
    works.ask_about(by=above, now=NOW, work=world.works["asked"], question="Ở đâu?")
    works.sign_paper(by=world.actor("commune_leader"), now=NOW, work=world.works["signed"], step="approve")
    double_of(world.works["registered"], world.works["twin"], now=NOW)
    world.merged = works.merge_works(by=above, now=NOW, kept=world.works["kept"], other=world.works["given"])
    for name in ("asked", "signed", "kept", "given"):
        world.works[name].refresh_from_db()


def signed_house(cast: Cast) -> None:
    """A kind of house whose steps have papers to be signed."""
    cast.work_kinds["signed-house"] = WorkKind.objects.create(
        key="signed-house", position=90, label="Nhà có quyết định", group="construction", measure_unit="house", has_money=True,
        is_house=True, steps=[
            {"key": "approve", "label": "Duyệt", "paper": "Quyết định hỗ trợ", "document": "support-decision"},
            {"key": "hand-over", "label": "Bàn giao", "photos": 1},
        ],
    )  # fmt: skip


def work(world: World, state: str, *, unit: Unit, by: str, name: str, kind: str = "piece-of-work", **more: Any) -> Work:
    """A work of a unit beneath the district, as far as `state`; a house stops at «noted»."""
    officer, above = world.actor(by), world.actor("district_officer")
    people = world.cast
    content = Content(
        unit=unit, kind=people.work_kinds[kind], name=name, quantity=1, campaigns=(people.campaign,),
        occasions=(people.occasions["national-congress"],), **more,
    )  # fmt: skip
    work = works.register_work(by=officer, now=NOW, content=content, send=state != "draft")
    if state == "returned":
        return works.return_work(by=above, now=NOW, work=work, reason=markers.REASON)
    if state == "cancelled":
        return works.cancel_work(by=officer, now=NOW, work=work, reason=markers.REASON)
    if state in {"noted", "house", "done", "verified", "published"}:
        work = works.note_work(by=above, now=NOW, work=work)
    if state in {"done", "verified", "published"}:
        work = works.complete_work(by=officer, now=NOW, work=work, done_date=DONE_ON, files=photos(), money=None)
    if state in {"verified", "published"}:
        work = works.verify_work(by=above, now=NOW, work=work)
    return work


def photo(world: World, name: str, work: Work, *, by: str) -> StoredFile:
    """A photo of a work, whatever its state: what was verified got it before."""
    data = upload(picture(64, 48), f"{markers.FILE}.jpg" if by == "commune_officer" else "xa-ben.jpg")
    world.files[name] = files.store(
        upload=data, owner_kind="work", owner_uid=work.uid, role="before", by=world.actor(by), now=NOW
    )
    return world.files[name]
