"""The commune's own guidance at each step of its way, with what its district was asked; a task of each of the two."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from tests.factories import NOW, START, SYSTEM, make_target
from tests.foundation.core.uploads import pdf, upload
from tests.foundation.documents import papers
from tests.scope import markers
from thidua.foundation.core import files
from thidua.foundation.documents.operations import record_issued
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import plan_rules
from thidua.stages.campaigns.amended import Changes
from thidua.stages.campaigns.models import Campaign, CampaignTask, Plan, TaskReport
from thidua.stages.campaigns.operations import (
    agree_to_sign,
    ask_comments,
    ask_recall,
    draft_amendment,
    give_comment,
    issue_plan,
    keep_draft,
    name_cosigner,
    report_task,
    revise_plan,
    start_plan,
    submit_amendment,
    submit_plan,
)
from thidua.stages.campaigns.operations.own_plans import content_of

if TYPE_CHECKING:
    from tests.scope.world import World


CAMPAIGN = f'[campaign]\nkey = "dot-qx"\nshort_name = "Đợt {markers.PLAN}"\n\n[plan]\n\n[plan.signer]\n'


def begin(world: World) -> None:
    """What the others write: the district its plan and guidance, the women's union a draft; a task of all communes."""
    people = world.cast
    given = {"campaign": people.campaign, "unit_kinds": [people.commune.kind_id]}
    task = CampaignTask.objects.create(key="chung", clause="VII.1", text="Việc chung của các xã", **given)
    CampaignTask.objects.create(
        key="ban-hanh", clause="VII.3", text="Ban hành kế hoạch", milestone_key="issue-plan", **given
    )
    CampaignTask.objects.create(key="giao-sau", clause="VII.2", text="Việc giao sau", **given)
    # After what the campaign asks: a paper that says less than is asked by now is not signed.
    world.plans["before leader"] = _district(world, Plan.Kind.PLAN)
    world.plans["issued"] = issue_plan(
        by=people.actor("district_leader"), now=NOW, plan=_district(world, Plan.Kind.GUIDANCE), date=NOW.date()
    )
    _commented(world)
    _joint(world)
    _amended(world)
    owed = _owed(task, people.sister_commune)
    world.tasks["done task"] = report_task(by=people.actor("sister_officer"), now=NOW, report=owed, done_on=NOW.date())


def fill(world: World) -> None:
    """The commune's own: a draft guidance its district was asked about, as its plan was issued on paper; a task."""
    people = world.cast
    officer = people.actor("commune_officer")
    draft = _written(world)
    [world.comments["asked"]] = ask_comments(by=officer, now=NOW, plan=draft, units=[people.district])
    world.plans["draft"] = Plan.objects.get(pk=draft.pk)
    kept = {"campaign.toml": CAMPAIGN, "plan.toml": ""}
    world.drafts["own"] = keep_draft(by=officer, now=NOW, unit=people.commune, files=kept)
    task = CampaignTask.objects.create(
        campaign=people.campaign, key="qx", clause="", text=f"Việc {markers.NOTE}", plan=world.plans["own"],
        owner=people.commune,
    )  # fmt: skip
    world.tasks["own task"] = _owed(task, people.commune)
    world.files["task proof"] = files.store(
        upload=upload(pdf(), f"{markers.FILE}.pdf"), owner_kind=plan_rules.PROOFS_OF,
        owner_uid=world.tasks["own task"].uid, by=officer, now=NOW,
    )  # fmt: skip


def _owed(task: CampaignTask, unit: Unit) -> TaskReport:
    return TaskReport.objects.create(task=task, unit=unit, made_at=NOW, changed_at=NOW)


def _written(world: World) -> Plan:
    people = world.cast
    officer = people.actor("commune_officer")
    plan = start_plan(by=officer, now=NOW, parent=world.plans["root"], unit=people.commune, kind=Plan.Kind.GUIDANCE)
    content = dataclasses.replace(content_of(plan), subject=f"Hướng dẫn {markers.PLAN}")
    return revise_plan(by=officer, now=NOW, plan=plan, content=content)


