"""The portal's rooms in its menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.menu import PORTAL, Entry

PORTAL.register("front", Entry(_("Trang đầu"), "portal-front", 10))
PORTAL.register("plans", Entry(_("Kế hoạch"), "portal-plans", 20))
PORTAL.register("works", Entry(_("Công trình"), "portal-works", 30))
PORTAL.register("fund", Entry(_("Quỹ"), "portal-fund", 35))
PORTAL.register("honours", Entry(_("Khen thưởng"), "portal-honours", 40))
PORTAL.register("candidates", Entry(_("Lấy ý kiến"), "portal-candidates", 50))
PORTAL.register("news", Entry(_("Tin"), "portal-news", 60))
