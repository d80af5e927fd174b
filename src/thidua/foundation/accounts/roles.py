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
    FUNDS_ENTER = "funds.enter"
    FUNDS_CLOSE = "funds.close"
    REPORTS_WRITE = "reports.write"
    REPORTS_SIGN = "reports.sign"
    REPORTS_ACCEPT = "reports.accept"
    EVALUATE = "evaluate"
    AWARDS_PROPOSE = "awards.propose"
    AWARDS_CONFIRM = "awards.confirm"
    AWARDS_SELECT = "awards.select"
    COUNCIL_KEEP = "council.keep"
    COUNCIL_VOTE = "council.vote"
    DECIDE = "decide"
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
            Permission.REPORTS_WRITE, Permission.REPORTS_ACCEPT, Permission.EVALUATE, Permission.AWARDS_PROPOSE,
            Permission.AWARDS_SELECT, Permission.FUNDS_ENTER,
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
            Permission.MILESTONES_CONFIRM, Permission.PUBLISH, Permission.REPORTS_SIGN, Permission.REPORTS_ACCEPT,
            Permission.AWARDS_CONFIRM, Permission.AWARDS_SELECT, Permission.DECIDE,
            Permission.FUNDS_CLOSE,
        }
    )  # fmt: skip


class AreaHead(Role):
    """Trưởng Ban công tác Mặt trận, by personal link."""

    key = "area-head"
    label = _("Trưởng Ban công tác Mặt trận")
    description = _("Báo việc đã làm của thôn, buôn, bon, tổ dân phố mình, bằng đường dẫn riêng không cần mật khẩu.")
    permissions = frozenset({Permission.READ, Permission.WORKS_ENTER, Permission.MILESTONES_ENTER})


class CouncilSecretary(Role):
    """Thư ký Hội đồng Thi đua - Khen thưởng."""

    key = "secretary"
    label = _("Thư ký Hội đồng")
    description = _("Mời họp, điểm danh, ghi kết quả biểu quyết, lập biên bản của Hội đồng Thi đua - Khen thưởng.")
    permissions = frozenset({Permission.READ, Permission.COUNCIL_KEEP})


class CouncilMember(Role):
    """Thành viên Hội đồng Thi đua - Khen thưởng; who sits is what the establishing decision says."""

    key = "council"
    label = _("Thành viên Hội đồng")
    description = _("Đọc hồ sơ của người và tập thể được xét, biểu quyết hoặc bỏ phiếu kín trong phiên họp.")
    permissions = frozenset({Permission.READ, Permission.COUNCIL_VOTE})


class Administrator(Role):
    """Quản trị."""

    key = "administrator"
    label = _("Quản trị")
    description = _(
        "Tài khoản, đơn vị, ngày minh họa và thiết lập của hệ thống; không nhập thay, không xác nhận thay đơn vị."
    )
    permissions = frozenset({Permission.READ, Permission.SITE})


ROLES: dict[str, type[Role]] = {
    role.key: role for role in (Officer, Leader, AreaHead, CouncilSecretary, CouncilMember, Administrator)
}
ROLE_CHOICES = [(key, role.label) for key, role in ROLES.items()]


def roles_with(permission: Permission) -> list[str]:
    """The keys of the roles that carry a permission."""
    return [key for key, role in ROLES.items() if permission in role.permissions]
