"""The test that every stage makes of its transition table: each status × act × role, from a list of who may.

ALLOWED = {"note": {"district_leader"}, "verify": {"district_leader", "province_leader"}, …}

@pytest.mark.parametrize("case", cases(MACHINE, roles=ROLES, allowed=ALLOWED), ids=str)
def test_every_act(case: Case, …) -> None:
    assert outcome(MACHINE, record(status=case.status), case.act, by=actor(case.role)) == case.expected
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.foundation.core.errors import NotAllowed, NotNow, Refused
from thidua.foundation.core.states import Machine

DONE = "done"
AT = datetime.datetime(2024, 7, 15, 2, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One status, act and role, and what comes of it: DONE, NotAllowed or NotNow."""

    status: str
    act: str
    role: str
    expected: Any

    def __str__(self) -> str:
        told = self.expected if isinstance(self.expected, str) else self.expected.__name__
        return f"{self.status}-{self.act}-{self.role}-{told}"


def cases(machine: Machine, *, roles: Iterable[str], allowed: Mapping[str, set[str]]) -> list[Case]:
    """Every case of the table. `allowed` says, for every act, which roles may: written by hand, not derived."""
    names = list(roles)
    missing = machine.transitions.keys() ^ allowed.keys()
    assert not missing, f"acts that only the table or only the test knows: {sorted(missing)}"
    return [
        Case(str(status), row.name, role, _expected(row.sources, status, role in allowed[row.name]))
        for status in machine.owners
        for row in machine
        for role in names
    ]


def outcome(machine: Machine, record: Any, act: str, *, by: Any, now: datetime.datetime = AT, **more: Any) -> Any:
    """What comes of the act: DONE, or the type of the refusal, which must be a sentence."""
    reason = "vì thiếu ảnh" if machine.transitions[act].needs_reason else ""
    try:
        machine.step(record, act, by=by, now=now, **{"reason": reason, **more})
    except Refused as refusal:
        assert str(refusal).rstrip().endswith("."), f"not a sentence: {refusal}"
        return type(refusal)
    return DONE


def _expected(sources: tuple[str, ...], status: str, may: bool) -> Any:
    if not may:
        return NotAllowed
    return DONE if status in sources else NotNow
