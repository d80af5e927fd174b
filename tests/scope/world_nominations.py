"""What the world of the scope tests has of award rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories import COMMUNE, NOW, SYSTEM, make_person
from tests.scope import markers
from tests.stages.nominations import support
from thidua.foundation.core import files
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound, Plan
from thidua.stages.campaigns.operations.awarding import give_awards
from thidua.stages.campaigns.operations.own_plans import place_of
from thidua.stages.campaigns.plan_writing.content import AwardLine, Content
from thidua.stages.nominations import operations
from thidua.stages.nominations.models import AwardGuidance, Nomination
from thidua.stages.nominations.operations import Terms

if TYPE_CHECKING:
    from tests.scope.world import World

# A form for each dossier of the district: one body has one dossier for one form.
ROUNDS = 5
DOSSIERS = ("new", "draft", "to-sign", "ready", "sent")
SISTERS = "sister"


def prepare(world: World) -> None:
    """Five rounds: open; before the leader; none yet; closed; a bare draft. And somebody of the sister, for a form of
    his own: a dossier of the district that takes the commune's people up leaves him where he is.
    """
    people = world.cast
    found = support.awards(people, alone=False)
    for key in (*DOSSIERS, SISTERS):
        made = support.new_form(found.round, f"form-{key}", "VI.9", f"Giấy khen {key}", is_ours=True)
        AwardPool.objects.create(form=made, position=1, name="Cá nhân", unit_kinds=[COMMUNE], for_people=True, quota=3)
    support.guided(found)
    terms = Terms(dossiers_before=support.DOSSIERS)
    written = operations.write_guidance(by=SYSTEM, now=NOW, round=found.central.round, terms=terms)
    operations.submit_guidance(by=SYSTEM, now=NOW, guidance=written)
    for number in (3, 4, 5):
        support.new_round(people.campaign, number, "national-congress")
    fourth, fifth = (AwardRound.objects.get(campaign=people.campaign, number=number) for number in (4, 5))
    operations.close_guidance(by=SYSTEM, now=NOW, guidance=support.guided(found, fourth))
    operations.write_guidance(by=SYSTEM, now=NOW, round=fifth, terms=terms)
    world.nominations["sister's"] = support.proposed(
        found, people.sister_commune, person=make_person("Người xã bên Qxxaben"), form=made
    )


def fill(world: World) -> None:
    """A person of the commune in every state, and the district's dossiers with people of the commune."""
    found = awards_of(world)
    states = ("waiting", "reserve", "selected")
    for state in states:
        world.nominations[state] = _person(world, state, found.own)
    support.accepted(found, world.cast.district)
    for state in states:
        row = support.voted(Nomination.objects.get(pk=world.nominations[state].pk))
        if state == "reserve":
            row = operations.reserve_nominee(by=SYSTEM, now=NOW, nomination=row)
        if state == "selected":
            row = operations.select_nominee(by=SYSTEM, now=NOW, nomination=row, reason=markers.REASON)
        world.nominations[state] = row
    for state in ("proposed", "confirmed", "returned", "withdrawn", "draft"):
        world.nominations[state] = _person(world, state, found.own)
    for key in DOSSIERS:
        _dossier(world, key)
    _own_round(world)


def own_round(world: World) -> AwardRound:
    """The round of the commune's own plan."""
    return AwardRound.objects.get(plan=world.plans["own"])


def _own_round(world: World) -> None:
    """The commune's plan gives a Giấy khen of its own; the round is open, and one of its people waits to be chosen."""
    plan = Plan.objects.get(pk=world.plans["own"].pk)
    content = Content(subject="", awards=(AwardLine(f"Giấy khen {markers.PLAN}", "Cá nhân", 1),))
    give_awards(by=SYSTEM, now=NOW, plan=plan, place=place_of(plan), content=content)
    found, round = awards_of(world), own_round(world)
    support.guided(found, round)
    words = support.content(
        found, world.cast.commune, form=round.forms.get(), person=make_person(f"{markers.NOMINATED} own")
    )
    row = operations.draft_nomination(by=SYSTEM, now=NOW, content=words, propose=True)
    world.nominations["own round"] = support.voted(row)


def awards_of(world: World) -> support.Awards:
    """The rounds as the support of the stage's tests names them."""
    campaign = world.cast.campaign
    # Rounds of other rooms have other numbers.
    rows = AwardForm.objects.filter(round__campaign=campaign, round__number__lte=ROUNDS).select_related("round")
    forms = {row.key: row for row in rows.order_by("id")}
    first = AwardRound.objects.get(campaign=campaign, number=1)
    return support.Awards(world.cast, first, forms["bang-khen-tinh"], forms["bang-khen-ubnd"], forms["bang-khen-tw"])


def guidance(world: World, number: int) -> AwardGuidance:
    return AwardGuidance.objects.get(round__campaign=world.cast.campaign, round__number=number)


def _person(world: World, state: str, form: AwardForm) -> Nomination:
    people = world.cast
    content = support.content(
        awards_of(world), people.commune, form=form, person=make_person(f"{markers.NOMINATED} {state}"),
        achievement=f"Việc tốt {markers.WORDS}",
    )  # fmt: skip
    row = operations.draft_nomination(by=SYSTEM, now=NOW, content=content, propose=state != "draft")
    if state == "confirmed":
        row = support.confirmed(row)
    if state == "returned":
        row = operations.return_nomination(by=SYSTEM, now=NOW, nomination=row, reason=markers.REASON)
    if state == "withdrawn":
        row = operations.withdraw_nomination(by=SYSTEM, now=NOW, nomination=row, reason=markers.REASON)
    return row


def _dossier(world: World, key: str) -> None:
    people, found = world.cast, awards_of(world)
    form = AwardForm.objects.get(round=found.round, key=f"form-{key}")
    _person(world, f"hồ sơ {key}", form)
    common = {"by": SYSTEM, "now": NOW}
    if key in {"draft", "to-sign"}:
        made = operations.open_submission(**common, form=form, unit=people.district)
        world.submissions[key] = operations.submit_letter(**common, submission=made) if key == "to-sign" else made
    if key == "ready":
        world.submissions[key] = support.ready(found, people.district, form)
    if key == "sent":
        made = support.sent(found, people.district, form)
        world.submissions[key] = made
        world.files["scan"] = next(
            row for row in files.of_owner("submission", made.uid) if row.role == "council-minutes"
        )
