"""Councils: who sits by which decision, a session with who came and what was voted on, ballots apart from voters."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import DatedQuerySet
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.nominations.models import Nomination


class Council(OwnedRecord):
    """A council of a unit as one decision establishes it; a new decision is a new row from its day on.

    `threshold` is the percentage of yes a nominee needs, `quorum` the percentage of the membership that must be there;
    both of the membership on the establishing decision. They are the council's own rules: for these awards the law
    sets no ratio.
    """

    class Counting(models.TextChoices):
        MEMBERSHIP = "membership", _("tính trên tổng số thành viên")
        ENTITLED = "entitled", _("tính trên số thành viên không phải rời phòng")

    name = models.CharField(max_length=300)
    decision = models.CharField(max_length=300)
    decision_date = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(default=67)
    threshold = models.PositiveSmallIntegerField(default=51)
    counting = models.CharField(max_length=12, choices=Counting, default=Counting.MEMBERSHIP)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quorum__gte=1, quorum__lte=100, threshold__gte=1, threshold__lte=100),
                name="council_ratios_are_percentages",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="council_dates_run_forward"
            ),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to__isnull=True), name="one_standing_council"),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilMember(models.Model):
    """A member by the establishing decision, with its duty. A secretary may be a member or not: `votes` says."""

    class Duty(models.TextChoices):
        CHAIR = "chair", _("Chủ tịch Hội đồng")
        VICE_CHAIR = "vice-chair", _("Phó Chủ tịch Hội đồng")
        MEMBER = "member", _("Ủy viên")
        SECRETARY = "secretary", _("Thư ký")

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="council_seats")
    duty = models.CharField(max_length=12, choices=Duty)
    position = models.PositiveSmallIntegerField()
    votes = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "person"], name="one_seat_of_person_in_council"),
            models.UniqueConstraint(fields=["council", "position"], name="one_position_in_council"),
            models.UniqueConstraint(fields=["council"], condition=Q(duty="chair"), name="one_chair_of_council"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_duty_display()})"


class Session(OwnedRecord):
    """One meeting of a council on one award round."""

    class Mode(models.TextChoices):
        HANDS = "hands", _("biểu quyết giơ tay")
        PAPER = "paper", _("bỏ phiếu giấy")
        SECRET = "secret", _("bỏ phiếu kín trên hệ thống")

    class Status(models.TextChoices):
        PLANNED = "planned", _("đã mời họp")
        OPEN = "open", _("đang họp")
        VOTING = "voting", _("đang bỏ phiếu")
        CLOSED = "closed", _("đã kiểm phiếu")
        FOR_SIGNATURE = "for_signature", _("biên bản chờ Chủ tọa ký")
        MINUTED = "minuted", _("đã ký biên bản")
        CANCELLED = "cancelled", _("đã hoãn")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    round = models.ForeignKey(AwardRound, on_delete=models.PROTECT, related_name="sessions")
    status = models.CharField(max_length=14, choices=Status, default=Status.PLANNED)
    mode = models.CharField(max_length=10, choices=Mode)
    held_on = models.DateField()
    place = models.CharField(max_length=300)
    discussion = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    # The hours of the meeting, as the secretary writes them; the site's own times tell when an act was entered.
    began = models.TimeField(null=True, blank=True)
    ended = models.TimeField(null=True, blank=True)
    # Of a ballot, secret or on paper: how many were handed out and came back, why it ended before all had voted.
    ballots_out = models.PositiveSmallIntegerField(null=True, blank=True)
    ballots_back = models.PositiveSmallIntegerField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The secretary signs the minutes first and sends them to whoever presided.
    drawn_up_at = models.DateTimeField(null=True, blank=True)
    drawn_up_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status__in=["closed", "for_signature", "minuted"]) | Q(closed_at__isnull=False),
                name="closed_session_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="minuted") | Q(minutes__isnull=False), name="minuted_session_has_its_minutes"
            ),
            models.CheckConstraint(
                condition=Q(ballots_back__isnull=True) | Q(ballots_out__gte=F("ballots_back")),
                name="no_more_ballots_back_than_out",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["council", "-held_on"], name="sessions_of_council")]

    def __str__(self) -> str:
        return f"{self.council} {self.held_on}"


class Attendance(models.Model):
    """A member at a session: there, away, or away with a written opinion that is recorded in the minutes."""

    class Presence(models.TextChoices):
        INVITED = "invited", _("được mời")
        PRESENT = "present", _("có mặt")
        ABSENT = "absent", _("vắng mặt")
        WRITTEN = "written", _("vắng mặt, có ý kiến bằng văn bản")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.INVITED)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "member"], name="one_attendance_of_member")]


class SessionItem(models.Model):
    """A nomination on the session's list, with the count once the vote is closed.

    `of` is what the yes are held against. In a show of hands and on paper the secretary enters the totals; in a secret
    ballot they are counted from the ballots.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="session_items")
    position = models.PositiveSmallIntegerField()
    yes = models.PositiveSmallIntegerField(null=True, blank=True)
    no = models.PositiveSmallIntegerField(null=True, blank=True)
    invalid = models.PositiveSmallIntegerField(null=True, blank=True)
    of = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "nomination"], name="one_item_of_nomination"),
            models.UniqueConstraint(fields=["session", "position"], name="one_item_position"),
            models.CheckConstraint(
                condition=Q(yes__isnull=True) | Q(of__gte=F("yes") + F("no") + F("invalid")),
                name="votes_within_those_entitled",
            ),
        ]


class Conflict(models.Model):
    """That a member steps out for an item: found by the data (own body, own nomination) or declared."""

    class Origin(models.TextChoices):
        FOUND = "found", _("hệ thống phát hiện")
        DECLARED = "declared", _("tự khai báo")

    item = models.ForeignKey(SessionItem, on_delete=models.CASCADE, related_name="conflicts")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "member"], name="one_conflict_of_member")]


class Ballot(models.Model):
    """One secret vote on one item: a random key, no voter, no time, no order; closing writes them again, shuffled."""

    class Choice(models.TextChoices):
        YES = "yes", _("đồng ý")
        NO = "no", _("không đồng ý")
        # One word for it on the ballot, in the count and in the minutes.
        INVALID = "invalid", _("phiếu trắng, không hợp lệ")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(SessionItem, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=8, choices=Choice)


class Voted(models.Model):
    """That a member has voted at a session, apart from how: one row a member, so nobody votes twice."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="voted")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "member"], name="one_vote_of_member")]
