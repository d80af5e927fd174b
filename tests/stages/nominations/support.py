"""Rounds, seats and dossiers of the named cast, brought as far as a test needs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tests.factories import (
    AREA,
    COMMUNE,
    DEPARTMENT,
    DISTRICT,
    NOW,
    ORG_DISTRICT,
    ORG_PROVINCE,
    PROVINCE,
    SYSTEM,
    Cast,
    cast,
    make_person,
)
from tests.foundation.core.uploads import picture, upload
from tests.harness.recording import recorded
from thidua.foundation.accounts.models import Person
from thidua.foundation.core import locking
from thidua.foundation.core.actors import By
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import (
    AwardForm,
    AwardPool,
    AwardRound,
    Campaign,
    CriteriaSet,
    Criterion,
    DossierPart,
    Plan,
)
from thidua.stages.nominations.models import AwardGuidance, Nomination, Submission
from thidua.stages.nominations.operations import (
    Content,
    Terms,
    accept_submission,
    attach_paper,
    confirm_report,
    draft_nomination,
    issue_guidance,
    open_submission,
    record_vote,
    send_submission,
    sign_letter,
    submit_guidance,
    submit_letter,
    write_guidance,
)

DOSSIERS = datetime.date(2024, 8, 20)
PROPOSALS = datetime.date(2024, 7, 31)
REPORT = {
    "profile": "Xã có 11 thôn, buôn.",
    "results": "- Làm 1,2 km đường.\n- Trồng hoa 3 tuyến.",
    "awards": "Chưa có.",
}
WORDS = "Vận động Nhân dân làm 1,2 km đường giao thông nông thôn."
# name, kinds, for people, quota
POOLS: list[tuple[str, list[str], bool, int]] = [
    ("Phòng, ban của tỉnh", [DEPARTMENT], False, 2),
    ("Tổ chức thành viên cấp tỉnh", [ORG_PROVINCE], False, 3),
    ("Huyện và tổ chức cùng cấp", [DISTRICT, ORG_DISTRICT], False, 5),
    ("Xã và Ban Công tác Mặt trận", [COMMUNE, AREA], False, 2),
    ("Cá nhân cơ quan tỉnh", [PROVINCE, DEPARTMENT, ORG_PROVINCE], True, 5),
    ("Cá nhân huyện, xã, khu dân cư", [DISTRICT, COMMUNE, AREA], True, 10),
]
PARTS = [
    ("submission-letter", "Tờ trình", False),
    ("council-minutes", "Biên bản họp Hội đồng Thi đua - Khen thưởng", False),
    ("achievement-report", "Báo cáo thành tích", True),
    ("summary-table", "Bảng trích ngang tóm tắt thành tích", False),
]


@dataclass(frozen=True, slots=True)
class Awards:
    """The forms of the cast's campaign: the province's own, one announced later, the Central Committee's of round 2."""

    cast: Cast
    round: AwardRound
    own: AwardForm
    later: AwardForm
    central: AwardForm

    def pool(self, place: int) -> AwardPool:
        return self.own.pools.get(position=place)

    @property
    def communes(self) -> AwardPool:
        return self.pool(4)


def awards(people: Cast, *, alone: bool = True) -> Awards:
    """Two rounds like plan 286's, with criteria for all but departments, and the dossier's four papers.

    `alone`: in a site that has neither the campaign's plan nor its criteria yet.
    """
    campaign = people.campaign
    if alone:
        _plan_and_criteria(people)
    first, second = new_round(campaign, 1, "provincial-congress"), new_round(campaign, 2, "national-congress", [1])
    own = new_form(
        first, "bang-khen-tinh", "VI.3", "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh", is_ours=True, original_sets=1
    )
    later = new_form(first, "bang-khen-ubnd", "VI.2", "Bằng khen của Ủy ban nhân dân tỉnh", announced_later=True)
    central = new_form(second, "bang-khen-tw", "VI.1", "Bằng khen của Ủy ban Trung ương", original_sets=2)
    for place, (name, kinds, people_only, quota) in enumerate(POOLS, 1):
        AwardPool.objects.create(
            form=own, position=place, name=name, unit_kinds=kinds, for_people=people_only, quota=quota
        )
    AwardPool.objects.create(form=central, position=1, name="Huyện", unit_kinds=[DISTRICT], quota=1)
    for place, (key, name, each) in enumerate(PARTS, 1):
        DossierPart.objects.create(campaign=campaign, key=key, position=place, name=name, per_nominee=each)
    return Awards(people, first, own, later, central)


@recorded
def cast_with_awards() -> Awards:
    return awards(cast())


