"""The cast with things in it: the commune's, each marked with words that stand nowhere else, and its sister's."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests.factories import AREA, NOW, SYSTEM, Cast, cast, make_person, make_target
from tests.foundation.core.uploads import pdf, picture, upload, workbook
from tests.foundation.documents import papers
from tests.harness.recording import recorded
from tests.scope import (
    markers,
    world_allocations,
    world_councils,
    world_decisions,
    world_evaluations,
    world_exemplars,
    world_funds,
    world_groups,
    world_nominations,
    world_papers,
    world_plans,
    world_reports,
    world_works,
)
from tests.scope.people import add_people, sign_in
from thidua.foundation.accounts.invitations import invite
from thidua.foundation.accounts.models import PersonalLink
from thidua.foundation.accounts.operations import open_account
from thidua.foundation.core import files
from thidua.foundation.core.models import ProofLink, StoredFile, TakenList
from thidua.foundation.documents.models import OwnWording, Register
from thidua.foundation.documents.operations import record_issued
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import (
    AmendmentDraft,
    CampaignDraft,
    CitedDocument,
    CoSigning,
    Plan,
    PlanComment,
    TaskReport,
    UnitGroup,
)
from thidua.stages.councils.models import Session
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.honours.models import Honour
from thidua.stages.milestones import operations as milestones
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.nominations.models import Nomination, Submission
from thidua.stages.progress import rebuild
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations import publish_plan, publish_work, withdraw_item
from thidua.stages.reports.models import Report as SentReport
from thidua.stages.reports.models import ReportPeriod
from thidua.stages.works import operations as works
from thidua.stages.works.models import Adoption, Double, Story, Work

FESTIVAL_ON, CONFERENCE_ON = datetime.date(2023, 11, 12), datetime.date(2023, 12, 5)


@dataclass
class World:
    """Everything by name. What stands under `own` names belongs to the commune or its first area."""

    cast: Cast
    cookies: dict[str, SimpleCookie]
    works: dict[str, Work] = field(default_factory=dict)
    merged: Double | None = None
    stories: dict[str, Story] = field(default_factory=dict)
    adoptions: dict[str, Adoption] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    comments: dict[str, PlanComment] = field(default_factory=dict)
    cosignings: dict[str, CoSigning] = field(default_factory=dict)
    tasks: dict[str, TaskReport] = field(default_factory=dict)
    drafts: dict[str, CampaignDraft] = field(default_factory=dict)
    amendments: dict[str, AmendmentDraft] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    taken: TakenList | None = None
    links: dict[str, ProofLink] = field(default_factory=dict)
    items: dict[str, PublicItem] = field(default_factory=dict)
    periods: dict[str, ReportPeriod] = field(default_factory=dict)
    reports: dict[str, SentReport] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    evaluations: dict[str, Evaluation] = field(default_factory=dict)
    honours: dict[str, Honour] = field(default_factory=dict)
    nominations: dict[str, Nomination] = field(default_factory=dict)
    submissions: dict[str, Submission] = field(default_factory=dict)
    groups: dict[str, UnitGroup] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    wordings: dict[str, OwnWording] = field(default_factory=dict)
    cited: dict[str, CitedDocument] = field(default_factory=dict)
    # What stands in each table as every test finds it.
    fingerprint: dict[str, str] = field(default_factory=dict)

    def client(self, who: str, *, strict: bool = False) -> Client:
        """A browser with this person's session: what the test does with it, signing out included, stays its own.

        The forms of a `strict` one are checked as a site checks them.
        """
        fresh = Client(enforce_csrf_checks=strict)
        fresh.cookies.load(self.cookies[who].output(header="", sep=";"))
        return fresh

    def actor(self, name: str) -> Any:
        return self.cast.actor(name)

    @property
    def campaign(self) -> str:
        return self.cast.campaign.key


def empty_world() -> World:
    """Everybody, what the province asks of all, and the sister's things: the commune of Nam Dong has nothing yet."""
    people = cast()
    add_people(people)
    _ahead(people)
    world = World(people, sign_in(people))
    _root_plan(world)
    world.works["sister's"] = world_works.work(
        world, "sister's", unit=people.sister_commune, by="sister_officer", name="Việc của xã bên Qxxaben"
    )
    world_works.photo(world, "sister's photo", world.works["sister's"], by="sister_officer")
    world.milestones["sister's"] = milestones.report_milestone(
        by=people.actor("sister_officer"), now=NOW, kind=people.milestone_kinds["launch"], unit=people.sister_commune,
        report=Report(datetime.date(2024, 7, 1), way="ceremony", note="Qxxaben"), uploads=[upload(pdf(), "xa-ben.pdf")],
    )  # fmt: skip
    world.files["sister's proof"] = files.of_owner("milestone", world.milestones["sister's"].uid)[0]
    _lists(world, "sister's ", by="sister_officer", words="Qxxaben")
    world_plans.begin(world)
    world_groups.prepare(world)
    world_papers.prepare(world)
    world_works.signed_house(world.cast)
    world_allocations.prepare(world)
    world_funds.prepare(world)
    world_evaluations.prepare(world)
    world_nominations.prepare(world)
    world_decisions.prepare(world)
    world_councils.prepare(world)
    world_reports.prepare(world)
    world.tokens["sister's"] = _link(world, people.sister_area, by="sister_officer", name="Trưởng ban xã bên")
    world_publications.begin(world)
    return world


