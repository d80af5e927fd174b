"""Works: công trình, dự án, phần việc, sản phẩm, mô hình, sáng kiến; entered once, whatever campaigns they serve."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.core import search
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Occasion, WorkKind


class Status(models.TextChoices):
    """Where a work stands. The kind's own steps (khảo sát, duyệt, …) lie between «noted» and «done»."""

    DRAFT = "draft", _("bản nháp")
    REGISTERED = "registered", _("đã đăng ký")
    NOTED = "noted", _("đã ghi nhận, đang làm")
    DONE = "done", _("đã hoàn thành, chờ xác nhận")
    VERIFIED = "verified", _("đã được xác nhận")
    RETURNED = "returned", _("bị trả lại")
    CANCELLED = "cancelled", _("đã rút")
    MERGED = "merged", _("đã gộp vào bản khác")


# Not works of their own: unsent, withdrawn, or the same work as another record.
NOT_LIVING = (Status.DRAFT, Status.CANCELLED, Status.MERGED)


class Household(models.TextChoices):
    """Whose house it is; the householder's own facts are private fields of the kind, never on a public page."""

    POOR = "poor", _("Hộ nghèo")
    NEAR_POOR = "near-poor", _("Hộ cận nghèo")
    POLICY = "policy", _("Gia đình chính sách")
    MERIT = "merit", _("Người có công")
    HARDSHIP = "hardship", _("Hộ khó khăn khác")


class WorkQuerySet(models.QuerySet["Work"]):
    """Works as lists."""

    def living(self) -> Self:
        """All but drafts, withdrawn ones and those merged into another."""
        return self.exclude(status__in=NOT_LIVING)

    def matching(self, text: str) -> Self:
        """Search by name, lead and places, without accents."""
        return search.match(self, text)  # type: ignore[return-value]


