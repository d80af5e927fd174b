"""Real records to look at a wording with: each stage enters how its latest paper of a kind is drawn anew.

A sample is drawn without what was frozen, so that the sentences that are tried stand in it; it is never kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, QuerySet

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.registry import Registry
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.units.models import Unit

M = TypeVar("M", bound=Model)

# Of a unit's latest record that the actor may see, else of any it may see; None where there is none yet.
Sample = Callable[[Actor, Unit], OfficialDocument | None]

SAMPLES: Registry[Sample] = Registry("samples of documents")


def nearest(rows: QuerySet[M], unit: Unit, *, path: str = "unit") -> M | None:
    """The latest record of the unit itself, else the latest of all that may be seen."""
    return rows.filter(**{path: unit}).order_by("-pk").first() or rows.order_by("-pk").first()
