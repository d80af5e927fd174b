"""Stories of the commune in the scope tests' world: told, marked, opened; a model taken up by one of its areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.factories import NOW
from tests.scope import markers, world_works
from thidua.foundation.core import files
from thidua.stages.works import operations as works
from thidua.stages.works.models import Story
from thidua.stages.works.operations.spreading import NewWork
from thidua.stages.works.operations.telling import Telling

if TYPE_CHECKING:
    from tests.scope.world import World


def fill(world: World) -> None:
    """One story in each state. The opened one's work is no longer verified, so nobody elsewhere reads it."""
    for state in ("told", "marked", "opened", "withdrawn"):
        world.stories[state] = _story(world, state)
    unverified = world.stories["opened"].work
    works.unverify_work(by=world.actor("district_officer"), now=NOW, work=unverified, reason=markers.REASON)
    world.adoptions["own"] = works.adopt_story(
        by=world.actor("commune_officer"), now=NOW, story=world.stories["marked"], unit=world.cast.area_two,
        changed=markers.NOTE, new=NewWork(name=f"{markers.WORK} học theo", campaign=world.cast.campaign),
    )  # fmt: skip


def telling(**more: Any) -> Telling:
    """A story with the commune's words in each part."""
    words = {"title": f"{markers.WORK} kể lại", "theme": "unity", "way": markers.WORDS, "result": markers.WORDS}
    return Telling(**{**words, "contact": markers.CONTACT, **more})


def _story(world: World, state: str) -> Story:
    officer, above = world.actor("commune_officer"), world.actor("district_officer")
    name = f"{markers.WORK} gương {state}"
    work = world_works.work(world, "verified", unit=world.cast.commune, by="commune_officer", name=name)
    photo = files.of_owner("work", work.uid)[0]
    story = works.tell_story(by=officer, now=NOW, work=work, telling=telling(photos=(photo.uid,)))
    world.files.setdefault("story photo", photo)
    if state == "withdrawn":
        return works.withdraw_story(by=officer, now=NOW, story=story, reason=markers.REASON)
    if state in {"marked", "opened"}:
        story = works.mark_story(by=above, now=NOW, story=story, reason=markers.REASON)
        world.files[f"{state} photo"] = photo
    if state == "opened":
        story = works.open_story(by=above, now=NOW, story=story, campaign=world.cast.campaign)
    return story
