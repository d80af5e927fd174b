"""Forms of the administrator's pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField
from thidua.faces.kit.forms import OnceForm


class DemoDateForm(OnceForm):
    """The day the site lives on; empty is the real day."""

    date = DayField(
        label=_("Ngày minh họa"),
        required=False,
        help_text=_(
            "Để trống để hệ thống theo ngày thật. Hạn, giai đoạn, nhắc việc đi theo ngày này; đăng nhập và nhật ký thì không."
        ),
    )
