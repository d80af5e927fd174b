"""A plan that was read opened on the desk, kept for who may open it; an earlier campaign copied, corrected, opened."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.harness.pages import address, enter, receipt, words
from tests.stages.campaigns.plan_reader import plan_286
from tests.stages.campaigns.plan_reader.accepted_286 import composed
from thidua.faces.desk.plans.draft_forms import day_off, lines_of
from thidua.foundation.core import step_notes
from thidua.stages.campaigns.models import Campaign, CampaignDraft
from thidua.stages.campaigns.operations import keep_draft
from thidua.stages.campaigns.plan_draft.copying import anew
from thidua.stages.campaigns.plan_draft.places import Place
from thidua.stages.campaigns.plan_draft.places import corrected as with_values
from thidua.stages.reports.operations import accept_files, opening

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("H.1")]
PROPOSERS = "Ủy ban MTTQ Việt Nam các huyện, thành phố"
READ: dict[str, Any] = {}


@pytest.fixture
def people(db: None) -> Cast:
    made: Cast = cast()
    return made


def corrected(client: Client, **more: str) -> dict[str, Any]:
    """What the form of the reading would send, with what only a person can say."""
    file = SimpleUploadedFile("ke-hoach.txt", plan_286.text().encode())
    form = client.post(address("plan-read"), {"upload": file, "pasted": ""}).context["form"]
    given = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False, "")}
    return {**given, "awards/2/submitters": PROPOSERS, "document/number": "901/KH-MTTQ-BTT", **more}


def corrected_once(client: Client, **more: str) -> dict[str, Any]:
    """The same, read by the first test that asks: each fault is put into the same form, and the text stays as it is."""
    if not READ:
        READ.update(corrected(client))
    return {**READ, **more}


def of_form(answer: Any) -> dict[str, Any]:
    """What the form of a draft would send."""
    form = answer.context["form"]
    return {bound.html_name: bound.field.prepare_value(bound.value()) if hasattr(bound.field, "prepare_value") else bound.value()
            for bound in form if bound.value() not in (None, "")}  # fmt: skip


def test_leader_opens_what_was_read(people: Cast) -> None:
    leader = enter(people, "province_leader")
    form = corrected(leader, key="mo-ngay", act="open")
    answer = leader.post(address("plan-read"), form, follow=True)
    assert answer.status_code == 200, words(answer)
    campaign = Campaign.objects.get(key="mo-ngay")
    assert answer.redirect_chain[0][0] == address("plan", campaign.plans.get(parent=None).uid)
    assert "Đã mở đợt thi đua." in answer.content.decode()
    again = leader.post(address("plan-read"), form)
    assert again.headers["Location"] == answer.redirect_chain[0][0]
    assert (Campaign.objects.count(), CampaignDraft.objects.count()) == (2, 1)


def test_officer_keeps_it_and_is_told_who_opens(people: Cast) -> None:
    officer = enter(people, "province_officer")
    form = corrected(officer, key="luu-truoc")
    assert officer.post(address("plan-read"), {**form, "act": "open"}).status_code == 403
    answer = officer.post(address("plan-read"), {**form, "act": "keep"}, follow=True)
    draft = CampaignDraft.objects.get()
    told = words(answer)
    assert answer.redirect_chain[0][0] == address("campaign-draft", draft.uid)
    assert "Tệp đã đủ và đúng" in told
    assert "Chỉ lãnh đạo hoặc quản trị của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông mở được" in told
    assert "Đợt thi đua dự thảo" in words(officer.get(address("plans")))

    administrator = enter(people, "administrator")
    page = administrator.get(address("campaign-draft", draft.uid))
    opened = administrator.post(address("campaign-draft", draft.uid), {**of_form(page), "act": "open"}, follow=True)
    assert opened.status_code == 200, words(opened)
    assert Campaign.objects.filter(key="luu-truoc").exists()
    assert "Đợt thi đua này đã mở." in words(officer.get(address("campaign-draft", draft.uid)))


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"key": "thu"}, "key", "Đã có đợt thi đua mang mã «thu». Xin đặt mã khác, ví dụ «thu-2»."),
        ({"key": "Đợt 1"}, "key", "chữ thường không dấu"),
        ({"owner": "662"}, "owner", ""),
        ({"owner": "khong-co"}, "owner", "Không có đơn vị mang mã «khong-co»"),
        ({"document/date": "2024-09-30"}, "document/date", ""),
        ({"document/place": ""}, "document/place", "Còn thiếu"),
        ({"signer/name": ""}, "signer/name", "Còn thiếu"),
        ({"period/from": ""}, "period/from", "bắt đầu trước đợt thi đua"),
        ({"targets/2/ends": "2023-01-05"}, "targets/2/ends", "Kết thúc trước"),
        ({"targets/3/unit_kinds": ["front-central"]}, "targets/3/unit_kinds", ""),
        ({"published_on": "khi nao"}, "published_on", "Ngày viết như"),
    ],
)
def test_each_fault_stands_at_its_field(people: Cast, wrong: dict[str, Any], field: str, sentence: str) -> None:
    leader = enter(people, "province_leader")
    given = {**corrected_once(leader, key="co-loi", short_name="Tên tự đặt", act="open"), **wrong}
    answer = leader.post(address("plan-read"), given)
    if answer.status_code == 403:  # another body's plan
        assert "huyện Cư Jút" in words(answer)
        return
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert sentence in " ".join(errors.get(field, ())), dict(errors)
    assert field in errors
    assert 'value="Tên tự đặt"' in answer.content.decode()
    assert Campaign.objects.count() == 1


def opened(people: Cast) -> Campaign:
    files = with_values(composed()[1], {"campaign.key": "dot-2023", "plan.number": "901"})
    campaign: Campaign | None = accept_files(by=SYSTEM, now=NOW, unit=people.province, files=files).campaign
    assert campaign is not None
    return campaign


def test_page_tells_how_far_the_worker_is(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 1)
    leader = enter(people, "province_leader")
    answer = leader.post(address("plan-read"), corrected(leader, key="mo-ngay", act="open"), follow=True)
    page = address("campaign-draft", CampaignDraft.objects.get().uid)
    assert answer.redirect_chain[0][0] == page
    assert "đang chờ đến lượt" in words(answer)
    assert 'http-equiv="refresh"' in answer.content.decode()
    step_notes.tell(CampaignDraft.objects.get().uid, 2)
    assert "xong bước 2 trên 4" in words(leader.get(page))
    opening.open_waiting(NOW)
    told = leader.get(page)
    assert "Đợt thi đua này đã mở." in words(told)
    assert 'http-equiv="refresh"' not in told.content.decode()


@pytest.mark.clause("H.3")
def test_campaign_is_copied_day_by_day_corrected_and_opened(people: Cast) -> None:
    campaign = opened(people)
    plan = campaign.plans.get(parent=None)
    officer, leader = enter(people, "province_officer"), enter(people, "province_leader")
    assert address("plan-copy", plan.uid) in leader.get(address("plan", plan.uid)).content.decode()
    page = officer.get(address("plan-copy", plan.uid))
    assert {name: page.context["form"][name].value() for name in ("key", "months")} == {"key": "dot-2024", "months": 12}
    # A name without a year gets the new one behind it: two campaigns of one name could not be told apart.
    name = page.context["form"]["short_name"].value()
    assert name == f"{campaign.short_name[:105].rpartition(' ')[0]} năm 2024"
    given = {"key": "dot-2024", "months": "12", "short_name": "Đợt 2024", "receipt": receipt()}
    shown = officer.post(address("plan-copy", plan.uid), {**given, "act": "look"})
    told = words(shown)
    assert "số phân bổ cho từng đơn vị, đơn vị được miễn, ngày của sự kiện, kết quả" in told
    assert "10/2023" in told
    assert "10/2024" in told
    assert CampaignDraft.objects.filter(campaign=None).count() == 0

    answer = officer.post(address("plan-copy", plan.uid), {**given, "act": "keep"}, follow=True)
    draft = CampaignDraft.objects.get(campaign=None)
    assert draft.copied_from == campaign
    assert answer.redirect_chain[0][0] == address("campaign-draft", draft.uid)
    assert set(answer.context["faults"]) == {
        ("Văn bản: Số", "id_plan.number", "còn thiếu"), ("Văn bản: Ngày", "id_plan.date", "còn thiếu"),
    }  # fmt: skip
    assert 'href="#id_plan.date"' in answer.content.decode()
    assert 'id="id_plan.date"' in answer.content.decode()

    page = leader.get(address("campaign-draft", draft.uid))
    form = {**of_form(page), "act": "open"}
    early = leader.post(address("campaign-draft", draft.uid), form)
    assert early.status_code == 422
    assert set(early.context["form"].errors) == {"plan.number", "plan.date"}
    form |= {"plan.number": "915", "plan.date": "10/7/2024", "campaign.short_name": "Đợt sửa tên"}
    done = leader.post(address("campaign-draft", draft.uid), form, follow=True)
    assert done.status_code == 200, words(done)
    new = Campaign.objects.get(key="dot-2024")
    assert (new.short_name, new.starts_on.year - campaign.starts_on.year) == ("Đợt sửa tên", 1)
    assert new.targets.count() == campaign.targets.count()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"months": "0"}, "months"), ({"months": "61"}, "months"), ({"key": "dot-2023"}, "key"), ({"key": "thu", "act": "keep"}, "key")],
)  # fmt: skip
def test_impossible_copy_is_told_at_its_field(people: Cast, wrong: dict[str, str], field: str) -> None:
    plan = opened(people).plans.get(parent=None)
    officer = enter(people, "province_officer")
    given = {"key": "dot-2024", "months": "12", "short_name": "Đợt 2024", "receipt": receipt(), "act": "look"}
    answer = officer.post(address("plan-copy", plan.uid), {**given, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("plan.date", "32/13/2024", ""),
        ("plan.number", "mười hai", "Xin ghi một số nguyên"),
        ("campaign.window.from", "13/2024", "Tháng viết như 8/2024."),
    ],
)
def test_wrong_value_stays_typed_with_its_reason(people: Cast, name: str, typed: str, sentence: str) -> None:
    draft = copied(people)
    officer = enter(people, "province_officer")
    form = of_form(officer.get(address("campaign-draft", draft.uid)))
    answer = officer.post(address("campaign-draft", draft.uid), {**form, name: typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert sentence in " ".join(answer.context["form"].errors[name])
    assert typed in answer.content.decode()


@pytest.mark.parametrize(
    ("value", "told"),
    [("2024-07-13", "ngày nghỉ cuối tuần"), ("2024-09-02", "ngày nghỉ lễ"), ("2024-07-15", ""), ("", "")],
)
def test_day_on_which_no_office_works_is_marked(value: str, told: str) -> None:
    place = Place("plan.date", "plan.date", "day", value, "campaign.toml", 1, 7, 17, "plan", "date", "")
    assert day_off(place) == told
    assert [line["off"] for line in lines_of([(place, place)])] == [told]


def copied(people: Cast, key: str = "dot-2024") -> CampaignDraft:
    files = anew(composed()[1], old="286-2023", key=key, months=12, short_name=f"Đợt {key}")
    draft: CampaignDraft = keep_draft(by=SYSTEM, now=NOW, unit=people.province, files=files)
    return draft


def test_list_of_drafts_asks_the_same_however_many(people: Cast) -> None:
    officer = enter(people, "province_officer")
    copied(people, "mot")
    officer.get(address("plans"))
    with CaptureQueriesContext(connection) as one:
        officer.get(address("plans"))
    for number in range(5):
        copied(people, f"them-{number}")
    with CaptureQueriesContext(connection) as many:
        answer = officer.get(address("plans"))
    assert len(many) == len(one)
    assert words(answer).count("sửa ngày") == 6
