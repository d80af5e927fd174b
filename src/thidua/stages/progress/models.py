"""The ledger of counted facts and what it adds up to for each unit of the frame. Only this room writes here.

Every quantity is a 64-bit integer in the smallest unit of the target's measure (piece, metre, đồng, person, half day).
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation, Target


class EntryQuerySet(models.QuerySet["Entry"]):
    """The ledger as lists."""

    def live(self) -> Self:
        """The entries that count now: neither reversed nor themselves reversals."""
        return self.filter(reversed_by__isnull=True, is_reversal=False)


class Entry(models.Model):
    """One counted thing in one target. Append-only: a correction reverses the entry and adds what still counts anew.

    The reversing entry repeats the quantities with the opposite sign, so that plain sums hold too; its credits are
    those of the entry it reverses. `reversed_by` is the one column that is ever filled in later.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="entries")
    source_kind = models.CharField(max_length=40)
    source_uid = models.UUIDField()
    quantity = models.BigIntegerField()
    denominator = models.BigIntegerField(default=0)
    effective_date = models.DateField()
    recorded_at = models.DateTimeField()
    is_reversal = models.BooleanField(default=False)
    # Most entries are reversed by none: an index that held them too would draw SQLite away from every better one.
    reversed_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["target", "source_uid"],
                condition=Q(reversed_by__isnull=True, is_reversal=False),
                name="one_live_entry_of_source",
            ),
            models.UniqueConstraint(
                fields=["reversed_by"], condition=Q(reversed_by__isnull=False), name="one_reversal_of_entry"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source_uid", "target"], name="entry_by_source"),
            models.Index(
                fields=["target", "effective_date"],
                condition=Q(reversed_by__isnull=True, is_reversal=False),
                name="live_entry_by_day",
            ),
        ]


class EntryCredit(models.Model):
    """That an entry is credited to a unit; several units may share one entry, which then counts once above them."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="credits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "unit"], name="one_credit_of_unit")]
        indexes: ClassVar = [models.Index(fields=["unit", "entry"], name="credit_by_unit")]


class Figures(models.Model):
    """What the ledger says of one unit in one target."""

    # own: credited to the unit itself. subtree: credited to it or to anyone beneath it, each entry once.
    own = models.BigIntegerField(default=0)
    subtree = models.BigIntegerField(default=0)
    own_denominator = models.BigIntegerField(default=0)
    subtree_denominator = models.BigIntegerField(default=0)
    own_figures = models.PositiveIntegerField(default=0)
    subtree_figures = models.PositiveIntegerField(default=0)
    known = models.BooleanField(default=False)
    met = models.BooleanField(default=False)
    # Of the whole branch, the unit itself included: what the asked units have of their own, and how many they are.
    asked_own = models.BigIntegerField(default=0)
    units_required = models.PositiveIntegerField(default=0)
    units_known = models.PositiveIntegerField(default=0)
    units_met = models.PositiveIntegerField(default=0)
    # The same three counts apart by kind of unit, {kind: [met, required, known]}: kinds are never mixed into one share.
    by_kind = models.JSONField(default=dict)

    class Meta:
        abstract = True


class UnitProgress(Figures):
    """The board's cell: one row per target and unit of the frame, made by enrolment, kept by each posting."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="rows")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="rows")
    # Whether the target asks this unit; an exempt unit is not asked.
    applies = models.BooleanField(default=False)
    minimum = models.BigIntegerField(null=True)

    # Worked out at reading by `standing.with_states`, on rows read through it.
    unit_state: str
    branch_state: str
    exemption: str | None

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["target", "unit"], name="one_cell_of_unit")]
        indexes: ClassVar = [
            models.Index(fields=["unit", "target"], name="cell_by_unit"),
            models.Index(
                fields=["target", "participation"], condition=Q(applies=True, met=False), name="cell_asked_not_met"
            ),
        ]


class UnitProgressDay(Figures):
    """What the board showed on the evening of a day on which the cell changed; a day without a row changed nothing."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    applies = models.BooleanField(default=False)
    minimum = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["target", "unit", "day"], name="one_cell_of_day")]
