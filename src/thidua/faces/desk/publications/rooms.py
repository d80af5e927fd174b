"""The parts of «Đăng lên cổng», as links above each of its pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.parts import Chip


def rooms(current: str) -> list[Chip]:
    """The parts, the one we are in marked."""
    parts = (
        ("publications", _("Nội dung")),
        ("comments", _("Ý kiến người đọc")),
        ("publish-honours", _("Khen thưởng")),
        ("candidates", _("Lấy ý kiến")),
        ("portal-links", _("Liên kết")),
        ("visits", _("Truy cập")),
    )
    return [Chip(label, reverse(f"desk:{name}"), current=name == current) for name, label in parts]
