"""Criteria and award forms as the plan gives them (sections V and VI)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models.campaign import Campaign
from thidua.stages.campaigns.models.plan import Plan


class CriteriaSet(models.Model):
    """What a group of subjects is judged by."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="criteria_sets")
    clause = models.CharField(max_length=20)
    subject = models.CharField(max_length=300)
    unit_kinds = models.JSONField(default=list)
    for_people = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "clause"], name="one_criteria_clause")]


class Criterion(models.Model):
    """One statement, judged đạt, chưa đạt or nổi bật."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    only_for_form = models.SlugField(max_length=60, blank=True)
    # What the data knows of it, by the words of the file («targets», «milestone:launch»): filled in and marked as such.
    known = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["criteria_set", "position"], name="one_criterion_position")
        ]


class AwardRound(models.Model):
    """A round in which forms are proposed together, of the campaign's own plan and presented at an event.

    Or of what a lower unit's issued `plan` gives itself: `unit` runs the round, `name` says whose it is.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="award_rounds")
    number = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    plan = models.OneToOneField(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="award_round")
    name = models.CharField(max_length=300, blank=True)
    event_key = models.SlugField(max_length=60, blank=True)
    # Numbers of earlier rounds whose honoured are candidates of this one.
    draws_from = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "number"], name="one_round_number")]

    def __str__(self) -> str:
        return self.name or str(_("Đợt khen thưởng %(number)d") % {"number": self.number})


class AwardForm(models.Model):
    """A form of award with who submits, who decides and in how many original sets (VI).

    `is_ours`: given by the body that runs the round; another's decision is recorded, never drafted here.
    """

    round = models.ForeignKey(AwardRound, on_delete=models.CASCADE, related_name="forms")
    key = models.SlugField(max_length=60)
    clause = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    submitters = models.CharField(max_length=300)
    appraiser = models.CharField(max_length=300)
    decider = models.CharField(max_length=300)
    is_ours = models.BooleanField(default=False)
    # Null: «có hướng dẫn riêng».
    original_sets = models.PositiveSmallIntegerField(null=True, blank=True)
    announced_later = models.BooleanField(default=False)
    # «Không tặng nhiều hình thức cho một thành tích»: a warning that asks for a reason, or a refusal.
    one_per_achievement = models.CharField(max_length=10, default="warn")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "key"], name="one_form_key")]

    def __str__(self) -> str:
        return self.name


class AwardPool(models.Model):
    """A quota shared by several kinds of subject; null = announced later by a notice."""

    form = models.ForeignKey(AwardForm, on_delete=models.CASCADE, related_name="pools")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    unit_kinds = models.JSONField(default=list)
    for_people = models.BooleanField(default=False)
    quota = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "position"], name="one_pool_position")]


class DossierPart(models.Model):
    """A paper a dossier must hold (VI.4)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="dossier_parts")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    per_nominee = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="one_dossier_part_key")]
