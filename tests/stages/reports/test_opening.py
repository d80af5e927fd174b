"""A draft accepted on the site: checked, loaded, running; refused as the command refuses, each fault with its key."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import Cast, cast
from tests.foundation.documents import papers
from tests.stages.campaigns.plan_reader.accepted_286 import CORRECTIONS, composed
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core import step_notes
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns.campaign_file import CampaignFileError
from thidua.stages.campaigns.kept_files import campaign_files
from thidua.stages.campaigns.models import Campaign, CampaignDraft, Participation
from thidua.stages.campaigns.operations import change_draft, keep_draft
from thidua.stages.campaigns.plan_draft.places import corrected
from thidua.stages.progress.models import UnitProgress
from thidua.stages.reports.models import ReportPeriod
from thidua.stages.reports.operations import accept_draft, accept_files, opening

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("H.1")]
NOW = datetime.datetime(2024, 7, 15, 9, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def plan() -> dict[str, str]:
    return composed()[1]


@pytest.fixture
def people(db: None) -> Cast:
    made: Cast = cast()
    return made


def with_values(files: dict[str, str], **values: str) -> dict[str, str]:
    return corrected(files, {name.replace("__", "."): value for name, value in values.items()})


@pytest.fixture
def files(plan: dict[str, str], people: Cast) -> dict[str, str]:
    """Under a key and a number of its own: the cast's campaign and its plan are there."""
    return with_values(plan, campaign__key="doc-tu-ke-hoach", plan__number="901")


def opened(draft: CampaignDraft) -> Campaign:
    """What became of a draft, as the site keeps it."""
    campaign = CampaignDraft.objects.get(pk=draft.pk).campaign
    assert campaign is not None
    return campaign


@pytest.mark.parametrize("name", ["province_leader", "administrator"])
def test_accepted_draft_runs(people: Cast, files: dict[str, str], name: str) -> None:
    draft = keep_draft(by=people.actor("province_officer"), now=NOW, unit=people.province, files=files)
    campaign = opened(accept_draft(by=people.actor(name), now=NOW, draft=draft, version=draft.version))
    assert (campaign.key, campaign.owner) == ("doc-tu-ke-hoach", people.province)
    assert campaign.targets.filter(companion_of=None).count() == 9
    assert Participation.objects.filter(campaign=campaign).count() == len(people.units)
    assert UnitProgress.objects.filter(target__campaign=campaign).exists()
    document = campaign.plans.get(parent=None).document
    assert document is not None
    assert (document.number, document.issued_at is not None) == (901, True)
    assert ReportPeriod.objects.filter(schedule__campaigns=campaign).count() == 1
    told = AuditEntry.objects.get(act="mở đợt thi đua", object_uid=campaign.uid)
    assert told.actor_uid == people.actor(name).uid
    assert campaign_files(campaign) == files


@pytest.mark.parametrize("name", ["province_officer", "district_leader", "women_leader"])
def test_who_may_not_open_is_told_who_does(people: Cast, files: dict[str, str], name: str) -> None:
    with pytest.raises(NotAllowed, match="lãnh đạo hoặc quản trị của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông"):
        accept_files(by=people.actor(name), now=NOW, unit=people.province, files=files)
    assert CampaignDraft.objects.count() == 0


def test_plan_of_another_body_is_refused(people: Cast, files: dict[str, str]) -> None:
    with pytest.raises(Invalid, match="đơn vị khác") as refused:
        accept_files(by=people.actor("district_leader"), now=NOW, unit=people.district, files=files)
    assert list(refused.value.fields) == ["owner"]
    assert Campaign.objects.count() == 1


def test_what_is_wrong_is_named_and_nothing_of_it_stays(people: Cast, files: dict[str, str]) -> None:
    leader: dict[str, Any] = {"by": people.actor("province_leader"), "now": NOW, "unit": people.province}
    with pytest.raises(CampaignFileError) as broken:
        accept_files(**leader, files=with_values(files, plan__number="", plan__place=""))
    assert [problem.key for problem in broken.value.problems] == ["plan.number", "plan.place"]
    with pytest.raises(CampaignFileError) as early:
        accept_files(**leader, files=with_values(files, plan__date="2024-07-16"))
    assert [problem.key for problem in early.value.problems] == ["plan.date"]
    assert (Campaign.objects.count(), CampaignDraft.objects.count()) == (1, 0)


def test_number_the_register_has_given_stands_at_the_number(people: Cast, files: dict[str, str]) -> None:
    leader: dict[str, Any] = {"by": people.actor("province_leader"), "now": NOW, "unit": people.province}
    accept_files(**leader, files=files)
    with pytest.raises(CampaignFileError) as taken:
        accept_files(**leader, files=with_values(files, campaign__key="dot-hai"))
    assert [problem.key for problem in taken.value.problems] == ["plan.number"]
    assert not Campaign.objects.filter(key="dot-hai").exists()


def test_second_plan_of_the_office_has_reports_of_its_own(people: Cast) -> None:
    """A report owed once is another report in another campaign."""
    periods = set()
    for number in (1, 2):
        _key, read = composed((*CORRECTIONS, lambda _reading, chosen, key=f"dot-{number}": setattr(chosen, "key", key)))
        given = with_values(read, plan__number=f"90{number}")
        leader = people.actor("province_leader")
        campaign = opened(accept_files(by=leader, now=NOW, unit=people.province, files=given))
        periods |= set(ReportPeriod.objects.filter(schedule__campaigns=campaign).values_list("pk", flat=True))
    assert len(periods) == 2


