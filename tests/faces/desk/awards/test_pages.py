"""Award rounds in the browser: few screens to «sent», what is refused is told, lists of any length cost the same."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import NOW, SYSTEM, cast, make_person
from tests.harness.pages import enter
from tests.stages.nominations.support import (
    Awards,
    accepted,
    awards,
    confirmed,
    content,
    guided,
    person,
    proposed,
    ready,
    sent,
    voted,
)
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import AwardPool, Participation
from thidua.stages.nominations.models import AwardGuidance, Nomination, QuotaNotice, Submission
from thidua.stages.nominations.operations import (
    Terms,
    draft_nomination,
    open_submission,
    release_seat,
    reserve_nominee,
    select_nominee,
    submit_guidance,
    write_guidance,
)

N = Nomination.Status
# One request of each list, whatever its length.
STATEMENTS = {"nominations": 7, "submissions": 8, "awards": 7}


@pytest.fixture
def found(db: None) -> Awards:
    made = awards(cast())
    guided(made)
    return made


def test_commune_proposes_itself_in_three_screens(found: Awards) -> None:
    people = found.cast
    client = enter(people, "commune_officer")
    first = client.get(reverse("desk:nomination-new"))
    assert "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh" in first.content.decode()
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.commune.uid}&nguoi=tap-the"
    second = client.get(address)
    form = second.context["form"]
    assert form.initial["report-awards"] == "Chưa có."
    sent_form = {name: form.initial.get(name) or "" for name in form.fields} | {
        "achievement": "Làm 1,2 km đường", "lam": "de-nghi", "receipt": form["receipt"].value(), "version": "1",
    }  # fmt: skip
    third = client.post(address, sent_form, follow=True)
    row = Nomination.objects.get()
    assert (row.status, row.holder) == (N.PROPOSED, people.district)
    assert "Đã đề nghị. Ủy ban MTTQ Việt Nam huyện Cư Jút đang giữ." in third.content.decode()
    again = client.post(address, sent_form)
    assert (again.status_code, Nomination.objects.count()) == (302, 1)


def test_new_person_is_made_with_the_nomination(found: Awards) -> None:
    people = found.cast
    client = enter(people, "commune_officer")
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.area.uid}&nguoi=moi"
    receipt = client.get(address).context["form"]["receipt"].value()
    data = {"full_name": "Hoàng Văn Bảy", "position": "Trưởng ban", "achievement": "Vận động tốt", "version": "1",
            "receipt": receipt, "lam": "de-nghi"}  # fmt: skip
    client.post(address, data)
    row = Nomination.objects.get()
    assert (str(row), row.person.position, row.subject) == ("Hoàng Văn Bảy", "Trưởng ban", people.area)


def test_bad_nomination_is_told_at_its_field_and_kept(found: Awards) -> None:
    people = found.cast
    client = enter(people, "commune_officer")
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.commune.uid}&nguoi=tap-the"
    receipt = client.get(address).context["form"]["receipt"].value()
    answer = client.post(
        address,
        {"achievement": "", "report-results": "Chữ đã gõ", "version": "1", "receipt": receipt, "lam": "de-nghi"},
    )
    page = answer.content.decode()
    assert (answer.status_code, Nomination.objects.count()) == (422, 0)
    assert "Xin ghi tóm tắt thành tích trước khi đề nghị." in page
    assert "Chữ đã gõ" in page


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


def test_incomplete_dossier_names_what_lacks_and_its_button_is_held(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune)
    made = open_submission(by=SYSTEM, now=NOW, form=found.own, unit=people.district)
    client = enter(people, "district_officer")
    page = client.get(reverse("desk:submission", args=[made.uid]))
    text = page.content.decode()
    assert "Báo cáo thành tích của Ủy ban MTTQ Việt Nam xã Nam Dong chưa được lãnh đạo" in text
    assert "Hồ sơ còn thiếu 4 giấy tờ, xem ở dưới." in text
    token = page.context["act_form"]["receipt"].value()
    told = client.post(
        reverse("desk:submission-send", args=[made.uid]), {"version": made.version, "receipt": token}, follow=True
    )
    assert "Thiếu Tờ trình" in told.content.decode()
    made.refresh_from_db()
    assert made.status == Submission.Status.DRAFT
    assert AuditEntry.objects.filter(refused=True, object_uid=made.uid).count() == 1


def test_ready_dossier_is_sent_and_accepted(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune)
    made = ready(found, people.district)
    client = enter(people, "district_officer")
    page = client.get(reverse("desk:submission", args=[made.uid]))
    token = page.context["act_form"]["receipt"].value()
    told = client.post(
        reverse("desk:submission-send", args=[made.uid]), {"version": made.version, "receipt": token}, follow=True
    )
    assert "Đã gửi hồ sơ." in told.content.decode()
    focal = enter(people, "province_officer")
    page = focal.get(reverse("desk:submission", args=[made.uid]))
    assert "Chờ tôi nhận" in page.content.decode()
    made.refresh_from_db()
    token = page.context["act_form"]["receipt"].value()
    focal.post(reverse("desk:submission-accept", args=[made.uid]), {"version": made.version, "receipt": token})
    made.refresh_from_db()
    assert made.status == Submission.Status.ACCEPTED


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


def test_somebody_known_written_as_new_is_shown_and_asked_about(found: Awards) -> None:
    people = found.cast
    known = proposed(found, people.commune, people.area, person=person("Hoàng Văn Bảy", "Trưởng Ban Công tác Mặt trận"))
    client = enter(people, "commune_officer")
    address = reverse("desk:nomination-write", args=[people.campaign.key, 1, found.own.key])
    address += f"?doi_tuong={people.area.uid}&nguoi=moi"

    def sent(**more: str) -> Any:
        receipt = client.get(address).context["form"]["receipt"].value()
        data = {"receipt": receipt, "full_name": "hoàng văn bảy", "position": "Trưởng Ban", "achievement": "Làm đường"}
        return client.post(address, {**data, **more})

    asked = sent()
    page = asked.content.decode()
    assert (asked.status_code, Nomination.objects.count()) == (422, 1)
    assert "là Hoàng Văn Bảy, Trưởng Ban Công tác Mặt trận đã có" in page
    assert "Xin chọn người đó, hoặc chọn «người khác, trùng họ tên»" in page
    again = sent(same=str(known.person.uid))
    assert (again.status_code, "đã được" in again.content.decode(), Nomination.objects.count()) == (422, True, 1)
    assert sent(same="khac").status_code == 302
    assert Nomination.objects.filter(person__folded="hoang van bay").count() == 2


def test_another_form_for_the_same_body_is_told_on_the_page(found: Awards) -> None:
    people = found.cast
    row = proposed(found, people.commune)
    client = enter(people, "commune_officer")
    where = reverse("desk:nomination", args=[row.uid])
    assert "Cũng được đề nghị hình thức khác" not in client.get(where).content.decode()
    proposed(found, people.commune, form=found.later)
    told = "Cũng được đề nghị hình thức khác trong đợt thi đua này: Bằng khen của Ủy ban nhân dân tỉnh (đã đề nghị)."
    assert told in client.get(where).content.decode()


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


def test_leader_reads_the_report_and_confirms(found: Awards) -> None:
    people = found.cast
    row = proposed(found, people.commune)
    client = enter(people, "commune_leader")
    page = client.get(reverse("desk:nomination-confirm", args=[row.uid]))
    assert "Làm 1,2 km đường." in page.content.decode()
    data = {"version": row.version, "receipt": page.context["act_form"]["receipt"].value()}
    client.post(reverse("desk:nomination-confirm", args=[row.uid]), data)
    assert Nomination.objects.get().confirmed_by == people.people["commune_leader"]


def test_home_tells_who_owes_what(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune)
    draft_nomination(by=SYSTEM, now=NOW, content=content(found, people.commune, people.area))
    home = reverse("desk:home")
    assert "Xác nhận báo cáo thành tích" in enter(people, "commune_leader").get(home).content.decode()
    assert "Đề nghị khen thưởng còn nháp: Thôn 1" in enter(people, "commune_officer").get(home).content.decode()
    assert "Đề nghị khen thưởng chưa đưa vào hồ sơ" in enter(people, "district_officer").get(home).content.decode()
    sent(found, people.district)
    focal = enter(people, "province_officer").get(home).content.decode()
    assert "Xem, nhận hồ sơ của Ủy ban MTTQ Việt Nam huyện Cư Jút" in focal


def test_guidance_before_the_leader_is_the_leader_s_duty(found: Awards) -> None:
    made = write_guidance(
        by=SYSTEM, now=NOW, round=found.central.round, terms=Terms(dossiers_before=datetime.date(2024, 9, 1))
    )
    submit_guidance(by=SYSTEM, now=NOW, guidance=made)
    home = enter(found.cast, "province_leader").get(reverse("desk:home")).content.decode()
    assert "Ký hướng dẫn: Đợt khen thưởng 2" in home


@pytest.mark.parametrize("query", ["?trang-thai=khac", "?dot=286/9", "?hinh-thuc=khac", "?dien=x", "?xem=khac"])
def test_unknown_filters_are_no_list(found: Awards, query: str) -> None:
    assert enter(found.cast, "commune_officer").get(reverse("desk:nominations") + query).status_code == 404


def test_search_without_accents_finds_the_nominee(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune, person=person("Điểu K'Rứ", "Trưởng ban"))
    proposed(found, people.commune)
    page = enter(people, "commune_officer").get(reverse("desk:nominations") + "?q=dieu k'ru")
    assert [str(line["row"]) for line in page.context["lines"]] == ["Điểu K'Rứ"]


def fill_up(found: Awards, number: int) -> None:
    """`number` nominations of people of the commune, each in a dossier of its own form, without going the way."""
    people, there = found.cast, Nomination.objects.count()
    for place in range(there, number):
        someone = make_person(f"Người {place:04d}")
        row = Nomination(
            campaign=people.campaign, form=found.own, pool=found.pool(6), subject=people.commune, person=someone,
            unit=people.commune, holder=people.district, status=N.PROPOSED, proposed_at=NOW, made_at=NOW, changed_at=NOW,
            folded=fold(someone.full_name), sort_key=sort_key(someone.full_name), achievement="Việc tốt",
        )  # fmt: skip
        row.save()


@pytest.mark.slow
def test_lists_take_the_same_statements_at_1_3_and_1000_rows(found: Awards) -> None:
    people = found.cast
    client = enter(people, "district_officer")
    seen: dict[str, list[int]] = {"nominations": [], "submissions": [], "awards": []}
    for number in (1, 3, 1000):
        fill_up(found, number)
        if number == 1:
            open_submission(by=SYSTEM, now=NOW, form=found.own, unit=people.district)
        for name, counts in seen.items():
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(reverse(f"desk:{name}"))
            assert answer.status_code == 200
            assert len(answer.content) <= 150_000
            counts.append(len(asked))
    assert seen == {name: [count] * 3 for name, count in STATEMENTS.items()}
    page = client.get(reverse("desk:nominations"))
    assert page.context["page"].count == 1000


@pytest.mark.slow
def test_choice_of_many_takes_the_same_statements(found: Awards) -> None:
    people = found.cast
    client = enter(people, "province_officer")
    counts = []
    for number in (1, 3, 1000):
        fill_up(found, number)
        # Nobody stands level: each has as many votes as its number.
        Nomination.objects.update(vote="passed", votes_for=F("id"), votes_of=30_000, holder=people.province)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse("desk:selection", args=[people.campaign.key, 1, found.own.key]))
        counts.append(len(asked))
        assert len(answer.content) <= 150_000
    # Two of them are the sign-in's.
    assert counts == [9, 9, 9]
    Nomination.objects.update(votes_for=5)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("desk:selection", args=[people.campaign.key, 1, found.own.key]))
    assert (len(asked), len(answer.content) <= 150_000) == (11, True)
    assert "1.000 nơi bằng phiếu ở chỗ cuối, còn 10 suất" in answer.content.decode()


def test_page_of_a_seated_and_of_a_reserve(found: Awards) -> None:
    people = found.cast
    row = voted(proposed(found, people.commune))
    other = reserve_nominee(by=SYSTEM, now=NOW, nomination=voted(proposed(found, people.sister_commune), 4))
    row = select_nominee(by=SYSTEM, now=NOW, nomination=row)
    client = enter(people, "province_officer")
    assert "đã chọn 1/2 suất" in client.get(reverse("desk:nomination", args=[row.uid])).content.decode()
    assert "Bỏ khỏi dự bị" in client.get(reverse("desk:nomination", args=[other.uid])).content.decode()
    release_seat(by=SYSTEM, now=NOW, nomination=row, reason="Xác minh")
    history = client.get(reverse("desk:nomination", args=[row.uid])).content.decode()
    assert "Xác minh" in history


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


def test_report_is_downloaded_as_word(found: Awards) -> None:
    row = confirmed(proposed(found, found.cast.commune))
    client = enter(found.cast, "commune_officer")
    answer = client.get(reverse("desk:nomination-report", args=[row.uid, "docx"]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bao-cao-thanh-tich.docx"'
    assert client.get(reverse("desk:nomination-report", args=[row.uid, "html"])).status_code == 404
