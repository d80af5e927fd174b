"""Honours: one row for each award a person or a body received, kept for good; names as they were on the day."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.core import search
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models import Campaign


class HonourQuerySet(models.QuerySet["Honour"]):
    """Honours as lists."""

    def standing(self) -> Self:
        return self.filter(revoked_on__isnull=True)

    def matching(self, text: str) -> Self:
        return search.match(self, text)  # type: ignore[return-value]


class Honour(OwnedRecord):
    """One award received. `unit` is the honoured body, or the body of the honoured person.

    Given by a decision of ours (`document`) or of somebody else (`decision_number`, `decided_on`, `decider`). An award
    of a campaign is no basis for higher awards of merit (Nghị định 152/2025/NĐ-CP, Điều 4): `counts_for_merit` is off.
    """

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="honours")
    subject_name = models.CharField(max_length=200)
    subject_words = models.CharField(max_length=400, blank=True)
    folded = models.TextField()
    sort_key = SortKeyField()
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="honours")
    round_number = models.PositiveSmallIntegerField(null=True, blank=True)
    form_key = models.SlugField(max_length=60)
    form_name = models.CharField(max_length=300)
    achievement = models.TextField()
    document = models.ForeignKey(
        IssuedDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="honours"
    )
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    decider = models.CharField(max_length=300)
    # «Số sổ vàng»: the ordinal in the decision (Nghị định 98/2023/NĐ-CP, Điều 104).
    golden_number = models.PositiveIntegerField(null=True, blank=True)
    counts_for_merit = models.BooleanField(default=False)
    # The nomination it came from; empty for one that was entered from an older paper.
    source_uid = models.UUIDField(null=True, unique=True)
    handed_over_on = models.DateField(null=True, blank=True)
    handed_over_to = models.CharField(max_length=200, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_by = models.CharField(_("quyết định hủy"), max_length=300, blank=True)

    objects = HonourQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_by=""), name="revoked_honour_names_its_decision"
            ),
            models.CheckConstraint(
                condition=Q(handed_over_on__isnull=True) | ~Q(handed_over_to=""), name="handed_over_honour_says_to_whom"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-decided_on", "-id"], name="honours_newest"),
            models.Index(fields=["unit", "-decided_on"], name="honours_of_unit"),
            models.Index(fields=["sort_key", "id"], name="honours_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.form_name}: {self.subject_name}"

    def fold_words(self) -> None:
        """Sets what a search finds the honour by; called before each saving that changes one of these words."""
        words = (
            self.subject_name,
            self.subject_words,
            self.form_name,
            self.achievement,
            self.decision_number,
            self.decider,
        )
        self.folded = fold(" ".join(words))

    @property
    def is_declared(self) -> bool:
        """Whether its own unit copied it from a paper that the site has not seen: it bears out nothing."""
        return self.document_id is None and self.campaign_id is None and self.source_uid is None

    @property
    def source_words(self) -> str:
        """What a reader must know of where it comes from; empty for an award the site knows of itself."""
        return str(_("tự khai, chưa có bản chụp")) if self.is_declared else ""
