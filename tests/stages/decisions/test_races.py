"""Two presses at the same moment: one decision is signed once, two decisions get two numbers."""

from __future__ import annotations

import pytest

from tests.factories import NOW
from tests.harness.races import at_once, refused
from tests.stages.decisions.support import Awards, cast_with_awards, leader, officer, prompt, submitted
from thidua.foundation.core.errors import NotNow
from thidua.foundation.documents.models import Register
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import issue_decision, submit_decision
from thidua.stages.honours.models import Honour

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


def test_decision_pressed_by_two_at_once_is_signed_once(found: Awards) -> None:
    decision, by = submitted(found), leader(found)
    answers = at_once(*(lambda: issue_decision(by=by, now=NOW, decision=decision) for _press in range(2)))
    assert sorted(type(answer).__name__ for answer in answers) == ["Decision", "NotNow"]
    assert any(isinstance(answer, NotNow) for answer in answers)
    assert (Honour.objects.count(), Register.objects.get(body="Ban Thường trực").last_number) == (3, 1)


def test_two_decisions_at_once_get_two_numbers(found: Awards) -> None:
    by = leader(found)
    rows = [
        submit_decision(by=officer(found), now=NOW, decision=prompt(found, unit))
        for unit in (found.cast.commune, found.cast.sister_commune)
    ]
    answers = at_once(*(lambda row=row: issue_decision(by=by, now=NOW, decision=row) for row in rows))
    assert refused(answers) == []
    numbers = sorted(row.notation for row in Decision.objects.select_related("document"))
    assert (numbers, Honour.objects.count()) == (["01/QĐ-MTTQ-BTT", "02/QĐ-MTTQ-BTT"], 2)
