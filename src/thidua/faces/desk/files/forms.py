"""Forms of evidence that any record may have: a link, the reason for taking an original."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.forms import OnceForm
from thidua.foundation.core.proof_links import LONGEST_ADDRESS, LONGEST_TITLE, Sort

# Why somebody takes an original; the words stand in the trail.
WHY = {
    "accept": _("Đối chiếu khi xác nhận, xét chọn"),
    "inspect": _("Thanh tra, kiểm tra, giải quyết đơn thư"),
    "keep": _("Lưu hồ sơ của đơn vị"),
}


class LinkForm(OnceForm):
    """A link to an article, a page, a shared folder, a film."""

    sort = forms.ChoiceField(label=_("Liên kết đến"), choices=[(sort.value, sort.label) for sort in Sort])
    title = forms.CharField(label=_("Tên bài, trang, phim"), max_length=LONGEST_TITLE)
    address = forms.CharField(
        label=_("Địa chỉ"), max_length=LONGEST_ADDRESS, help_text=_("Bắt đầu bằng https:// hoặc http://."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "link_%s", **kwargs})


class OriginalForm(OnceForm):
    """What an original is taken for."""

    why = forms.ChoiceField(label=_("Lấy bản gốc để"), choices=list(WHY.items()), widget=forms.RadioSelect)

    def told(self) -> str:
        """The choice in the words of the trail."""
        return str(WHY[self.cleaned_data["why"]])
