"""Forms of the plans' pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField
from thidua.faces.kit.forms import OnceForm


class EventDateForm(OnceForm):
    """The day an event opens and the document that sets it."""

    date = DayField(label=_("Ngày khai mạc"), required=False, help_text=_("Để trống nếu chưa ấn định."))
    source = forms.CharField(
        label=_("Văn bản ấn định"), required=False, max_length=300, help_text=_("Số, ký hiệu, ngày của văn bản.")
    )
