"""The desk's rooms in the menu, in the order the data takes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.menu import DESK, DESK_FOOT, SEARCHES, Entry, administrators

DESK.register("home", Entry(_("Việc của tôi"), "desk:home", 10))
DESK.register("plans", Entry(_("Kế hoạch"), "desk:plans", 20))
DESK.register("board", Entry(_("Chỉ tiêu"), "desk:board", 30))
DESK.register("milestones", Entry(_("Mốc việc"), "desk:milestones", 40))
DESK.register("works", Entry(_("Công trình, phần việc"), "desk:works", 50))
DESK_FOOT.register("administration", Entry(_("Quản trị"), "desk:administration", 10, administrators))
SEARCHES.register("desk", Entry(_("Tìm đơn vị, công trình"), "desk:search", 10))
