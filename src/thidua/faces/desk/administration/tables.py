"""The administrator's lists."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.models import Account, Membership
from thidua.foundation.accounts.roles import ROLES, Permission
from thidua.foundation.core import clock, search
from thidua.foundation.core.tables import TABLES, Column, Table
from thidua.foundation.core.tables.lists import Filters


def _accounts(actor: Any, filters: Filters) -> QuerySet[Account]:
    """All accounts for who administers the site, none for anybody else."""
    held = Prefetch(
        "person__memberships", queryset=Membership.objects.on(clock.today()).select_related("unit").order_by("id")
    )
    rows = Account.objects.select_related("person").prefetch_related(held).order_by("person__sort_key", "id")
    if not actor.holds_anywhere(Permission.SITE):
        return rows.none()
    return search.match(rows, str(filters.get("q", "")), column="person__folded")


def _posts(account: Account) -> str:
    return "; ".join(f"{ROLES[row.role].label}, {row.unit.name}" for row in account.person.memberships.all())


ACCOUNTS = TABLES.register(
    "tai-khoan",
    Table(
        key="tai-khoan",
        title=gettext_lazy("Tài khoản"),
        columns=(
            Column("name", gettext_lazy("Họ và tên"), lambda row: row.person.full_name, width=28),
            Column("username", gettext_lazy("Tên đăng nhập"), lambda row: row.username, width=22),
            Column("posts", gettext_lazy("Vai trò, đơn vị"), _posts, width=60),
            Column(
                "state",
                gettext_lazy("Tình trạng"),
                lambda row: _("đang dùng") if row.is_active else _("đã khóa"),
                width=14,
            ),
        ),
        rows=_accounts,
    ),
)
