"""Sentences that more than one place says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NO_GUIDANCE = _("Chưa có hướng dẫn khen thưởng của đợt này nên chưa đề nghị được; thời hạn sẽ do hướng dẫn định.")
ROUND_CLOSED = _("Đợt khen thưởng này đã khép lại nên không nhận thêm, không thay đổi được nữa.")
NO_QUOTA = _("Chưa có thông báo số lượng của hình thức này nên chưa chọn vào danh sách được.")
