"""Signing in: accounts are opened by an administrator, never by a visitor; every word is Vietnamese."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.notices import refused

# What is said after an act, by the name of allauth's own template; what is not here needs no words.
SAID = {
    "account/messages/password_changed.txt": _("Đã đổi mật khẩu."),
    "account/messages/password_set.txt": _("Đã đặt mật khẩu."),
    "mfa/messages/totp_activated.txt": _("Đã bật xác thực hai bước."),
    "mfa/messages/totp_deactivated.txt": _("Đã tắt xác thực hai bước."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo mã dự phòng mới; mã cũ hết dùng."),
}
WRONG = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Sai nhiều lần liền thì tài khoản tạm khóa 15 phút.")
TOO_OFTEN = _("Đã thử quá nhiều lần. Hãy chờ ít phút rồi thử lại.")
# That a press came after the session had ended, until the reader has signed in again.
LOST_PRESS, LOST_SECONDS = "lost_press", 15 * 60


class ClosedSignUp(DefaultAccountAdapter):
    """Refuses self-made accounts and speaks Vietnamese."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang khóa. Hãy liên hệ quản trị của cơ quan."),
        "enter_current_password": _("Mật khẩu đang dùng chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "username_password_mismatch": WRONG,
        "username_email_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "rate_limited": TOO_OFTEN,
        "too_many_login_attempts": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Leads on; who pressed something when the session had ended is told that it was not done."""
        answer = super().post_login(request, user, **kwargs)
        if LOST_PRESS in request.COOKIES:
            refused(request, _("Phiên đăng nhập đã hết nên lần bấm vừa rồi chưa được thực hiện. Xin làm lại việc đó."))
            answer.delete_cookie(LOST_PRESS, samesite="Lax")
        return answer

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """A short Vietnamese sentence where one helps; signing in and out speak for themselves."""
        sentence = SAID.get(message_template or "")
        if sentence:
            messages.add_message(request, level, str(sentence))


class SecondStep(DefaultMFAAdapter):
    """Two-step sign-in in Vietnamese."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã chưa đúng. Mã đổi mỗi 30 giây; hãy gõ mã đang hiện."),
        "unverified_email": _("Chưa bật được xác thực hai bước cho tài khoản này. Hãy liên hệ quản trị của cơ quan."),
    }
