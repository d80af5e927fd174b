"""Decisions read: who sees which, the lists as page, Excel and CSV, what is owed, how many statements it takes."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW
from tests.stages.decisions.support import (
    DAY,
    WORDS,
    Awards,
    cast_with_awards,
    drafted,
    issued,
    leader,
    many,
    many_names,
    officer,
    recorded,
    selected,
    submitted,
    three,
)
from thidua.foundation.core.duties import Duty
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import csv
from thidua.stages.decisions.duties import duties
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import hand_over, return_decision, start_decision, submit_decision
from thidua.stages.decisions.queries import find_decision, list_decisions
from thidua.stages.decisions.tables import DECISIONS, NAMES, OF

pytestmark = pytest.mark.django_db
ROLES = (
    "province_officer", "province_leader", "administrator", "district_officer", "commune_officer", "far_district_officer",
    "women_officer", "sister_officer",
)  # fmt: skip


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


def seers(found: Awards) -> set[str]:
    return {who for who in ROLES if list_decisions(found.cast.actor(who)).exists()}


def test_draft_is_read_by_the_deciding_body_alone(found: Awards) -> None:
    submitted(found)
    assert seers(found) == {"province_officer", "province_leader", "administrator"}


def test_issued_decision_is_read_by_the_branches_it_names(found: Awards) -> None:
    recorded(found)
    assert seers(found) == {
        "province_officer", "province_leader", "administrator", "district_officer", "commune_officer",
    }  # fmt: skip


def test_foreign_decision_is_missing(found: Awards) -> None:
    decision = recorded(found)
    with pytest.raises(Missing):
        find_decision(found.cast.actor("sister_officer"), decision.uid)
    for given in ({OF: str(decision.uid)}, {OF: "x"}, {}):
        with pytest.raises(Missing):
            NAMES.page(found.cast.actor("sister_officer"), given)


def test_list_tells_number_day_and_how_many_names(found: Awards) -> None:
    recorded(found)
    page = DECISIONS.page(officer(found))
    assert [cell.text for cell in page.rows[0].cells] == [
        "1234/QĐ-UBND", "10/7/2024", "Bằng khen của Ủy ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh",
        "Thi đua chào mừng Đại hội", "1", "đã ban hành",
    ]  # fmt: skip
    assert DECISIONS.page(officer(found), {"tinh-trang": "draft"}).count == 0
    with pytest.raises(Missing):
        DECISIONS.page(officer(found), {"tinh-trang": "nothing"})


def test_names_tell_what_became_of_each(found: Awards) -> None:
    decision = issued(found)
    first = decision.entries.get(position=1)
    hand_over(by=officer(found), now=NOW, decision=decision, on=DAY, takers={first.uid: "Người Nhận"})
    lines = list(csv(NAMES, officer(found), {OF: str(decision.uid)}))
    assert f'1,Ủy ban MTTQ Việt Nam xã Đắk Lao,Ủy ban MTTQ Việt Nam huyện Đắk Mil,"{WORDS}"' in lines[1]
    assert "đã trao" in lines[1]
    assert "chưa trao" in lines[2]


@pytest.mark.parametrize("rows", [1, 3, 1_000])
def test_lists_take_the_same_statements_at_any_length(found: Awards, rows: int) -> None:
    decision = many(found, rows)[0]
    many_names(found, decision, rows - 1)
    actor = officer(found)
    with CaptureQueriesContext(connection) as list_statements:
        page = DECISIONS.page(actor)
        assert (page.count, len(page.rows)) == (rows, min(rows, 50))
        _drawn = [cell.text for row in page.rows for cell in row.cells]
    with CaptureQueriesContext(connection) as names_statements:
        page = NAMES.page(actor, {OF: str(decision.uid)})
        assert page.count == rows
        _drawn = [cell.text for row in page.rows for cell in row.cells]
    with CaptureQueriesContext(connection) as duty_statements:
        list(duties(actor, DAY))
    assert (len(list_statements), len(names_statements), len(duty_statements)) == (2, 4, 1)


def owed(found: Awards, who: str) -> list[tuple[str, int]]:
    found_duties: list[Duty] = list(duties(found.cast.actor(who), DAY))
    return [(duty.kind, duty.count) for duty in found_duties]


def test_selected_names_wait_for_the_officer(found: Awards) -> None:
    three(found)
    selected(found, found.cast.commune, form=found.outside)
    assert owed(found, "province_officer") == [("decision-write", 3), ("decision-record", 1)]
    assert owed(found, "province_leader") == []
    assert owed(found, "district_officer") == []


def test_duty_follows_the_decision(found: Awards) -> None:
    decision = drafted(found)
    assert owed(found, "province_officer") == [("decision-draft", 1)]
    Decision.objects.all().delete()
    decision = submitted_again(found)
    assert (owed(found, "province_officer"), owed(found, "province_leader")) == ([], [("decision-sign", 1)])
    return_decision(by=leader(found), now=NOW, decision=decision, reason="Thiếu thành tích")
    returned = next(iter(duties(officer(found), DAY)))
    assert (returned.kind, returned.detail) == ("decision-returned", "Thiếu thành tích")


def submitted_again(found: Awards) -> Decision:
    made = start_decision(by=officer(found), now=NOW, form=found.own)
    return submit_decision(by=officer(found), now=NOW, decision=made)


def test_certificates_not_handed_over_are_owed(found: Awards) -> None:
    decision = issued(found)
    assert owed(found, "province_officer") == [("decision-hand-over", 1)]
    takers = {entry.uid: "Người Nhận" for entry in decision.entries.all()}
    hand_over(by=officer(found), now=NOW, decision=decision, on=datetime.date(2024, 7, 15), takers=takers)
    assert owed(found, "province_officer") == []
