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


DESK_FOOT.register("administration", Entry(_("Quản trị"), "desk:administration", 10, administrators))
DESK.register("home", Entry(_("Việc của tôi"), "desk:home", 10))
DESK.register("plans", Entry(_("Kế hoạch"), "desk:plans", 20))
DESK.register("progress", Entry(_("Chỉ tiêu"), "desk:progress", 30))
DESK.register("milestones", Entry(_("Mốc việc"), "desk:milestones", 40, members))
DESK.register("works", Entry(_("Công trình, phần việc"), "desk:works", 50))
DESK.register("evaluations", Entry(_("Đánh giá"), "desk:evaluations", 70, members))
DESK.register("honours", Entry(_("Sổ vàng"), "desk:honours", 88, members))
DESK.register("publications", Entry(_("Đăng lên cổng"), "desk:publications", 90, publishers))
SEARCHES.register("desk", Entry(_("Tìm đơn vị, công trình"), "desk:search", 0))
