"""Proposing: who, for whom, to whom, and what is refused with which sentence."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, SYSTEM
from tests.stages.nominations.support import Awards, confirmed, content, guided, person, proposed, sent
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Refused
from thidua.foundation.core.models import AuditEntry
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import Given, enter_honour
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import (
    confirm_report,
    draft_nomination,
    edit_nomination,
    propose_nomination,
    return_nomination,
    take_back_confirmation,
    withdraw_nomination,
)
from thidua.stages.nominations.visibility import readable

N = Nomination.Status


def honoured(found: Awards, unit: str = "commune") -> Honour:
    given = Given(
        form_key="giay-khen", form_name="Giấy khen", achievement="Làm đường", decision_number="12/QĐ-MTTQ",
        decided_on=datetime.date(2024, 5, 3), decider="Huyện",
    )  # fmt: skip
    return enter_honour(
        by=SYSTEM, now=NOW, unit=getattr(found.cast, unit), given=given, campaign=found.cast.campaign, round_number=1
    )


@pytest.mark.clause("VII.1")
def test_nobody_proposes_before_the_guidance_is_issued(found: Awards) -> None:
    with pytest.raises(NotNow, match="Chưa có hướng dẫn khen thưởng của đợt này"):
        proposed(found, found.cast.commune)
    assert Nomination.objects.count() == 0


def test_commune_proposes_to_its_district(open_round: Awards) -> None:
    people = open_round.cast
    made = proposed(open_round, people.commune, by=people.actor("commune_officer"))
    assert (made.status, made.holder, made.pool) == (N.PROPOSED, people.district, open_round.communes)
    assert made.proposed_at == NOW


def test_working_board_is_proposed_by_its_commune(open_round: Awards) -> None:
    people = open_round.cast
    made = proposed(open_round, people.commune, people.area, by=people.actor("commune_officer"))
    assert (made.subject, made.unit, made.holder) == (people.area, people.commune, people.district)


def test_district_keeps_its_own_until_its_dossier_goes(open_round: Awards) -> None:
    assert proposed(open_round, open_round.cast.district).holder == open_round.cast.district


def test_department_goes_to_the_office(open_round: Awards) -> None:
    people = open_round.cast
    made = proposed(open_round, people.department, by=people.actor("province_officer"))
    assert (made.holder, made.pool) == (people.province, open_round.pool(1))


def test_organization_of_a_district_goes_through_its_own(open_round: Awards) -> None:
    assert proposed(open_round, open_round.cast.district_women).holder == open_round.cast.women


@pytest.mark.parametrize("who", ["commune_leader", "province_officer", "district_officer", "administrator"])
def test_only_the_officer_of_the_body_proposes(open_round: Awards, who: str) -> None:
    people = open_round.cast
    with pytest.raises(NotAllowed, match="Chỉ cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong"):
        proposed(open_round, people.commune, by=people.actor(who))
    assert Nomination.objects.count() == 0


def test_unseen_body_is_missing(open_round: Awards) -> None:
    people = open_round.cast
    with pytest.raises(Missing):
        proposed(open_round, people.commune, by=people.actor("far_commune_officer"))


def test_body_proposes_only_its_own_branch(open_round: Awards) -> None:
    people = open_round.cast
    with pytest.raises(Invalid, match="chỉ đề nghị được cho chính mình và các đơn vị trực thuộc"):
        proposed(open_round, people.commune, people.sister_area)


def test_kind_that_fits_no_class_is_refused(open_round: Awards) -> None:
    with pytest.raises(Invalid, match="không thuộc diện nào"):
        proposed(open_round, open_round.cast.province)


def test_same_body_is_not_proposed_twice_for_one_form(open_round: Awards) -> None:
    people = open_round.cast
    proposed(open_round, people.commune)
    with pytest.raises(Invalid, match="đã được Ủy ban MTTQ Việt Nam xã Nam Dong lập đề nghị"):
        proposed(open_round, people.district, people.commune)


def test_two_people_of_one_name_are_two_nominees(open_round: Awards) -> None:
    people = open_round.cast
    first = proposed(open_round, people.commune, person=person("Nguyễn Văn Hòa", "Trưởng ban"))
    second = proposed(open_round, people.commune, person=person("Nguyễn Văn Hòa", "Phó Chủ tịch"))
    assert first.person_id != second.person_id
    assert [first.pool, second.pool] == [open_round.pool(6)] * 2


def test_achievement_is_asked_for(open_round: Awards) -> None:
    with pytest.raises(Invalid, match="Xin ghi tóm tắt thành tích"):
        proposed(open_round, open_round.cast.commune, achievement=" ")
    assert Nomination.objects.count() == 0


def test_second_award_needs_its_reason_and_names_the_first(open_round: Awards) -> None:
    honoured(open_round)
    with pytest.raises(Invalid, match=r"Giấy khen \(số 12/QĐ-MTTQ ngày 3/5/2024\). Xin ghi lý do"):
        proposed(open_round, open_round.cast.commune)
    made = proposed(open_round, open_round.cast.commune, earlier_award_reason="Thành tích mới")
    assert made.status == N.PROPOSED


def test_campaign_may_refuse_a_second_award(open_round: Awards) -> None:
    honoured(open_round)
    open_round.own.one_per_achievement = "refuse"
    open_round.own.save()
    with pytest.raises(Invalid, match="Không tặng nhiều hình thức cho một thành tích"):
        proposed(open_round, open_round.cast.commune, earlier_award_reason="Thành tích mới")


def test_allotment_binds_the_proposer(found: Awards) -> None:
    people = found.cast
    guided(found, allotments={(found.communes.pk, people.commune.pk): 1})
    proposed(found, people.commune)
    with pytest.raises(Invalid, match="được phân bổ 1 suất đề nghị"):
        proposed(found, people.commune, people.area)
    assert draft_nomination(by=SYSTEM, now=NOW, content=content(found, people.commune, people.area)).status == N.DRAFT


def test_level_above_returns_with_a_reason(open_round: Awards) -> None:
    people = open_round.cast
    made = proposed(open_round, people.commune)
    with pytest.raises(Invalid, match="Xin ghi rõ lý do"):
        return_nomination(by=people.actor("district_officer"), now=NOW, nomination=made, reason=" ")
    made = return_nomination(by=people.actor("district_officer"), now=NOW, nomination=made, reason="Thiếu số liệu")
    assert (made.status, made.return_reason, made.holder) == (N.RETURNED, "Thiếu số liệu", people.commune)
    made = edit_nomination(
        by=people.actor("commune_officer"), now=NOW, nomination=made, propose=True,
        content=content(open_round, people.commune, achievement="Làm 2 km đường."),
    )  # fmt: skip
    assert (made.status, made.holder, made.return_reason) == (N.PROPOSED, people.district, "")


def test_sister_does_not_return_and_the_refusal_is_in_the_trail(open_round: Awards) -> None:
    made = proposed(open_round, open_round.cast.commune)
    with pytest.raises(Refused):
        return_nomination(by=open_round.cast.actor("commune_officer"), now=NOW, nomination=made, reason="Tự trả")
    entry = AuditEntry.objects.filter(refused=True).order_by("-id")[0]
    assert (entry.object_uid, entry.act) == (made.uid, "bị từ chối")
    assert "Ủy ban MTTQ Việt Nam huyện Cư Jút" in entry.reason


def test_in_a_sent_dossier_it_is_the_dossier_that_goes_back(open_round: Awards) -> None:
    made = proposed(open_round, open_round.cast.commune)
    sent(open_round, open_round.cast.district)
    with pytest.raises(NotNow, match="Xin trả lại cả hồ sơ"):
        return_nomination(by=open_round.cast.actor("province_officer"), now=NOW, nomination=made, reason="Thiếu")


def test_own_head_confirms_and_changed_words_lose_it(open_round: Awards) -> None:
    people = open_round.cast
    made = draft_nomination(by=SYSTEM, now=NOW, content=content(open_round, people.commune))
    with pytest.raises(
        NotAllowed, match="Người xác nhận báo cáo thành tích này: lãnh đạo Ủy ban MTTQ Việt Nam xã Nam Dong"
    ):
        confirm_report(by=people.actor("commune_officer"), now=NOW, nomination=made)
    made = confirm_report(by=people.actor("commune_leader"), now=NOW, nomination=made)
    assert made.confirmed_by == people.people["commune_leader"]
    made = edit_nomination(
        by=SYSTEM, now=NOW, nomination=made, content=content(open_round, people.commune, achievement="Khác")
    )
    assert (made.confirmed_at, made.confirmed_by) == (None, None)


@pytest.mark.clause("VI.4")
@pytest.mark.parametrize(
    ("subject", "who"),
    [
        ("area", "commune_leader"),
        ("department", "province_leader"),
        ("commune", "commune_leader"),
        ("women", "women_leader"),
    ],
)
def test_who_confirms_which_report(open_round: Awards, subject: str, who: str) -> None:
    people = open_round.cast
    unit = people.commune if subject == "area" else getattr(people, subject)
    made = proposed(open_round, unit, getattr(people, subject))
    others = {"commune_leader", "province_leader", "district_leader", "women_leader"} - {who}
    for other in sorted(others):
        with pytest.raises((NotAllowed, Missing)):
            confirm_report(by=people.actor(other), now=NOW, nomination=made)
    assert confirm_report(by=people.actor(who), now=NOW, nomination=made).confirmed_by == people.people[who]


def test_head_is_confirmed_by_the_level_above(open_round: Awards) -> None:
    people = open_round.cast
    made = proposed(open_round, people.commune, person=people.people["commune_leader"])
    with pytest.raises(NotAllowed, match="lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút"):
        confirm_report(by=people.actor("commune_leader"), now=NOW, nomination=made)
    assert confirm_report(by=people.actor("district_leader"), now=NOW, nomination=made).confirmed_at == NOW


def test_report_with_an_empty_heading_is_not_confirmed(open_round: Awards) -> None:
    made = proposed(open_round, open_round.cast.commune, report={"profile": "Xã"})
    with pytest.raises(Invalid, match="còn trống phần: THÀNH TÍCH TRONG ĐỢT THI ĐUA"):
        confirmed(made)


def test_confirmation_is_taken_back_with_a_reason(open_round: Awards) -> None:
    made = confirmed(proposed(open_round, open_round.cast.commune))
    leader = open_round.cast.actor("commune_leader")
    with pytest.raises(Invalid):
        take_back_confirmation(by=leader, now=NOW, nomination=made, reason="")
    assert take_back_confirmation(by=leader, now=NOW, nomination=made, reason="Sai số liệu").confirmed_at is None


def test_withdrawn_may_be_proposed_anew(open_round: Awards) -> None:
    people = open_round.cast
    made = proposed(open_round, people.commune)
    with pytest.raises(Invalid):
        withdraw_nomination(by=people.actor("commune_officer"), now=NOW, nomination=made)
    gone = withdraw_nomination(by=people.actor("commune_officer"), now=NOW, nomination=made, reason="Trùng")
    assert gone.status == N.WITHDRAWN
    assert proposed(open_round, people.commune).status == N.PROPOSED


def test_drafts_are_their_own_body_s(open_round: Awards) -> None:
    people = open_round.cast
    made = draft_nomination(by=SYSTEM, now=NOW, content=content(open_round, people.commune))
    seen = {who: readable(people.actor(who)).filter(pk=made.pk).count() for who in people.people}
    assert {who for who, count in seen.items() if count} == {"commune_officer", "commune_leader"}
    propose_nomination(by=people.actor("commune_officer"), now=NOW, nomination=made)
    seen = {who: readable(people.actor(who)).filter(pk=made.pk).count() for who in people.people}
    assert {who for who, count in seen.items() if not count} == {
        "women_officer", "women_leader", "sister_officer", "far_district_officer", "far_commune_officer"
    }  # fmt: skip
