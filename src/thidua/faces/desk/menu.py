"""The desk's rooms in the menu, in the order the data takes (home 10, milestones 40, works 50, search)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.menu import DESK, DESK_FOOT, SEARCHES, Entry, administrators
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission


def publishers(actor: Actor) -> bool:
    """Shown to who may put something before the public somewhere."""
    return actor.holds_anywhere(Permission.PUBLISH)


def members(actor: Actor) -> bool:
    """Shown to who works for some unit: whose role has ended has no milestones to be led to."""
    return bool(actor.posts)


def council_readers(actor: Actor) -> bool:
    """Shown to who sits in a council, keeps one, or chooses after it."""
    rights = (Permission.COUNCIL_VOTE, Permission.COUNCIL_KEEP, Permission.AWARDS_SELECT)
    return any(actor.holds_anywhere(right) for right in rights)


DESK_FOOT.register("administration", Entry(_("Quản trị"), "desk:administration", 10, administrators))
DESK.register("home", Entry(_("Việc của tôi"), "desk:home", 10))
DESK.register("plans", Entry(_("Kế hoạch"), "desk:plans", 20, inside=_("Các kế hoạch")))
DESK.register("registers", Entry(_("Sổ văn bản"), "desk:registers", 23, members, under="desk:plans"))
DESK.register("wordings", Entry(_("Lời văn bản"), "desk:wordings", 24, members, under="desk:plans"))
DESK.register("library", Entry(_("Văn bản viện dẫn"), "desk:library", 25, members, under="desk:plans"))
DESK.register("documents-in", Entry(_("Văn bản đến"), "desk:documents-in", 21, members, under="desk:plans"))
DESK.register("documents-out", Entry(_("Văn bản đi"), "desk:documents-out", 22, members, under="desk:plans"))
DESK.register("groups", Entry(_("Cụm, khối thi đua"), "desk:groups", 25, members, under="desk:plans"))
DESK.register("checking", Entry(_("Kiểm tra thể thức"), "desk:document-check", 27, members, under="desk:plans"))
DESK.register("progress", Entry(_("Chỉ tiêu"), "desk:progress", 30))
DESK.register("milestones", Entry(_("Mốc việc"), "desk:milestones", 40, members))
DESK.register("works", Entry(_("Công trình, phần việc"), "desk:works", 50, inside=_("Các công trình")))
DESK.register("exemplars", Entry(_("Gương, mô hình"), "desk:exemplars", 52, members, under="desk:works"))
DESK.register("funds", Entry(_("Quỹ “Vì người nghèo”"), "desk:funds", 55, members, under="desk:works"))
DESK.register("reports", Entry(_("Báo cáo"), "desk:reports", 60, members))
DESK.register("evaluations", Entry(_("Đánh giá"), "desk:evaluations", 70, members))
DESK.register("awards", Entry(_("Khen thưởng"), "desk:awards", 80, members, inside=_("Đợt khen thưởng")))
DESK.register("councils", Entry(_("Hội đồng"), "desk:councils", 84, council_readers, under="desk:awards"))
DESK.register("decisions", Entry(_("Quyết định"), "desk:decisions", 86, members, under="desk:awards"))
DESK.register("honours", Entry(_("Sổ vàng"), "desk:honours", 88, members, under="desk:awards"))
DESK.register("publications", Entry(_("Đăng lên cổng"), "desk:publications", 90, publishers))
SEARCHES.register("desk", Entry(_("Tìm đơn vị, công trình"), "desk:search", 0))
