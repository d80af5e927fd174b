"""Honours of the named cast."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories import NOW, SYSTEM, Cast
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import Given, enter_honour

DAY = datetime.date(2022, 11, 15)


def given(**more: Any) -> Given:
    """What a paper of the year 2022 says."""
    values: dict[str, Any] = {
        "form_key": "bang-khen", "form_name": "Bằng khen của Ủy ban MTTQ tỉnh", "achievement": "Phòng, chống dịch",
        "decision_number": "41/QĐ-MTTQ-BTT", "decided_on": DAY, "decider": "Ban Thường trực tỉnh",
    }  # fmt: skip
    return Given(**{**values, **more})


def honour(cast: Cast, unit: str = "commune", *, person: str = "", campaign: bool = False, **more: Any) -> Honour:
    """One row of the register, entered as the decisions room does."""
    return enter_honour(
        by=SYSTEM, now=NOW, unit=cast.units[unit], person=cast.people.get(person), given=given(**more),
        campaign=cast.campaign if campaign else None, round_number=1 if campaign else None,
    )  # fmt: skip
