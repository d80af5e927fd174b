"""The works of the demonstration: registered, noted, built and verified between November 2023 and July 2024."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from thidua.faces.interchange.demonstration import invented_works
from thidua.faces.interchange.demonstration.invented_works import Idea
from thidua.faces.interchange.demonstration.pictures import paper, photo
from thidua.faces.interchange.demonstration.world import TODAY, World, within_words
from thidua.foundation.units.models import Unit
from thidua.stages.works.content import Content
from thidua.stages.works.kinds import Step, last_step, paper_role, steps_between
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    add_photo,
    ask_about,
    complete_step,
    complete_work,
    note_work,
    register_work,
    return_work,
    sign_paper,
    verify_work,
)
from thidua.stages.works.states import DONE, NOTED, REGISTERED

Day = datetime.date
FIRST, LAST = Day(2023, 11, 6), Day(2024, 5, 30)
# Communes whose own work is still on its way, and how far it has come.
UNFINISHED = {
    "24643": "registered", "24649": "done", "24661": "noted", "24622": "noted", "24697": "done", "24719": "noted",
    "24739": "registered",
}  # fmt: skip
WITNESS = "Đại diện Ban công tác Mặt trận (minh họa)"
WELCOMES = ("national-congress", "provincial-congress")


@dataclass(frozen=True, slots=True)
class Story:
    """One work's life: who leads it, where, and how far it has come by the demonstration's day."""

    idea: Idea
    lead: str
    begun: Day
    # registered, noted, returned, done or verified.
    reaches: str = "verified"
    done: Day | None = None
    places: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    household: str = ""
    floor_area: int | None = None
    householder: str = ""
    address: str = ""
    described: str = ""
    # What the level above asked of a work that still waits: who is asked is not noted by itself.
    asked: str = "Xin cho biết rõ thời gian, địa điểm thực hiện (minh họa)"


def enter(world: World, story: Story) -> None:
    """Puts a work's life into the diary: each act by whoever does it."""
    world.diary.at(story.begun, lambda now: _register(world, story, now), minutes=next(world.serial))


def _register(world: World, story: Story, now: datetime.datetime) -> None:
    work = register_work(by=world.officer(story.lead), now=now, content=_content(world, story))
    if story.reaches == REGISTERED:
        world.diary.at(
            _soon(now, 2), lambda at: ask_about(by=world.superior(story.lead), now=at, work=work, question=story.asked)
        )
        return
    after = _soon(now, 6)
    if story.reaches == "returned":
        why = "Xin ghi rõ địa điểm và số lượng (minh họa)"
        world.diary.at(after, lambda at: return_work(by=world.superior(story.lead), now=at, work=work, reason=why))
        return
    if work.status == REGISTERED:
        world.diary.at(after, lambda at: note_work(by=world.superior(story.lead), now=at, work=work))
    if story.reaches != NOTED:
        _build(world, story, work)


