"""Nominations: the guidance that opens a round, quota seats as rows, who is proposed, what each level submits."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.core import search
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound, Campaign, DossierPart


class AwardGuidance(OwnedRecord):
    """The document that opens an award round: dates, allotments, forms, sets. Until it is issued the round has no
    due date and nobody proposes (VII.1).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("đang soạn")
        ISSUED = "issued", _("đã ban hành")
        CLOSED = "closed", _("đã khép lại")

    round = models.OneToOneField(AwardRound, on_delete=models.PROTECT, related_name="guidance")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    document = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    # All exclusive: proposals reach the level above, dossiers reach the body that runs the round.
    proposals_before = models.DateField(null=True, blank=True)
    dossiers_before = models.DateField(null=True, blank=True)
    council_on = models.DateField(null=True, blank=True)
    # «Many works» of a commune, for the share of communes of a district (V.1.2).
    works_needed = models.PositiveSmallIntegerField(default=3)
    # Names stand for comment this many working days before the council sits.
    comment_days = models.PositiveSmallIntegerField(default=10)
    contact = models.CharField(max_length=200, blank=True)
    # Why the leader gave it back; empty once it is put before them again.
    returned_for = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(proposals_before__isnull=True)
                | Q(dossiers_before__isnull=True)
                | Q(dossiers_before__gte=F("proposals_before")),
                name="dossiers_follow_proposals",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(document__isnull=False), name="issued_guidance_has_its_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}"


class GuidanceForm(models.Model):
    """What the guidance says of one form: how many original sets go out; empty: by the receiver's own guidance."""

    guidance = models.ForeignKey(AwardGuidance, on_delete=models.CASCADE, related_name="forms")
    form = models.ForeignKey(AwardForm, on_delete=models.PROTECT, related_name="+")
    original_sets = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["guidance", "form"], name="one_guidance_of_form")]


class Allotment(models.Model):
    """How many a unit may propose for a pool, where the guidance limits it."""

    guidance = models.ForeignKey(AwardGuidance, on_delete=models.CASCADE, related_name="allotments")
    pool = models.ForeignKey(AwardPool, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["guidance", "pool", "unit"], name="one_allotment")]


class QuotaNotice(OwnedRecord):
    """The notice by which the number of a form «announced later» became known (VI.2)."""

    form = models.ForeignKey(AwardForm, on_delete=models.PROTECT, related_name="quota_notices")
    document = models.CharField(max_length=300)
    date = models.DateField()

    def __str__(self) -> str:
        return self.document


class NominationQuerySet(models.QuerySet["Nomination"]):
    """Nominations as lists."""

    def living(self) -> Self:
        """All but drafts and withdrawn ones."""
        return self.exclude(status__in=[Nomination.Status.DRAFT, Nomination.Status.WITHDRAWN])

    def matching(self, text: str) -> Self:
        return search.match(self, text)  # type: ignore[return-value]