@recorded
def cast_in_open_round() -> Awards:
    """The same with its guidance issued."""
    made = awards(cast())
    guided(made)
    return made


def _plan_and_criteria(people: Cast) -> None:
    campaign = people.campaign
    Plan.objects.create(
        campaign=campaign, unit=people.province, title="Phát động đợt thi đua", made_at=NOW, changed_at=NOW
    )
    for clause, kinds, people_only in (
        ("V.1.2", [DISTRICT], False),
        ("V.1.3", [COMMUNE, AREA], False),
        ("V.1.4", [], True),
    ):
        judged = CriteriaSet.objects.create(
            campaign=campaign, clause=clause, subject=clause, unit_kinds=kinds, for_people=people_only
        )
        Criterion.objects.create(criteria_set=judged, position=1, text="Tiêu biểu.")


def guided(found: Awards, round: AwardRound | None = None, **terms: Any) -> AwardGuidance:
    """The issued guidance of a round."""
    values = {"proposals_before": PROPOSALS, "dossiers_before": DOSSIERS, **terms}
    made = write_guidance(by=SYSTEM, now=NOW, round=round or found.round, terms=Terms(**values))
    made = submit_guidance(by=SYSTEM, now=NOW, guidance=made)
    return issue_guidance(by=SYSTEM, now=NOW, guidance=made)


def content(found: Awards, unit: Unit, subject: Unit | None = None, **more: Any) -> Content:
    values: dict[str, Any] = {
        "form": found.own, "unit": unit, "subject": subject or unit, "achievement": WORDS, "report": dict(REPORT),
    }  # fmt: skip
    return Content(**{**values, **more})


def proposed(found: Awards, unit: Unit, subject: Unit | None = None, *, by: By = SYSTEM, **more: Any) -> Nomination:
    return draft_nomination(by=by, now=NOW, content=content(found, unit, subject, **more), propose=True)


def confirmed(nomination: Nomination) -> Nomination:
    return confirm_report(by=SYSTEM, now=NOW, nomination=nomination)


def minutes_scan(submission: Submission, by: By = SYSTEM) -> Submission:
    return attach_paper(
        by=by, now=NOW, submission=submission, part_key="council-minutes",
        upload=upload(picture(40, 30), "bien-ban.jpg"), title="Biên bản số 03/BB-HĐTĐKT",
    )  # fmt: skip


def sent(found: Awards, unit: Unit, form: AwardForm | None = None) -> Submission:
    """A complete dossier of a body with all it holds, sent."""
    return send_submission(by=SYSTEM, now=NOW, submission=ready(found, unit, form))


def ready(found: Awards, unit: Unit, form: AwardForm | None = None) -> Submission:
    """The same, not yet sent."""
    made = open_submission(by=SYSTEM, now=NOW, form=form or found.own, unit=unit)
    for file in made.nominees.select_related("nomination"):
        if file.nomination.confirmed_at is None:
            confirmed(file.nomination)
    made = minutes_scan(made)
    made = submit_letter(by=SYSTEM, now=NOW, submission=made)
    return sign_letter(by=SYSTEM, now=NOW, submission=made)


def accepted(found: Awards, unit: Unit) -> Submission:
    return accept_submission(by=SYSTEM, now=NOW, submission=sent(found, unit))


def voted(nomination: Nomination, votes_for: int = 7, votes_of: int = 7, *, passed: bool = True) -> Nomination:
    with transaction.atomic(), locking.fresh_order():
        return record_vote(
            by=SYSTEM, now=NOW, nomination=nomination, votes_for=votes_for, votes_of=votes_of, passed=passed
        )


def person(name: str, position: str = "") -> Person:
    made = make_person(name)
    made.position = position
    made.save()
    return made


def scans(submission: Submission) -> list[StoredFile]:
    return list(StoredFile.objects.filter(owner_uid=submission.uid).order_by("id"))


def new_round(campaign: Campaign, number: int, event: str, draws_from: Sequence[int] = ()) -> AwardRound:
    """A round of the campaign; one that is there already keeps its forms."""
    values = {"unit": campaign.owner, "event_key": event, "draws_from": list(draws_from)}
    return AwardRound.objects.update_or_create(campaign=campaign, number=number, defaults=values)[0]


def new_form(round: AwardRound, key: str, clause: str, name: str, **more: Any) -> AwardForm:
    """A form of a round."""
    return AwardForm.objects.create(
        round=round, key=key, clause=clause, name=name, submitters="", appraiser="Ban Tổ chức - Tuyên giáo",
        decider=f"Nơi tặng {name}", **more,
    )  # fmt: skip
