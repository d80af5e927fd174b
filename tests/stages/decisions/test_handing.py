"""Handing certificates over, and revoking an award: what is kept, what is refused."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW
from tests.stages.decisions.support import DAY, Awards, cast_with_awards, drafted, issued, leader, officer, recorded
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import hand_over, revoke_award
from thidua.stages.honours.models import Honour

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


def entry(decision: Decision, place: int) -> object:
    return decision.entries.get(position=place).uid


def test_some_are_handed_over_the_others_wait(found: Awards) -> None:
    decision = issued(found)
    takers = {entry(decision, 1): "Người Nhận Một", entry(decision, 2): "  ", entry(decision, 3): "Người Nhận Ba"}
    hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers=takers)  # type: ignore[arg-type]
    rows = Honour.objects.order_by("golden_number").values_list("handed_over_on", "handed_over_to")
    assert list(rows) == [(DAY, "Người Nhận Một"), (None, ""), (DAY, "Người Nhận Ba")]


def test_wrong_hand_over_changes_nothing(found: Awards) -> None:
    decision = issued(found)
    first = {entry(decision, 1): "Người Nhận"}
    for on, takers, field in (
        (DAY, {}, "takers"),
        (DAY - datetime.timedelta(days=1), first, "on"),
        (DAY + datetime.timedelta(days=1), first, "on"),
    ):
        with pytest.raises(Invalid) as refusal:
            hand_over(by=officer(found), now=NOW, decision=decision, on=on, takers=takers)  # type: ignore[arg-type]
        assert list(refusal.value.fields) == [field]
    assert Honour.objects.filter(handed_over_on__isnull=False).count() == 0


def test_one_certificate_is_handed_over_once(found: Awards) -> None:
    decision = issued(found)
    both = {entry(decision, 1): "Người Nhận", entry(decision, 2): "Người Khác"}
    hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers={entry(decision, 1): "Người Nhận"})  # type: ignore[dict-item]
    with pytest.raises(NotNow, match="Đã trao ngày"):
        hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers=both)  # type: ignore[arg-type]
    assert Honour.objects.filter(handed_over_on__isnull=False).count() == 1


def test_nothing_is_handed_over_before_the_signature(found: Awards) -> None:
    decision = drafted(found)
    with pytest.raises(NotNow, match="chưa ban hành"):
        hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers={entry(decision, 1): "X"})  # type: ignore[dict-item]


def test_refused_name_has_nothing_to_hand_over_or_revoke(found: Awards) -> None:
    decision = recorded(found, "refused", reason="Chưa đủ thời gian")
    with pytest.raises(Invalid, match="không được tặng"):
        hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers={entry(decision, 1): "X"})  # type: ignore[dict-item]
    with pytest.raises(NotNow, match="không được tặng"):
        revoked(found, decision)


def revoked(found: Awards, decision: Decision, **more: object) -> Decision:
    values = {
        "entry": entry(decision, 1), "by_decision": "09/QĐ-MTTQ-BTT", "on": DAY, "reason": "Báo cáo thành tích sai",
        "by": leader(found), **more,
    }  # fmt: skip
    return revoke_award(now=NOW, decision=decision, **values)  # type: ignore[arg-type]


def test_revoked_award_stays_and_says_by_which_decision(found: Awards) -> None:
    decision = issued(found)
    revoked(found, decision)
    rows = Honour.objects.order_by("golden_number").values_list("revoked_on", "revoked_by")
    assert list(rows) == [(DAY, "09/QĐ-MTTQ-BTT"), (None, ""), (None, "")]
    assert decision.entries.count() == 3
    told = AuditEntry.objects.filter(object_uid=decision.uid, act="hủy khen thưởng").get()
    assert (told.reason, told.after["decision"]) == ("Báo cáo thành tích sai", "09/QĐ-MTTQ-BTT")
    with pytest.raises(NotNow, match="đã bị hủy theo 09/QĐ-MTTQ-BTT"):
        revoked(found, decision)


def test_only_a_decision_of_the_leader_revokes(found: Awards) -> None:
    decision = issued(found)
    with pytest.raises(NotAllowed, match="do lãnh đạo"):
        revoked(found, decision, by=officer(found))
    for more, field in (
        ({"by_decision": " "}, "decision"),
        ({"reason": " "}, "reason"),
        ({"on": DAY - datetime.timedelta(days=1)}, "on"),
    ):
        with pytest.raises(Invalid) as refusal:
            revoked(found, decision, **more)
        assert list(refusal.value.fields) == [field]
    assert Honour.objects.standing().count() == 3


def test_revoked_award_is_not_handed_over(found: Awards) -> None:
    decision = issued(found)
    revoked(found, decision)
    with pytest.raises(NotNow, match="đã bị hủy"):
        hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers={entry(decision, 1): "X"})  # type: ignore[dict-item]
