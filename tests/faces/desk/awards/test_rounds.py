"""A round in the browser of who runs it: guidance, numbers announced later, the choice into seats."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

from django.urls import reverse

from tests.factories import NOW, SYSTEM, cast
from tests.harness.pages import enter
from tests.stages.nominations.support import (
    Awards,
    accepted,
    awards,
    proposed,
    voted,
)
from thidua.foundation.core import duties
from thidua.stages.campaigns.models import AwardPool, AwardRound, Participation
from thidua.stages.nominations.models import AwardGuidance, Nomination, QuotaNotice
from thidua.stages.nominations.operations import (
    Terms,
    hand_back_guidance,
    reserve_nominee,
    select_nominee,
    submit_guidance,
    write_guidance,
)


def test_before_the_guidance_the_button_says_why(db: None) -> None:
    made = awards(cast())
    page = enter(made.cast, "commune_officer").get(reverse("desk:round", args=[made.cast.campaign.key, 1]))
    assert "Chưa có hướng dẫn khen thưởng của đợt này nên chưa đề nghị được" in page.content.decode()
    choose = enter(made.cast, "commune_officer").get(reverse("desk:nomination-new")).content.decode()
    assert "Chưa có đợt khen thưởng nào mở" in choose


def test_guidance_is_written_signed_and_then_the_round_is_open(db: None) -> None:
    made = awards(cast())
    people, key = made.cast, made.cast.campaign.key
    officer, leader = enter(people, "province_officer"), enter(people, "province_leader")
    edit = reverse("desk:guidance-edit", args=[key, 1])
    form = officer.get(edit).context["form"]
    data = {
        "receipt": form["receipt"].value(), "version": "1", "proposals_before": "31/7/2024", "dossiers_before": "20/8/2024",
        "works_needed": "3", "comment_days": "10", f"sets-{made.own.pk}": "1",
        "allotments": "Huyện Cư Jút: diện 5, nhiều nhất 2",
    }  # fmt: skip
    typed = "Huyện Cư Jút: diện 5, nhiều nhất 2\nHuyện Nào Đó: diện 5, nhiều nhất 2\nHuyện Cư Jút: 99, 2\nHuyện Cư Jút = 2\n"
    wrong = officer.post(edit, {**data, "allotments": typed})
    told = unescape(wrong.content.decode())
    for sentence in (
        "Dòng 2: «Huyện Nào Đó» không phải cấp dưới trực tiếp.",
        "Dòng 3: không có diện 99.",
        "Dòng 4: không hiểu «Huyện Cư Jút = 2». Mỗi dòng một đơn vị, một diện, ví dụ: «",
    ):
        assert sentence in told
    assert "Dòng 1:" not in told
    assert officer.post(edit, data).status_code == 302
    guidance = AwardGuidance.objects.get()
    assert [(row.unit, row.most) for row in guidance.allotments.all()] == [(people.district, 2)]
    assert "Huyện Cư Jút: diện 5, nhiều nhất 2" in officer.get(edit).content.decode()
    page = reverse("desk:guidance", args=[key, 1])
    token = officer.get(page).context["act_form"]["receipt"].value()
    officer.post(reverse("desk:guidance-submit", args=[key, 1]), {"version": guidance.version, "receipt": token})
    guidance.refresh_from_db()
    assert enter(people, "commune_officer").get(page).status_code == 404
    token = leader.get(page).context["act_form"]["receipt"].value()
    leader.post(reverse("desk:guidance-issue", args=[key, 1]), {"version": guidance.version, "receipt": token})
    guidance.refresh_from_db()
    assert guidance.status == AwardGuidance.Status.ISSUED
    assert "trước ngày 20/8/2024" in enter(people, "commune_officer").get(page).content.decode()


def test_guidance_before_the_leader_is_the_leader_s_duty(found: Awards) -> None:
    made = write_guidance(
        by=SYSTEM, now=NOW, round=found.central.round, terms=Terms(dossiers_before=datetime.date(2024, 9, 1))
    )
    submit_guidance(by=SYSTEM, now=NOW, guidance=made)
    home = enter(found.cast, "province_leader").get(reverse("desk:home")).content.decode()
    assert "Ký hướng dẫn: Đợt khen thưởng 2" in home


def test_choice_shows_the_tie_and_asks_a_person_for_the_reason(found: Awards) -> None:
    people = found.cast
    rows = [
        proposed(found, people.commune),
        proposed(found, people.sister_commune),
        proposed(found, people.commune, people.area),
    ]
    accepted(found, people.district)
    for row, votes in zip(rows, (7, 5, 5), strict=True):
        voted(Nomination.objects.get(pk=row.pk), votes)
    select_nominee(by=SYSTEM, now=NOW, nomination=rows[0])
    client = enter(people, "province_officer")
    page = client.get(reverse("desk:selection", args=[people.campaign.key, 1, found.own.key])).content.decode()
    assert "2 nơi bằng phiếu ở chỗ cuối, còn 1 suất" in page
    assert "Số công trình đã xác nhận: vẫn bằng nhau" in page
    address = reverse("desk:nomination-select", args=[rows[1].uid])
    form = client.get(address).context["form"]
    data = {"version": form.initial["version"], "receipt": form["receipt"].value(), "reason": ""}
    told = client.post(address, data)
    assert (told.status_code, "Xin ghi lý do chọn" in told.content.decode()) == (422, True)
    assert client.post(address, {**data, "reason": "Nhiều hộ tham gia hơn"}).status_code == 302
    assert Nomination.objects.get(pk=rows[1].pk).choice_reason == "Nhiều hộ tham gia hơn"


def test_notice_of_numbers_opens_its_seats(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune, form=found.later)
    client = enter(people, "province_officer")
    address = reverse("desk:quota-notice", args=[people.campaign.key, 1, found.later.key])
    receipt = client.get(address).context["form"]["receipt"].value()
    data = {
        "receipt": receipt,
        "document": "45/TB-UBND",
        "date": "10/7/2024",
        "kind-1": "front-commune",
        "quota-1": "3",
    }
    assert client.post(address, data).status_code == 302
    assert (QuotaNotice.objects.count(), Nomination.objects.get().pool.seats.count()) == (1, 3)


def test_later_notice_replaces_the_number_and_says_what_changed(found: Awards) -> None:
    people = found.cast
    client = enter(people, "province_officer")
    address = reverse("desk:quota-notice", args=[people.campaign.key, 1, found.later.key])

    def sent(quota: str, **more: str) -> Any:
        receipt = client.get(address).context["form"]["receipt"].value()
        data = {"receipt": receipt, "document": "TB", "date": "10/7/2024", "kind-1": "front-commune", "quota-1": quota}
        return client.post(address, {**data, **more}, follow=True)

    sent("30")
    assert 'name="quota-1" value="30"' in client.get(address).content.decode()
    page = sent("1").content.decode()
    assert "Ủy ban MTTQ Việt Nam cấp xã: 30 → 1 suất" in page
    assert found.later.pools.get().seats.count() == 1
    assert "Số lượng không đổi." in sent("1").content.decode()
    twice = sent("2", **{"kind-2": "front-commune", "quota-2": "3"})
    assert (twice.status_code, "được ghi hai lần" in twice.content.decode()) == (422, True)
    older = sent("2", date="9/7/2024")
    assert (older.status_code, "mới hơn thông báo này" in older.content.decode()) == (422, True)
    assert found.later.pools.get().seats.count() == 1


def test_notice_has_a_line_for_every_class_the_form_may_have(found: Awards) -> None:
    people = found.cast
    client = enter(people, "province_officer")
    address = reverse("desk:quota-notice", args=[people.campaign.key, 1, found.later.key])
    kinds = Participation.objects.filter(campaign=people.campaign).order_by("kind").values("kind").distinct().count()
    assert client.get(address).context["form"].lines == max(4, kinds)
    for number in range(6):
        AwardPool.objects.create(form=found.later, position=number, name=f"Diện {number}", unit_kinds=[])
    form = client.get(address).context["form"]
    assert (form.lines, "quota-6" in form.fields) == (max(6, kinds), True)


def test_who_does_not_run_the_round_counts_its_own_alone(found: Awards) -> None:
    people = found.cast
    row = voted(proposed(found, people.commune))
    select_nominee(by=SYSTEM, now=NOW, nomination=row)
    other = reserve_nominee(by=SYSTEM, now=NOW, nomination=voted(proposed(found, people.sister_commune), 4))
    proposed(found, people.far_commune)
    address = reverse("desk:round", args=[people.campaign.key, 1])
    for who, told in (
        ("province_officer", "đề nghị 3 · dự bị 1"),
        ("district_officer", "trong phạm vi của bạn: đề nghị 2 · đã chọn 1 · dự bị 1"),
        ("commune_officer", "trong phạm vi của bạn: đề nghị 1 · đã chọn 1 · dự bị 0"),
        ("sister_officer", "trong phạm vi của bạn: đề nghị 1 · đã chọn 0 · dự bị 1"),
    ):
        page = enter(people, who).get(address).content.decode()
        assert told in page, who
        assert ("đã chọn 1/2 suất" in page) == (who == "province_officer")
    of_one = enter(people, "sister_officer").get(reverse("desk:nomination", args=[other.uid])).content.decode()
    assert "trong phạm vi của bạn: đề nghị 1 · đã chọn 0 · dự bị 1" in of_one


def test_forms_of_a_round_stand_in_the_order_of_the_plan(found: Awards) -> None:
    page = enter(found.cast, "commune_officer").get(reverse("desk:awards")).content.decode()
    assert f"{found.later.name}; {found.own.name}" in page


def test_guidance_given_back_is_owed_to_the_officer_with_the_reason_until_it_goes_again(db: None) -> None:
    made = awards(cast())
    people, key = made.cast, made.cast.campaign.key
    first = AwardRound.objects.get(campaign=people.campaign, number=1)
    due = datetime.date(2024, 8, 20)
    guidance = write_guidance(by=SYSTEM, now=NOW, round=first, terms=Terms(dossiers_before=due))
    submit_guidance(by=SYSTEM, now=NOW, guidance=guidance)
    leader, officer = people.actor("province_leader"), people.actor("province_officer")
    hand_back_guidance(by=leader, now=NOW, guidance=guidance, reason="Lùi hạn gửi hồ sơ")
    page = enter(people, "province_officer").get(reverse("desk:guidance", args=[key, 1]))
    assert "Lùi hạn gửi hồ sơ" in page.content.decode()

    def back() -> list[str]:
        return [duty.detail for duty in duties.SOURCES["nominations"](officer, due) if duty.kind == "guidance-returned"]

    assert back() == ["Lãnh đạo trả lại: Lùi hạn gửi hồ sơ"]
    submit_guidance(by=SYSTEM, now=NOW, guidance=guidance)
    assert back() == []
