"""The parts of «Đăng lên cổng», as links above each of its pages, and how its forms carry out what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.parts import Chip
from thidua.foundation.core.errors import Missing, NotAllowed, Refused


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


def carried_out(form: KitForm, act: Callable[[], Any]) -> Any:
    """What the operation made; None after a refusal, which then stands at its field."""
    try:
        return act()
    except (Missing, NotAllowed):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return None