def _district(world: World, kind: str) -> Plan:
    officer = world.cast.actor("district_officer")
    plan = start_plan(by=officer, now=NOW, parent=world.plans["root"], unit=world.cast.district, kind=kind)
    return submit_plan(by=officer, now=NOW, plan=plan)


def _commented(world: World) -> None:
    """The women's union asked the commune, which has answered."""
    people = world.cast
    officer = people.actor("women_officer")
    plan = start_plan(by=officer, now=NOW, parent=world.plans["root"], unit=people.women)
    [asked] = ask_comments(by=officer, now=NOW, plan=plan, units=[people.commune])
    given = give_comment(by=people.actor("commune_officer"), now=NOW, comment=asked, text="Nhất trí với dự thảo")
    world.comments["given"] = given


def _joint(world: World) -> None:
    """Of two bodies: the women's plan names the province, their guidance nobody yet; the district has one to sign.

    That is of its own women's union, which has a leader.
    """
    people, root = world.cast, world.plans["root"]
    officer, theirs = people.actor("women_officer"), people.actor("district_women_officer")
    world.plans["of one body"] = start_plan(
        by=officer, now=NOW, parent=root, unit=people.women, kind=Plan.Kind.GUIDANCE
    )
    plan = Plan.objects.get(unit=people.women, kind=Plan.Kind.PLAN)
    world.cosignings["named"] = name_cosigner(by=officer, now=NOW, plan=plan, partner=people.province)
    plan = start_plan(by=theirs, now=NOW, parent=root, unit=people.units["district_women"])
    asked = name_cosigner(by=theirs, now=NOW, plan=plan, partner=people.district)
    world.plans["of two bodies"] = submit_plan(by=theirs, now=NOW, plan=plan)
    asked.refresh_from_db()
    world.cosignings["asked"] = asked
    guidance = start_plan(by=theirs, now=NOW, parent=root, unit=people.units["district_women"], kind=Plan.Kind.GUIDANCE)
    name_cosigner(by=theirs, now=NOW, plan=guidance, partner=people.district)
    guidance = submit_plan(by=theirs, now=NOW, plan=guidance)
    leader = people.actor("district_leader")
    signed = agree_to_sign(by=leader, now=NOW, cosigning=guidance.cosignings.get())
    issue_plan(by=theirs, now=NOW, plan=guidance, date=NOW.date())
    signed.refresh_from_db()
    world.cosignings["signed"] = ask_recall(by=leader, now=NOW, cosigning=signed, reason="Trùng việc")


def _amended(world: World) -> None:
    """The province amends two campaigns of its own that ask nobody: one document is a draft, one before its leader."""
    people = world.cast
    officer = people.actor("province_officer")
    for number, name in enumerate(("draft", "before leader"), 801):
        campaign = Campaign.objects.create(
            key=f"sua-{number}", name="Đợt riêng", short_name="Đợt riêng", type=Campaign.Type.REGULAR,
            owner=people.province, starts_on=START, file_hash=str(number), made_at=NOW, changed_at=NOW,
        )  # fmt: skip
        make_target(campaign, "I.1", text=f"Câu {markers.AMENDED}")
        document = record_issued(
            by=SYSTEM, now=NOW, unit=people.province, body="Ban Thường trực", sent_at=NOW,
            document=papers.plan(number=number, date=START),
        )  # fmt: skip
        plan = Plan.objects.create(
            campaign=campaign, unit=people.province, document=document, title="Đợt riêng", made_at=NOW, changed_at=NOW
        )
        changes = Changes(values={"target/I.1/text": "Câu khác"})
        made = draft_amendment(by=officer, now=NOW, plan=plan, changes=changes, what=markers.AMENDED)
        world.amendments[name] = made if name == "draft" else submit_amendment(by=officer, now=NOW, draft=made)
