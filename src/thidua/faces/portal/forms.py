"""What a reader may send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.forms import OnceForm


class CommentForm(OnceForm):
    """A comment. `website` is for machines: people do not see it, and what fills it in is not kept."""

    author = forms.CharField(label=_("Họ tên"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact = forms.CharField(
        label=_("Cách liên hệ"),
        required=False,
        max_length=120,
        help_text=_("Chỉ cơ quan đọc, để trả lời; không đăng lên cổng."),
    )
    text = forms.CharField(
        label=_("Ý kiến"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Chữ thường, không quá 1.500 chữ cái. Số điện thoại trong ý kiến sẽ được che khi đăng."),
    )
    website = forms.CharField(
        required=False, max_length=300, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
