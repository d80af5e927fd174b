"""Tasks that an amending document adds, as an officer types them: «việc | loại đơn vị | hạn», a line each."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.amended import NewTask
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.plan_writing.lines import BETWEEN, last_day, read_tasks
from thidua.stages.campaigns.plan_writing.recipients import MANY

# Between two kinds of unit that do one task.
AND = ";"


def kinds_of(campaign: Campaign) -> list[UnitKind]:
    """The kinds of unit that take part, from the top down."""
    keys = campaign.participations.standing().order_by().values("kind").distinct()
    return list(UnitKind.objects.filter(key__in=keys).order_by("rank", "key"))


def read_new_tasks(text: str, campaign: Campaign) -> tuple[NewTask, ...]:
    """The tasks of some lines. Raises `Invalid` (`tasks`) with each line that names no kind of unit that takes part."""
    kinds = {}
    for kind in kinds_of(campaign):
        for label in (kind.label, kind.short_label):
            kinds[fold(label)] = kinds[f"{MANY} {fold(label)}"] = kind.key
    found, wrong = [], []
    for line in read_tasks(text):
        names = [fold(name).strip() for name in line.owner.split(AND) if name.strip()]
        unknown = [name for name in names if name not in kinds]
        if unknown or not names:
            wrong.append(line.text[:40])
        else:
            found.append(NewTask(line.text, tuple(dict.fromkeys(kinds[name] for name in names)), line.due_before))
    if wrong:
        labels = ", ".join(kind.label for kind in kinds_of(campaign))
        told = _("%(tasks)s: xin ghi loại đơn vị sau dấu «|», một trong: %(labels)s.")
        raise Invalid({"tasks": told % {"tasks": "; ".join(f"«{text}»" for text in wrong), "labels": labels}})
    return tuple(found)


def new_task_lines(tasks: Iterable[NewTask], campaign: Campaign) -> str:
    """The lines as they are typed."""
    labels = {kind.key: kind.label for kind in kinds_of(campaign)}
    lines = []
    for task in tasks:
        parts = [task.text, f"{AND} ".join(labels.get(key, key) for key in task.unit_kinds)]
        if task.due_before is not None:
            parts.append(day_words(last_day(task.due_before)))
        lines.append(f" {BETWEEN} ".join(parts))
    return "\n".join(lines)