def test_opened_once(people: Cast, files: dict[str, str]) -> None:
    given: dict[str, Any] = {
        "by": people.actor("province_leader"), "now": NOW, "unit": people.province, "files": files,
        "receipt": "2f1d9c1e-8f0b-4b53-9b1e-0d0c8d6f7a11",
    }  # fmt: skip
    draft = accept_files(**given)
    assert accept_files(**given) == draft
    with pytest.raises(NotNow, match="đã mở"):
        accept_draft(by=people.actor("province_leader"), now=NOW, draft=draft)
    with pytest.raises(NotNow, match="đã mở"):
        change_draft(by=people.actor("province_leader"), now=NOW, draft=draft, files=files)


def test_last_corrections_are_kept_with_the_opening(people: Cast, files: dict[str, str]) -> None:
    draft = keep_draft(by=people.actor("province_officer"), now=NOW, unit=people.province, files=files)
    last = with_values(files, campaign__short_name="Tên sau cùng")
    leader = people.actor("province_leader")
    campaign = opened(accept_draft(by=leader, now=NOW, draft=draft, files=last, version=draft.version))
    assert campaign.short_name == "Tên sau cùng"
    assert campaign_files(campaign) == last


@pytest.fixture
def waiting(people: Cast, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> CampaignDraft:
    """Too many units for a page."""
    monkeypatch.setattr(opening, "AT_ONCE", len(people.units) - 1)
    draft: CampaignDraft = accept_files(by=people.actor("province_leader"), now=NOW, unit=people.province, files=files)
    return draft


def test_many_units_are_left_to_the_worker(
    people: Cast, waiting: CampaignDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (waiting.campaign, waiting.waits_since, waiting.is_at_work) == (None, NOW, False)
    with pytest.raises(NotNow, match="đang mở"):
        change_draft(by=people.actor("province_officer"), now=NOW, draft=waiting, files=waiting.files)
    steps: list[int] = []
    monkeypatch.setattr(step_notes, "tell", lambda _uid, step: steps.append(step))
    assert opening.open_waiting(NOW) == 1
    campaign = opened(waiting)
    assert steps == [1, 2, 3]
    told = AuditEntry.objects.get(act="mở đợt thi đua", object_uid=campaign.uid)
    assert told.actor_uid == people.actor("province_leader").uid
    assert opening.open_waiting(NOW) == 0


def test_what_the_worker_cannot_open_is_a_draft_again_with_the_reason(people: Cast, waiting: CampaignDraft) -> None:
    Membership.objects.filter(person=people.people["province_leader"]).delete()
    assert opening.open_waiting(NOW) == 1
    waiting.refresh_from_db()
    assert (waiting.campaign, waiting.waits_since, waiting.is_at_work) == (None, None, True)
    assert waiting.told.startswith("Chỉ lãnh đạo hoặc quản trị")
    assert Campaign.objects.count() == 1
    assert not step_notes.told(waiting.uid)
    changed = change_draft(by=people.actor("province_officer"), now=NOW, draft=waiting, files=waiting.files)
    assert changed.told == ""


def test_what_the_worker_finds_wrong_is_told_in_words_without_file_and_key(
    people: Cast, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", len(people.units) - 1)
    draft = accept_files(by=people.actor("province_leader"), now=NOW, unit=people.province, files=files)
    taken = papers.plan(number=901, date=datetime.date(2023, 10, 26))  # since it was accepted
    record_issued(by=System(), now=NOW, unit=people.province, body="Ban Thường trực", document=taken)
    opening.open_waiting(NOW)
    draft.refresh_from_db()
    assert draft.told.startswith("Số 901 năm 2023 đã có văn bản khác")


@pytest.mark.parametrize(
    ("wrong", "key", "told"),
    [
        ({"plan__date": "2030-01-01"}, "plan.date", "Ngày văn bản không được sau ngày hôm nay."),
        ({"plan__number": "902"}, "plan.number", "Số 902 năm 2023 đã có văn bản khác"),
    ],
)
def test_what_the_register_would_refuse_is_told_before_the_worker_is_left_to_it(
    people: Cast, files: dict[str, str], monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], key: str, told: str
) -> None:
    taken = papers.plan(number=902, date=datetime.date(2023, 10, 26))
    record_issued(by=System(), now=NOW, unit=people.province, body="Ban Thường trực", document=taken)
    monkeypatch.setattr(opening, "AT_ONCE", len(people.units) - 1)
    with pytest.raises(CampaignFileError) as refused:
        accept_files(
            by=people.actor("province_leader"), now=NOW, unit=people.province, files=with_values(files, **wrong)
        )
    assert [(problem.key, problem.reason[: len(told)]) for problem in refused.value.problems] == [(key, told)]
    assert not CampaignDraft.objects.exists()


def test_defect_of_the_product_is_told_and_nothing_is_kept(
    waiting: CampaignDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_given: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(opening, "load_schedules", broken)
    assert opening.open_waiting(NOW) == 1
    waiting.refresh_from_db()
    assert "Xin báo người quản trị" in waiting.told
    assert Campaign.objects.count() == 1