class Work(OwnedRecord):
    """One work. `unit` is the body that carries it (đơn vị dẫn đầu); `mobiliser` the one that leads its mobilisation.

    `quantity` is in the smallest unit of the kind's measure, `floor_area` and `land` (given for it) in square metres,
    `labour` in half days, `latitude` and `longitude` in hundred-thousandths of a degree. `details` are the kind's own
    fields by key.
    """

    kind = models.ForeignKey(WorkKind, on_delete=models.PROTECT, related_name="works")
    mobiliser = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    campaigns = models.ManyToManyField(Campaign, related_name="works")
    occasions = models.ManyToManyField(Occasion, related_name="works")
    name = models.CharField(_("tên"), max_length=300)
    description = models.TextField(blank=True)
    folded = models.TextField()
    sort_key = SortKeyField()
    quantity = models.BigIntegerField()
    floor_area = models.BigIntegerField(null=True, blank=True)
    household = models.CharField(max_length=20, choices=Household, blank=True)
    people_served = models.BigIntegerField(null=True, blank=True)
    labour = models.BigIntegerField(null=True, blank=True)
    land = models.BigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    latitude = models.IntegerField(null=True, blank=True)
    longitude = models.IntegerField(null=True, blank=True)
    planned_start = models.DateField(null=True, blank=True)
    planned_finish = models.DateField(null=True, blank=True)
    done_date = models.DateField(null=True, blank=True)
    acceptance_note = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    # Who sent it in last; `made_by` is who wrote it first.
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(null=True, blank=True)
    # Registered after it was begun or done; allowed, and told wherever the work is shown.
    registered_late = models.BooleanField(default=False)
    # When it last began to wait to be noted: the working days count from here.
    waits_since = models.DateTimeField(null=True, blank=True)
    # The superior has asked something: it is not noted by itself before the lead has answered.
    is_questioned = models.BooleanField(default=False)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # Offered to whoever keeps the portal; settled when it was published or declined.
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    offer_note = models.CharField(max_length=500, blank=True)
    offer_settled_at = models.DateTimeField(null=True, blank=True)
    # The version that was last held against other records (see `finding`).
    looked_version = models.PositiveIntegerField(default=0)

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="work_has_a_quantity"),
            models.CheckConstraint(
                condition=Q(planned_finish__isnull=True)
                | Q(planned_start__isnull=True)
                | Q(planned_finish__gte=F("planned_start")),
                name="work_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(floor_area__isnull=True) | Q(floor_area__gt=0), name="work_floor_area_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(people_served__isnull=True) | Q(people_served__gte=0),
                name="work_serves_no_less_than_nobody",
            ),
            models.CheckConstraint(
                condition=Q(labour__isnull=True) | Q(labour__gte=0), name="work_labour_is_not_negative"
            ),
            models.CheckConstraint(condition=Q(land__isnull=True) | Q(land__gte=0), name="work_land_is_not_negative"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="work_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"]) | Q(registered_at__isnull=False),
                name="work_registered_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["done", "verified"]) | Q(done_date__isnull=False, done_at__isnull=False),
                name="work_done_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(status="verified", verified_at__isnull=False)
                | (~Q(status="verified") & Q(verified_at__isnull=True, verified_by__isnull=True)),
                name="work_verified_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            # The works of a branch are found, counted and told apart in it alone.
            models.Index(fields=["unit", "status"], include=["id"], name="work_of_unit"),
            models.Index(fields=["mobiliser", "status"], name="work_by_mobiliser"),
            models.Index(fields=["kind", "status", "quantity", "unit"], name="work_by_kind"),
            models.Index(fields=["kind", "quantity"], name="work_amount_of_kind"),
            models.Index(fields=["-changed_at", "-id"], name="work_newest"),
            models.Index(fields=["status", "-changed_at", "-id", "unit"], name="work_newest_of_status"),
            models.Index(fields=["kind", "-changed_at", "-id"], name="work_newest_of_kind"),
            models.Index(fields=["status", "-changed_at", "-id"], name="work_asked", condition=Q(is_questioned=True)),
            models.Index(fields=["sort_key", "id"], name="work_by_name"),
            models.Index(fields=["status", "sort_key", "id"], name="work_named_of_status"),
            models.Index(fields=["kind", "sort_key", "id"], name="work_named_of_kind"),
            models.Index(fields=["id"], name="work_to_look_at", condition=~Q(looked_version=F("version"))),
            models.Index(fields=["waits_since", "id"], name="work_waiting", condition=Q(status="registered")),
            models.Index(
                fields=["status", "-changed_at", "-id"], name="work_offered", condition=Q(offered_at__isnull=False)
            ),
            models.Index(fields=["-registered_at", "-id"], name="work_late", condition=Q(registered_late=True)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> tuple[int, int] | None:
        """Latitude and longitude, if it is known where the work lies."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class WorkPlace(models.Model):
    """A place the work serves: a residential area, a commune."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["work", "unit"], name="one_place_of_work")]


class WorkPartner(models.Model):
    """A unit that did the work together with the lead."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="partners")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["work", "unit"], name="one_partnership_of_work")]


class WorkMoney(models.Model):
    """Money of one source, in đồng; `source` is a key of the catalogue's list of sources."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="money")
    source = models.SlugField(max_length=40)
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "source"], name="one_amount_of_source"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="work_money_is_positive"),
        ]


class WorkStep(models.Model):
    """A step of the kind's way that is done; `key` is the step's in the kind."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="steps")
    key = models.SlugField(max_length=40)
    done_date = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["work", "key"], name="one_step_of_work")]


from thidua.stages.works.life_models import Double, WorkEstimate, WorkPaper, WorkQuestion  # noqa: E402
from thidua.stages.works.spread_models import Adoption, Story, StoryPhoto, StoryQuerySet  # noqa: E402

__all__ = [
    "NOT_LIVING", "Adoption", "Double", "Household", "Status", "Story", "StoryPhoto", "StoryQuerySet", "Work", "WorkEstimate",
    "WorkMoney", "WorkPaper", "WorkPartner", "WorkPlace", "WorkQuerySet", "WorkQuestion", "WorkStep",
]  # fmt: skip
