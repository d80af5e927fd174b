"""Forms of documents: how one went to a body outside, its signed paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, ScanField
from thidua.faces.kit.forms import OnceForm
from thidua.foundation.documents.models import Dispatch
from thidua.stages.campaigns.plan_writing.lines import FIRST_DAY, LAST_DAY

FILES = "application/pdf,image/*,.docx"


class LogForm(OnceForm):
    """One sending outside the site."""

    recipient = forms.CharField(label=_("Nơi nhận"), max_length=300)
    way = forms.ChoiceField(label=_("Cách gửi"), choices=Dispatch.Way.choices)
    sent_on = DayField(label=_("Ngày gửi"), earliest=FIRST_DAY, latest=LAST_DAY)
    receipt_note = forms.CharField(
        label=_("Biên nhận"), max_length=300, required=False,
        help_text=_("Số vận đơn, người ký nhận hoặc địa chỉ thư điện tử."),
    )  # fmt: skip
    received_on = DayField(
        label=_("Ngày nơi nhận đã có"), required=False, help_text=_("Để trống nếu chưa biết."), latest=LAST_DAY
    )


class ScanForm(OnceForm):
    """The signed paper."""

    scan = ScanField(
        label=_("Bản đã ký"), accept=FILES,
        help_text=_("PDF có chữ ký số, bản quét hoặc ảnh chụp. Bản soạn thảo vẫn giữ bên cạnh."),
    )  # fmt: skip
