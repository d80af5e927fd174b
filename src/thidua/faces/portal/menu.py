"""The portal's rooms in its menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.menu import PORTAL, Entry

PORTAL.register("front", Entry(_("Trang đầu"), "portal-front", 10))
PORTAL.register("plans", Entry(_("Kế hoạch"), "portal-plans", 20))
PORTAL.register("works", Entry(_("Công trình"), "portal-works", 30))
