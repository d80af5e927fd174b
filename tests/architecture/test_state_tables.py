"""What holds for every transition table of the product."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter
from enum import Enum
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import thidua
from thidua.foundation.core.states import MACHINES, Machine

# Whose turn it is while a record has a status.
OWNERS = {"unit", "leader", "superior", "council", "system"}
# What starts in another way than by an act: a record is made in its first status.
STATE_MODULES = [
    name
    for _finder, name, _package in pkgutil.walk_packages([str(Path(thidua.__file__).parent)], "thidua.")
    if name.rsplit(".", 1)[-1] == "states" and not name.startswith("thidua.foundation.core")
]
for module in STATE_MODULES:
    importlib.import_module(module)
TABLES = pytest.mark.parametrize("machine", [machine for _name, machine in MACHINES.items()], ids=lambda m: m.name)


def statuses(machine: Machine) -> list[str]:
    return [str(status) for status in machine.owners]


def test_every_module_of_states_has_a_table() -> None:
    homes = {name for name, _machine in MACHINES.items()}

    assert len(homes) >= len(STATE_MODULES)


def test_every_model_with_a_status_has_a_table() -> None:
    """By the choices of its status: a table owns each of them, and no others."""
    tables = {frozenset(statuses(machine)) for _name, machine in MACHINES.items()}
    alone = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("thidua.")
        for field in model._meta.concrete_fields
        if field.name == "status" and isinstance(field, models.CharField)
        if frozenset(str(value) for value, _label in field.choices or ()) not in tables
    ]

    assert alone == []


@TABLES
def test_every_status_is_owned_and_every_owner_is_known(machine: Machine) -> None:
    first = next(iter(machine.owners))
    if isinstance(first, Enum):
        assert set(machine.owners) == set(type(first))
    assert set(machine.owners.values()) <= OWNERS


@TABLES
def test_every_status_is_reached(machine: Machine) -> None:
    reached = {str(row.target) for row in machine}
    starts = [status for status in statuses(machine) if status not in reached]

    assert len(starts) <= 1, f"more than one status that nothing leads to: {starts}"
    start = statuses(machine)[0]
    known, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for row in machine:
            if here in row.sources and str(row.target) not in known:
                known.add(str(row.target))
                waiting.append(str(row.target))
    assert known == set(statuses(machine))


@TABLES
def test_every_act_changes_something_and_has_its_word(machine: Machine) -> None:
    # An act may leave some of its statuses as they are, but not all of them, and history tells acts apart.
    idle = [row.name for row in machine if set(row.sources) == {row.target}]
    words = Counter(row.word for row in machine)

    assert idle == []
    assert [word for word, times in words.items() if times > 1 or not word.strip()] == []


@TABLES
def test_every_rule_takes_the_actor_and_the_record(machine: Machine) -> None:
    assert {len(inspect.signature(row.rule).parameters) for row in machine} == {2}