class Nomination(OwnedRecord):
    """One subject proposed for one form of one round. `unit` proposes; `holder` is the level that has it now.

    `subject` is the proposed body, or the body of the proposed `person`. The council's numbers are written here by the
    councils room, the answer by the decisions room.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("đang lập")
        PROPOSED = "proposed", _("đã đề nghị")
        RETURNED = "returned", _("bị trả lại")
        SELECTED = "selected", _("được xét chọn")
        RESERVE = "reserve", _("dự bị")
        HONOURED = "honoured", _("được khen thưởng")
        LOWERED = "lowered", _("được tặng hình thức thấp hơn")
        REFUSED = "refused", _("không được tặng")
        WITHDRAWN = "withdrawn", _("đã rút")

    class Vote(models.TextChoices):
        NONE = "", _("chưa xét")
        PASSED = "passed", _("Hội đồng đồng ý")
        FAILED = "failed", _("Hội đồng không đồng ý")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="nominations")
    form = models.ForeignKey(AwardForm, on_delete=models.PROTECT, related_name="nominations")
    # Empty while the classes of a form are not announced.
    pool = models.ForeignKey(AwardPool, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations")
    subject = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations")
    holder = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    # Short: what a certificate, a list and the portal say. `report` is the achievement report's words by its headings.
    achievement = models.CharField(max_length=600, blank=True)
    report = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # Why it is proposed again although the same achievement was honoured before, or a doubt was passed over.
    earlier_award_reason = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    # Why this one took the seat although another stood before it or beside it.
    choice_reason = models.TextField(blank=True)
    folded = models.TextField()
    sort_key = SortKeyField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    vote = models.CharField(max_length=8, choices=Vote, blank=True, default=Vote.NONE)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_of = models.PositiveSmallIntegerField(null=True, blank=True)
    reserve_rank = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "subject"],
                condition=Q(person__isnull=True) & ~Q(status="withdrawn"),
                name="one_nomination_of_body_and_form",
            ),
            models.UniqueConstraint(
                fields=["form", "person"],
                condition=Q(person__isnull=False) & ~Q(status="withdrawn"),
                name="one_nomination_of_person_and_form",
            ),
            models.UniqueConstraint(
                fields=["pool", "reserve_rank"],
                condition=Q(reserve_rank__isnull=False),
                name="one_reserve_rank_of_pool",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "withdrawn"]) | Q(proposed_at__isnull=False),
                name="proposed_nomination_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True) | Q(votes_for__lte=F("votes_of")), name="votes_within_council"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["holder", "status"], name="nomination_by_holder"),
            models.Index(fields=["unit", "status"], name="nomination_by_unit"),
            models.Index(fields=["form", "status", "sort_key"], name="nomination_by_form"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.subject)


class Seat(models.Model):
    """One place of a quota. A selected nomination takes a seat; there are no more seats than the quota, so no list can
    be longer, whoever acts at the same moment.
    """

    pool = models.ForeignKey(AwardPool, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    nomination = models.OneToOneField(Nomination, null=True, on_delete=models.PROTECT, related_name="seat")
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pool", "number"], name="one_seat_number"),
            models.CheckConstraint(
                condition=Q(nomination__isnull=True, taken_at__isnull=True)
                | Q(nomination__isnull=False, taken_at__isnull=False),
                name="taken_seat_has_its_time",
            ),
        ]


class Submission(OwnedRecord):
    """What one body submits for one form of a round: one tờ trình, one biên bản, one bảng trích ngang for all its
    nominees, one báo cáo thành tích each (VI.4). `receiver` is empty for an outside authority.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("đang lập hồ sơ")
        SENT = "sent", _("đã trình")
        RETURNED = "returned", _("bị trả lại để bổ sung")
        ACCEPTED = "accepted", _("đã nhận đủ")

    form = models.ForeignKey(AwardForm, on_delete=models.PROTECT, related_name="submissions")
    receiver = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    receiver_name = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    # The tờ trình before the leader; once it is signed it fills its slot.
    letter = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    return_reason = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    # The book of paper handed over: how many original sets, when, who took them.
    sets_handed_over = models.PositiveSmallIntegerField(null=True, blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    handed_over_to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "form"], name="one_submission_of_body_and_form"),
            models.CheckConstraint(
                condition=Q(status__in=["draft"]) | Q(sent_at__isnull=False), name="sent_submission_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} · {self.unit}"


class NomineeFile(models.Model):
    """A nominee's place in a submission; a nomination passes through one submission a level."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="nominees")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "nomination"], name="one_file_of_nominee"),
            models.UniqueConstraint(fields=["submission", "position"], name="one_file_position"),
        ]


class SubmissionPaper(models.Model):
    """The slot of one paper of a submission: a document of the site, or a scan kept as the submission's file."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="papers")
    part = models.ForeignKey(DossierPart, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    # A paper made elsewhere: the stored file's uid and what it is called («Biên bản số 03/BB-HĐTĐKT»).
    file_uid = models.UUIDField(null=True)
    title = models.CharField(max_length=300, blank=True)
    filled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "part"], name="one_paper_of_part"),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(file_uid__isnull=False), name="paper_is_there"
            ),
        ]


class NomineeComment(OwnedRecord):
    """What somebody said of a candidate while the names stood before the public; read by who runs the round.

    `unit` is the body that runs the round. Handed down by the publications room after moderation.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="comments")
    author = models.CharField(max_length=120)
    text = models.TextField()
    source_uid = models.UUIDField(unique=True)
    resolved_words = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.author}: {self.nomination}"
