"""The rooms: what may point where, and what may not be seen from where. Imports are held by import-linter."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.harness.source import PACKAGE, calls, imports, modules, room, tree, where

ORDER = (
    "core units accounts documents campaigns progress milestones works funds reports honours evaluations "
    "nominations councils decisions publications reminders kit desk portal api interchange"
).split()
FOREIGN = {"django.http", "django.shortcuts", "django.contrib.messages", "django.urls", "django.views", "django.forms"}
AGGREGATES = {"Aggregate", "Avg", "Count", "Max", "Min", "StdDev", "Sum", "Variance"}
SAVING = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Whose work is writing: the ledger, and the machinery beneath the operations.
WRITERS = {("foundation", "core"), ("foundation", "units", "tree.py"), ("stages", "progress")}
# Keeps what it tells of the sample accounts, beside the data that its operations made.
TELLS_ACCOUNTS = "faces/interchange/demonstration/people.py"
OPERATION = "thidua.foundation.core.operations.operation"


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("thidua.")]


def test_every_app_stands_in_the_order() -> None:
    labels = [config.label for config in apps.get_app_configs() if config.name.startswith("thidua.")]
    assert labels == [label for label in ORDER if label in labels]


def test_relations_point_to_earlier_rooms() -> None:
    """String relations too: Django has resolved them by now."""
    seen = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if rank(field.related_model) > rank(model)
    ]
    assert seen == []


def rank(model: type[models.Model]) -> int:
    """The place of a model's room; what a package brings stands before all of them."""
    return ORDER.index(model._meta.app_label) if model.__module__.startswith("thidua.") else -1


def test_no_model_has_an_order_of_its_own() -> None:
    assert [model._meta.label for model in own_models() if model._meta.ordering] == []


def test_domain_never_sees_http() -> None:
    seen = [
        f"{where(path, node)} {name}"
        for path in modules()
        if room(path)[:1] in {("foundation",), ("stages",)}
        for name, node in imports(path)
        if any(name == foreign or name.startswith(foreign + ".") for foreign in FOREIGN)
    ]
    assert seen == []


def test_faces_add_nothing_up() -> None:
    """A total comes from the ledger or from a named query of its stage."""
    seen = [
        f"{where(path, node)} {name}"
        for path in modules()
        if room(path)[:1] == ("faces",)
        for name, node in imports(path)
        if name.startswith("django.db.models.") and name.rsplit(".", 1)[-1] in AGGREGATES
    ]
    seen += [
        where(path, node)
        for path in modules()
        if room(path)[:1] == ("faces",)
        for name, node in calls(path)
        if name == "aggregate"
    ]
    assert seen == []


def test_status_changes_only_by_a_transition() -> None:
    seen = []
    for path in modules():
        if path == PACKAGE / "foundation" / "core" / "states.py":
            continue
        for node in ast.walk(tree(path)):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
                seen.append(where(path, node))
        for name, call in calls(path):
            if name == "update" and any(keyword.arg == "status" for keyword in call.keywords):
                seen.append(where(path, call))
    assert seen == []


def test_only_operations_write() -> None:
    """Pages, queries and commands call operations; they store nothing themselves."""
    seen = [
        f"{where(path, call)} {name}"
        for path in modules()
        if not may_write(path)
        for name, call in calls(path)
        if writes(name, call)
    ]
    assert seen == []


def may_write(path: Path, asked: frozenset[Path] = frozenset()) -> bool:
    """Whether the module holds operations, or lies in a room whose work is writing, or serves operations alone.

    A face never does. `asked` are the modules on the way: two that serve each other are judged by who else calls them.
    """
    parts = path.relative_to(PACKAGE).parts
    if parts[0] == "faces":
        return "/".join(parts) == TELLS_ACCOUNTS
    if {parts[:2], parts} & WRITERS or "operations" in parts or any(name == OPERATION for name, _node in imports(path)):
        return True
    asked |= {path}
    callers = importers().get(path, set()) - asked
    return bool(callers) and all(room(caller)[:2] == room(path)[:2] and may_write(caller, asked) for caller in callers)


@cache
def importers() -> dict[Path, set[Path]]:
    """Who imports a module."""
    paths = {".".join(("thidua", *path.relative_to(PACKAGE).with_suffix("").parts)): path for path in modules()}
    found: dict[Path, set[Path]] = {}
    for path in modules():
        for name, _node in imports(path):
            if name in paths:
                found.setdefault(paths[name], set()).add(path)
    return found


def writes(name: str, call: ast.Call) -> bool:
    """Whether the call looks like a model's or a queryset's: `X.objects.create(…)`, `rows.update(…)`, `obj.save()`."""
    receiver = ast.unparse(call.func)
    if name in SAVING:
        return ".objects" in receiver or "_manager" in receiver
    if name in {"update", "delete"}:
        return ".objects" in receiver or ".filter(" in receiver or (name == "delete" and not call.args)
    return name == "save" and (not call.args or any(word.arg == "update_fields" for word in call.keywords))
