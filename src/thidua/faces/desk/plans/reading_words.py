"""The words and boxes of the page of reading: ways to count, proofs, what is asked for where it is missing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thidua.stages.campaigns.plan_draft import manners


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes that stand inside their labels and need no names of their own: a page has two hundred of them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        option["attrs"].pop("id", None)
        return option


class Pick(forms.Select):
    """A choice of one, its options without lines between them: a page has three hundred."""

    template_name = "desk/plans/pick.html"


# What a campaign cannot do without, by the last part of its field, and the sentence that asks for it.
MISSING = {
    "owner": lambda: _("Xin ghi mã đơn vị chủ trì đợt thi đua."),
    "takes_part": lambda: _("Xin chọn những loại đơn vị tham gia."),
    "unit_kinds": lambda: _("Văn bản không nói rõ những đơn vị nào; xin chọn."),
    "kinds": lambda: _("Văn bản không nói rõ diện này gồm những loại đơn vị nào; xin chọn."),
    "value": lambda: _("Xin ghi số phải đạt."),
    "label": lambda: _("Xin ghi tên gọn để đặt đầu cột trên bảng chỉ tiêu."),
    "form": lambda: _("Xin chọn hình thức khen này trong danh mục."),
    "submitters": lambda: _("Văn bản không nói ai đề nghị hình thức khen này; xin ghi."),
    "count": lambda: _("Xin ghi số suất."),
}


def manner_labels() -> dict[str, str]:
    """The ways to count, in words."""
    return {
        manners.MILESTONE: _("mốc việc làm một lần"),
        manners.RATING: _("xếp loại năm"),
        manners.PILOT: _("đại hội điểm được giao"),
        manners.WORKS: _("công trình, dự án, phần việc"),
        manners.MODELS: _("mô hình"),
        manners.REPORTED: _("số liệu trong báo cáo"),
        manners.FUND: _("quỹ “Vì người nghèo”"),
        **{manners.WORK + key: label for key, label in manners.work_labels().items()},
    }


def proof_labels() -> list[tuple[str, str]]:
    """What proves a milestone, in words."""
    return [
        ("any", _("giấy tờ hoặc ảnh")),
        ("document", _("giấy tờ")),
        ("photo", _("ảnh")),
        ("none", _("không cần")),
    ]


def correct_target(target: dict[str, Any], key: str, value: Any) -> None:
    """Puts what a person wrote of a target in the place of what was read."""
    if key in ("what", "unit", "due", "operator"):
        target[key] = value or None
    elif key == "value" and value is not None:
        target[key] = int(value) if value == int(value) else float(value)