def _ahead(people: Cast) -> None:
    """A board that has stood for forty days, and a target of the areas whose due date lies ahead."""
    make_target(
        people.campaign, "AHEAD", short_label="Còn hạn", measure="milestone", unit_kinds=[AREA], share=100,
        measure_params={"milestone": "congress", "state": "verified"}, due_before=datetime.date(2024, 12, 31),
    )  # fmt: skip
    rebuild.prepare(campaign=people.campaign, now=NOW - datetime.timedelta(days=40))


def fill(world: World) -> World:
    """The commune's things: a work in every state, milestones, a plan, files, links, something published."""
    world_works.fill(world)
    world_exemplars.fill(world)
    _milestones(world)
    _own_plan(world)
    world_papers.fill(world)
    world_plans.fill(world)
    _lists(world, "own ", by="commune_officer", words=markers.LISTED)
    _links(world)
    _published(world)
    _second_step(world)
    world_decisions.fill(world)
    world_councils.fill(world)
    world_evaluations.fill(world)
    world_nominations.fill(world)
    world_reports.fill(world)
    world_funds.fill(world)
    world_publications.fill(world)
    return world


@recorded
def full_world() -> World:
    """Made once in a process; the next folder that asks for it has its rows written as they were."""
    return fill(empty_world())


def _milestones(world: World) -> None:
    people, officer, head = world.cast, world.actor("commune_officer"), world.cast.actor("area_head")
    kinds, day = people.milestone_kinds, datetime.date(2024, 7, 2)
    world.milestones["launch"] = milestones.report_milestone(
        by=officer, now=NOW, kind=kinds["launch"], unit=people.commune, uploads=[upload(picture(64, 48), "anh.jpg")],
        report=Report(day, way="document", document_number=markers.NUMBER, document_date=day, note=markers.NOTE),
    )  # fmt: skip
    world.links["milestone link"] = milestones.add_link(
        by=world.actor("commune_officer"), now=NOW, milestone=world.milestones["launch"], **markers.LINK
    )
    world.files["proof"] = files.of_owner("milestone", world.milestones["launch"].uid)[0]
    world.milestones["congress"] = milestones.plan_milestone(
        by=officer, now=NOW, kind=kinds["congress"], unit=people.commune, planned_date=datetime.date(2024, 8, 20)
    )
    world.milestones["pilot"] = milestones.assign_milestone(
        by=world.actor("district_officer"), now=NOW, kind=kinds["pilot-congress"], unit=people.commune,
        prescribed_date=datetime.date(2024, 8, 30), prescribed_by=markers.PRESCRIBED,
    )  # fmt: skip
    world.milestones["festival"] = milestones.report_milestone(
        by=head, now=NOW, kind=kinds["festival"], unit=people.area, uploads=[upload(picture(64, 48), "thon.jpg")],
        report=Report(FESTIVAL_ON, note=markers.AREA_NOTE),
    )  # fmt: skip
    world.files["area's proof"] = files.of_owner("milestone", world.milestones["festival"].uid)[0]
    world.milestones["conference"] = milestones.report_milestone(
        by=officer, now=NOW, kind=kinds["conference"], unit=people.area_two,
        report=Report(CONFERENCE_ON, new_head_name=markers.HEAD, new_head_phone=markers.HEAD_PHONE),
    )  # fmt: skip


