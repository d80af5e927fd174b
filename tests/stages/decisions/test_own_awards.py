"""A district decides on the Giấy khen of its own plan, and cites that plan."""

from __future__ import annotations

import pytest

from tests.factories import NOW
from tests.stages.nominations.test_own_awards import Own, issued_with_awards
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.decisions.operations import start_decision
from thidua.stages.decisions.queries import forms_for, plan_of, selected_undecided

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("H.3")]


@pytest.fixture
def own(db: None) -> Own:
    return issued_with_awards()


def test_district_decides_on_what_its_own_plan_gives(own: Own) -> None:
    own.open()
    row = own.chosen(own.person("Người tốt"))
    assert [*selected_undecided(own.actor("district_officer"))] == [row]
    assert [*selected_undecided(own.actor("province_officer"))] == []
    assert own.form in forms_for(own.actor("district_officer"))
    for name, error in (
        ("province_officer", NotAllowed),
        ("commune_officer", Missing),
        ("far_district_officer", Missing),
    ):
        with pytest.raises(error):
            start_decision(by=own.actor(name), now=NOW, form=own.form)
    made = start_decision(by=own.actor("district_officer"), now=NOW, form=own.form)
    assert (made.unit, [entry.name for entry in made.entries.all()]) == (own.people.district, ["Người tốt"])
    plan = plan_of(made)
    assert plan is not None
    assert plan.notation == "01/KH-MTTQ-BTT"