def _build(world: World, story: Story, work: Work) -> None:
    """The steps up to the last, spread between the beginning and the end."""
    took = datetime.timedelta(days=world.chance.randint(30, 120))
    done = story.done or min(story.begun + took, TODAY - datetime.timedelta(days=3))
    steps = steps_between(work.kind)
    span = (done - story.begun).days
    for place, step in enumerate(steps, start=1):
        day = story.begun + datetime.timedelta(days=max(7, span * place // (len(steps) + 1)))
        day = min(day, done)
        picture = "ground" if step.key == "start" else "walls"

        def take(now: datetime.datetime, *, step: Step = step, on: Day = day, picture: str = picture) -> None:
            if step.document:
                sign_paper(by=world.actor(story.lead, "leader"), now=now, work=work, step=step.key)
                return
            shown = [photo(picture, story.idea.name, next(world.serial)) for _place in range(step.photos)]
            complete_step(by=world.officer(story.lead), now=now, work=work, step=step.key, done_date=on, files=shown)

        world.diary.at(day, take, minutes=place)
    world.diary.at(done, lambda now: _finish(world, story, work, done, now), minutes=200)


def _finish(world: World, story: Story, work: Work, done: Day, now: datetime.datetime) -> None:
    last, by = last_step(work.kind), world.officer(story.lead)
    if last.document:
        sign_paper(by=world.actor(story.lead, "leader"), now=now, work=work, step=last.key, witness=WITNESS)
    elif last.paper:
        sheet = paper(f"{last.paper}: {story.idea.name}", next(world.serial))
        add_photo(by=by, now=now, work=work, upload=sheet, role=paper_role(last.key))
    shown = [photo(story.idea.picture, story.idea.name, next(world.serial)) for _place in range(last.photos)]
    finished = complete_work(by=by, now=now, work=work, done_date=done, files=shown)
    if finished.status == DONE and story.reaches == "verified":
        world.diary.at(_soon(now, 10), lambda at: verify_work(by=world.superior(story.lead), now=at, work=finished))


def _soon(now: datetime.datetime, days: int) -> Day:
    return min(now.date() + datetime.timedelta(days=days), TODAY)


def _content(world: World, story: Story) -> Content:
    def units(codes: tuple[str, ...]) -> tuple[Unit, ...]:
        return tuple(world.units[code] for code in codes)

    idea = story.idea
    kind = world.works[idea.kind]
    return Content(
        unit=world.units[story.lead],
        kind=kind,
        name=idea.name,
        quantity=idea.quantity,
        campaigns=(world.campaign,),
        occasions=tuple(world.occasions[key] for key in story.occasions),
        places=units(story.places),
        partners=units(story.partners),
        description=story.described,
        household=story.household,
        floor_area=story.floor_area,
        details={"householder": story.householder, "address": story.address} if kind.is_house else {},
        people_served=40 + len(idea.name) * 7,
        money=idea.money if kind.has_money else {},
        planned_start=story.begun,
    )


def works_of_areas(world: World, communes: list[str]) -> None:
    """One work for one, two or three neighbouring areas; a few areas are not done yet, a few have none."""
    for commune in communes:
        areas = world.beneath(commune, "residential-area")
        while areas:
            group, areas = areas[: (size := world.chance.choice([1, 2, 3, 3, 4]))], areas[size:]
            luck = world.chance.random()
            if luck < 0.02:
                continue
            reaches = "noted" if luck < 0.035 else "returned" if luck < 0.04 else "done" if luck < 0.06 else "verified"
            enter(
                world,
                Story(
                    invented_works.for_areas(world, within_words(world.units[group[0]].short_name)),
                    lead=group[0],
                    begun=world.day(FIRST, LAST),
                    reaches=reaches,
                    partners=tuple(group[1:]),
                    occasions=("national-congress",) if luck > 0.4 else (),
                ),
            )


def works_of_communes(world: World, communes: list[str]) -> None:
    """Each commune's own work that welcomes the congress; some are on the way."""
    for commune in communes:
        reaches = UNFINISHED.get(commune, "verified")
        idea = invented_works.for_commune(world, within_words(world.units[commune].short_name))
        begun = world.day(FIRST, LAST)
        enter(world, Story(idea, lead=commune, begun=begun, reaches=reaches, occasions=WELCOMES))


def works_of_districts(world: World, districts: list[str]) -> None:
    """Each district's own work but one's, which is only registered."""
    for district in districts:
        idea = invented_works.for_commune(world, within_words(world.units[district].short_name))
        reaches = "registered" if district == "667" else "verified"
        enter(world, Story(idea, lead=district, begun=world.day(FIRST, LAST), reaches=reaches, occasions=WELCOMES))
    idea = replace(
        invented_works.for_commune(world, "tỉnh"), name="Vườn cây Đại đoàn kết của tỉnh", kind="piece-of-work"
    )
    idea = replace(idea, quantity=1)
    enter(
        world,
        Story(idea, lead="67", begun=Day(2023, 12, 5), done=Day(2024, 3, 20), occasions=(*WELCOMES, "anniversary-20")),
    )
