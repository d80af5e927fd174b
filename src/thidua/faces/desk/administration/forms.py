"""Forms of the administrator's pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField
from thidua.faces.kit.forms import KitForm, OnceForm


class TrailDaysForm(KitForm):
    """From which day to which the trail is read. Sent by GET, so what is read has an address."""

    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến ngày"), required=False)


class DemoDateForm(OnceForm):
    """The day the site lives on; empty is the real day."""

    date = DayField(
        label=_("Ngày minh họa"),
        required=False,
        help_text=_(
            "Để trống để hệ thống theo ngày thật. Hạn, giai đoạn, nhắc việc đi theo ngày này; đăng nhập và nhật ký thì không."
        ),
    )
