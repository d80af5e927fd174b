"""Plans as structured text, where they cite documents, and the lines of their recipients."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models.campaign import Campaign
from thidua.stages.campaigns.models.cited import CitedDocument


class Plan(OwnedRecord):
    """The document that orders a campaign: one root plan per campaign, child plans of lower units under it (H.3).

    Number, date, signer and state are the issued document's; the plan keeps its structured words. A guidance of a unit
    to its lower units is written and issued the same way. What a unit writes of its own stands in `versions`, the
    latest counts; `amendment` is the paper that will take the place of `document` once it is signed.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("kế hoạch")
        GUIDANCE = "guidance", _("hướng dẫn")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="plans")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    document = models.OneToOneField(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="plan")
    amendment = models.OneToOneField(
        IssuedDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="amended_plan"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PLAN)
    # Which of its versions stands in `document`; none while nothing was issued.
    issued_version = models.PositiveIntegerField(null=True, blank=True)
    # Why the leader gave the draft back; empty once it is put before them again.
    returned_for = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=600)
    preamble = models.TextField(blank=True)
    closing = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "unit", "kind"], name="one_plan_of_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def working(self) -> IssuedDocument | None:
        """The paper that is written on: the amendment while there is one."""
        return self.amendment or self.document


class PlanBlock(models.Model):
    """One heading, item or paragraph of a plan, in order. `clause` names it for links (III.3)."""

    class Kind(models.TextChoices):
        SECTION = "section", _("phần")
        HEADING = "heading", _("mục")
        ITEM = "item", _("ý")
        PARAGRAPH = "paragraph", _("đoạn")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField(max_length=20, blank=True)
    clause = models.CharField(max_length=20, blank=True)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "position"], name="one_block_position")]


class DocumentCitation(models.Model):
    """Where a plan cites a document, and whether it carries it out."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="citations")
    document = models.ForeignKey(CitedDocument, on_delete=models.PROTECT, related_name="citations")
    clause = models.CharField(max_length=20)
    carries_out = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "document", "clause"], name="one_citation_of_clause")
        ]


class RecipientLine(models.Model):
    """One line of «Nơi nhận» (N.1): a body, a group that is expanded at the date of issue, or the archive."""

    class Kind(models.TextChoices):
        BODY = "body", _("một nơi")
        GROUP = "group", _("nhiều nơi cùng loại")
        ARCHIVE = "archive", _("lưu")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="recipient_lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind)
    # Which units of the site the line means: {"unit_kinds": [...]} or {"code": "..."}; empty for an outside body.
    selector = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "position"], name="one_recipient_position")]
