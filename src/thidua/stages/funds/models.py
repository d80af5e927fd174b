"""Funds and their ledgers: every đồng is an entry; an entry is never changed, only answered by a counter-entry."""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.core import search
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.units.models import Unit
from thidua.stages.works.models import Work
from thidua.stages.works.naming import within


class Manner(models.TextChoices):
    """How a unit keeps its fund: in full, or as four figures a month beside the accountant's sheet."""

    LEDGER = "ledger", _("ghi từng khoản thu, chi")
    FIGURES = "figures", _("ghi số liệu cả tháng, kèm bảng của kế toán")


class Kind(models.TextChoices):
    """What an entry is. A donation is money or goods where they were first received; a transfer is not one."""

    DONATION = "donation", _("Thu ủng hộ")
    OTHER = "other", _("Thu khác (lãi tiền gửi, …)")
    TRANSFER_IN = "transfer-in", _("Nhận điều chuyển từ quỹ khác")
    SPENDING = "spending", _("Chi hỗ trợ")
    TRANSFER_OUT = "transfer-out", _("Điều chuyển đến quỹ khác")


INCOME = (Kind.DONATION.value, Kind.OTHER.value, Kind.TRANSFER_IN.value)
OUTGO = (Kind.SPENDING.value, Kind.TRANSFER_OUT.value)
TRANSFERS = (Kind.TRANSFER_IN.value, Kind.TRANSFER_OUT.value)


class Status(models.TextChoices):
    """Where a month stands."""

    DRAFT = "draft", _("đang ghi")
    SUBMITTED = "submitted", _("chờ lãnh đạo chốt")
    CLOSED = "closed", _("đã chốt sổ")


class Book(models.TextChoices):
    """The books that number what is written, each from 1 every year."""

    INCOME = "PT", _("phiếu thu")
    OUTGO = "PC", _("phiếu chi")
    COUNTER = "DC", _("phiếu điều chỉnh")


class Fund(OwnedRecord):
    """The fund of one committee. It is what every act locks, so that two who spend at once wait for each other.

    `balance` is money in đồng, `goods` the value of goods still to be given. What is `closed_before` a day, the first
    of a month, is closed; `closed_balance` and `closed_goods` were left then.
    """

    manner = models.CharField(max_length=10, choices=Manner)
    opens_on = models.DateField()
    opening = models.BigIntegerField(default=0)
    opening_goods = models.BigIntegerField(default=0)
    balance = models.BigIntegerField(default=0)
    goods = models.BigIntegerField(default=0)
    closed_before = models.DateField()
    closed_balance = models.BigIntegerField(default=0)
    closed_goods = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], name="one_fund_of_unit"),
            models.CheckConstraint(
                condition=Q(
                    opening__gte=0, opening_goods__gte=0, balance__gte=0, goods__gte=0, closed_balance__gte=0,
                    closed_goods__gte=0,
                ),
                name="fund_is_never_below_zero",
            ),
            models.CheckConstraint(condition=Q(closed_before__gte=F("opens_on")), name="fund_closes_after_it_opens"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(_("Quỹ “Vì người nghèo” %(unit)s") % {"unit": within(self.unit)})

    @property
    def keeps_ledger(self) -> bool:
        return self.manner == Manner.LEDGER


class DonorQuerySet(models.QuerySet["Donor"]):
    """Donors as lists."""

    def matching(self, text: str) -> Self:
        return search.match(self, text)  # type: ignore[return-value]


class Donor(OwnedRecord):
    """Who gave to a unit's fund. One who asks not to be named is named only to the unit's own people."""

    class Sort(models.TextChoices):
        PERSON = "person", _("cá nhân, gia đình")
        BODY = "body", _("cơ quan, tổ chức, doanh nghiệp")

    name = models.CharField(_("tên"), max_length=200)
    sort = models.CharField(max_length=10, choices=Sort, default=Sort.PERSON)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    is_anonymous = models.BooleanField(default=False)
    folded = models.TextField()
    sort_key = SortKeyField()

    objects = DonorQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "folded"], name="one_donor_of_a_name")]
        indexes: ClassVar = [models.Index(fields=["unit", "sort_key"], name="donor_by_name")]

    def __str__(self) -> str:
        return str(_("Người ủng hộ không nêu tên")) if self.is_anonymous else self.name


class FundMonth(OwnedRecord):
    """One month of a fund, brought to its leader and closed. Its figures are frozen when it is brought."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="months")
    starts_on = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    opening = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)
    transferred_in = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    transferred_out = models.BigIntegerField(default=0)
    closing = models.BigIntegerField(default=0)
    return_reason = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fund", "starts_on"], name="one_month_of_fund"),
            models.CheckConstraint(
                condition=Q(
                    closing=F("opening") + F("received") + F("transferred_in") - F("spent") - F("transferred_out")
                ),
                name="month_opening_in_out_closing",
            ),
            models.CheckConstraint(condition=Q(opening__gte=0, closing__gte=0), name="month_is_never_below_zero"),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True, closed_by__isnull=True)),
                name="month_closed_has_its_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "unit"], name="month_by_status")]

    def __str__(self) -> str:
        return str(_("Tháng %(month)s") % {"month": f"{self.starts_on.month}/{self.starts_on.year}"})

    @property
    def ends_before(self) -> datetime.date:
        """The first day of the next month."""
        return next_month(self.starts_on)


class FundEntry(OwnedRecord):
    """One movement. `amount` is below zero only in a counter-entry; `effect` is what it does to the fund.

    Goods (`is_goods`) are entered with their value in đồng. Of a fund kept as four figures an entry is a whole month's.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    day = models.DateField()
    amount = models.BigIntegerField()
    effect = models.BigIntegerField()
    is_goods = models.BooleanField(default=False)
    goods = models.CharField(max_length=300, blank=True)
    book = models.CharField(max_length=2, choices=Book)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    donor = models.ForeignKey(Donor, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    purpose = models.SlugField(max_length=40, blank=True)
    work = models.ForeignKey(Work, null=True, blank=True, on_delete=models.PROTECT, related_name="fund_entries")
    household = models.CharField(max_length=300, blank=True)
    place = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    other_fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    counterpart = models.CharField(max_length=200, blank=True)
    # Of what was received from another fund of the site: what that fund sent.
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by")
    whole_month = models.ForeignKey(FundMonth, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fund", "book", "year", "number"], name="fund_number_given_once"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0) | (Q(reverses__isnull=False, amount__lt=0) & ~Q(reason="")),
                name="only_a_counter_entry_is_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=INCOME, effect=F("amount")) | Q(kind__in=OUTGO, effect=-F("amount")),
                name="entry_moves_its_fund",
            ),
            models.CheckConstraint(condition=Q(is_goods=False) | ~Q(goods=""), name="goods_say_what_they_are"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["fund", "day", "id"], name="fund_entry_by_day"),
            models.Index(fields=["unit", "-day", "-id"], name="fund_entry_of_unit"),
            models.Index(fields=["donor", "day"], name="fund_entry_of_donor"),
        ]

    def __str__(self) -> str:
        return f"{self.notation} {self.get_kind_display()}"

    @property
    def notation(self) -> str:
        """How the voucher is cited: «PT 03/2024»."""
        return f"{self.book} {self.number:02d}/{self.year}"

    @property
    def is_income(self) -> bool:
        return self.kind in INCOME


def next_month(day: datetime.date) -> datetime.date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
