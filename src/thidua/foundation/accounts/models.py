"""People apart from accounts: a person is who an award, a contact or a signature names; an account only signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.roles import ROLE_CHOICES
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.core.models import Record
from thidua.foundation.units.models import DatedQuerySet, Unit

LONGEST_NAME = 100


class Person(Record):
    """A living person: two may have one name."""

    full_name = models.CharField(_("họ và tên"), max_length=LONGEST_NAME)
    folded = models.CharField(max_length=120)
    sort_key = SortKeyField()
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.full_name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name without regard to case, each with its person: no page shows one without the other."""

    def get_queryset(self) -> models.QuerySet[Account]:
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """A way to sign in. Locked or forgotten accounts leave the person and all it did untouched."""

    username = models.CharField(_("tên đăng nhập"), max_length=80, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    # allauth asks for an address; it stays empty where an office has none.
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.person.full_name

    # Django's sign-in asks these of every user model; this product has its own permissions and no superuser.
    is_staff = is_superuser = False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class Membership(models.Model):
    """A role of a person at a unit, from a day to the day before another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit", "role", "valid_from"], name="one_membership"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="membership_dates_run_forward",
            ),
        ]


class Delegation(models.Model):
    """That one person acts for another at a unit for a time (ký thay, ủy quyền), with the paper that says so."""

    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="delegations_given")
    taker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="delegations_taken")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    document = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()

    objects = DatedQuerySet.as_manager()


class PersonalLink(Record):
    """A personal address without a password for one residential area's head; only the token's hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="personal_links")
    token_hash = models.CharField(max_length=64, unique=True)
    valid_to = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} ({self.valid_to})"


class OwnedRecord(Record):
    """A record that belongs to a unit and remembers who made it and who changed it last."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
