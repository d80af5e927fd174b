"""Permissions and the roles that carry them. A role holds at a unit; the stages' rules say at which unit it counts."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a role may do at its unit."""

    READ = "read"
    PLANS_WRITE = "plans.write"
    PLANS_ISSUE = "plans.issue"
    WORKS_ENTER = "works.enter"
    WORKS_NOTE = "works.note"
    WORKS_VERIFY = "works.verify"
    MILESTONES_ENTER = "milestones.enter"
    MILESTONES_CONFIRM = "milestones.confirm"
    PUBLISH = "publish"
    SITE = "site"


class Role:
    """A role an administrator gives to a person at a unit."""

    key: str
    label: Promise
    description: Promise
    permissions: frozenset[Permission]


class Officer(Role):
    """Chuyên viên."""

    key = "officer"
    label = _("Cán bộ")
    description = _(
        "Lập kế hoạch, nhập công trình và mốc việc của đơn vị và thôn, buôn trực thuộc; nhận, xem xét của cấp dưới."
    )
    permissions = frozenset(
        {
            Permission.READ, Permission.PLANS_WRITE, Permission.WORKS_ENTER, Permission.WORKS_NOTE,
            Permission.WORKS_VERIFY, Permission.MILESTONES_ENTER, Permission.MILESTONES_CONFIRM, Permission.PUBLISH,
        }
    )  # fmt: skip


class Leader(Role):
    """Lãnh đạo."""

    key = "leader"
    label = _("Lãnh đạo")
    description = _(
        "Ký ban hành, ghi nhận và xác nhận việc của cấp dưới và, ở cấp tỉnh, của chính đơn vị; xem toàn bộ đơn vị."
    )
    permissions = frozenset(
        {
            Permission.READ, Permission.PLANS_ISSUE, Permission.WORKS_NOTE, Permission.WORKS_VERIFY,
            Permission.MILESTONES_CONFIRM, Permission.PUBLISH,
        }
    )  # fmt: skip


class AreaHead(Role):
    """Trưởng Ban công tác Mặt trận, by personal link."""

    key = "area-head"
    label = _("Trưởng Ban công tác Mặt trận")
    description = _("Báo việc đã làm của thôn, buôn, bon, tổ dân phố mình, bằng đường dẫn riêng không cần mật khẩu.")
    permissions = frozenset({Permission.READ, Permission.WORKS_ENTER, Permission.MILESTONES_ENTER})


class Administrator(Role):
    """Quản trị."""

    key = "administrator"
    label = _("Quản trị")
    description = _(
        "Tài khoản, đơn vị, ngày minh họa và thiết lập của hệ thống; không nhập thay, không xác nhận thay đơn vị."
    )
    permissions = frozenset({Permission.READ, Permission.SITE})


ROLES: dict[str, type[Role]] = {role.key: role for role in (Officer, Leader, AreaHead, Administrator)}
ROLE_CHOICES = [(key, role.label) for key, role in ROLES.items()]


def roles_with(permission: Permission) -> list[str]:
    """The keys of the roles that carry a permission."""
    return [key for key, role in ROLES.items() if permission in role.permissions]