def _root_plan(world: World) -> None:
    campaign = world.cast.campaign
    document = record_issued(
        by=SYSTEM, now=NOW, unit=campaign.owner, body="Ban Thường trực", document=papers.plan(), sent_at=NOW
    )
    world.plans["root"] = Plan.objects.create(
        campaign=campaign, unit=campaign.owner, document=document, title="Phát động đợt thi đua", made_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    world.items["plan"] = publish_plan(by=world.actor("province_officer"), now=NOW, plan=world.plans["root"])


def _own_plan(world: World) -> None:
    commune = world.cast.commune
    document = record_issued(
        by=SYSTEM,
        now=NOW,
        unit=commune,
        body="Ban Thường trực",
        sent_at=NOW,
        document=papers.plan(subject=markers.PLAN),
        units=[world.cast.district],
    )
    world.plans["own"] = Plan.objects.create(
        campaign=world.cast.campaign, unit=commune, parent=world.plans["root"], document=document,
        title=f"Hưởng ứng đợt thi đua {markers.PLAN}", made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    world.files["document"] = files.store(
        upload=upload(picture(64, 48), f"{markers.FILE}.jpg"), owner_kind="document", owner_uid=document.uid, by=SYSTEM,
        now=NOW,
    )  # fmt: skip


def _lists(world: World, whose: str, *, by: str, words: str) -> None:
    """An office's lists, sent and not yet taken over."""
    officer, people = world.actor(by), world.cast
    unit = people.commune if by == "commune_officer" else people.sister_commune
    listed = workbook([["Tên công trình", "Loại", "Số lượng"], [f"Việc trong danh sách {words}", "Phần việc", 1]])
    world.files[f"{whose}list of works"] = works.keep_list(by=officer, now=NOW, upload=upload(listed, f"{words}.xlsx"))
    rows = [
        ["Đơn vị", "Mốc việc", "Ngày làm"],
        [unit.children.order_by("id")[0].short_name, "Hội nghị Ban công tác", "5/12/2023"],
    ]
    world.files[f"{whose}list of milestones"] = milestones.keep_list(
        by=officer, now=NOW, upload=upload(workbook(rows), f"{words}.xlsx")
    )


def _link(world: World, area: Unit, *, by: str, name: str) -> str:
    _made, token = milestones.give_area_link(by=world.actor(by), now=NOW, area=area, full_name=name)
    return token


def _links(world: World) -> None:
    people = world.cast
    revoked = _link(world, people.area, by="commune_officer", name=markers.HOLDER)
    # Giving a new one ends the old one.
    world.tokens |= {"revoked": revoked, "own": _link(world, people.area, by="commune_officer", name=markers.HOLDER)}
    world.tokens["expired"] = _link(world, people.area_two, by="commune_officer", name=markers.HOLDER)
    PersonalLink.objects.filter(unit=people.area_two).update(valid_to=NOW.date())
    comer = open_account(by=SYSTEM, now=NOW, person=make_person("Người được mời"), username="nguoi-duoc-moi")
    world.tokens["invitation"] = invite(comer)
    world.tokens["wrong"] = "khong-phai-duong-dan-nao"


def _published(world: World) -> None:
    """One work stands on the portal, one was taken down; the photos of the rest stay inside."""
    by, campaign = world.actor("province_officer"), world.cast.campaign
    for name, title in (("published", markers.PUBLIC), ("verified", markers.WITHDRAWN)):
        world.items[name] = publish_work(
            by=by, now=NOW, work=world.works[name], campaign=campaign, title=title, text="Lời giới thiệu",
            photos=[world.files[f"{name} photo"].uid],
        )  # fmt: skip
    world.items["verified"] = withdraw_item(by=by, now=NOW, item=world.items["verified"], reason="Đăng nhầm")


def _second_step(world: World) -> None:
    """The commune's officer signs in in two steps."""
    account = world.cast.account("commune_officer")
    TOTP.activate(account, generate_totp_secret())
    # The package notes the first look at them, which is a GET: here it has been taken.
    RecoveryCodes.activate(account).mark_as_viewed()


def receipt() -> str:
    return str(uuid.uuid4())


# What each stage adds lies beside; it is given the world above.
from tests.scope import world_publications  # noqa: E402
