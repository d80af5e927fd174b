"""The forms of signing in with the kit's labels and sentences; what they check is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.sentences import speak

CODE = _("Mã xác thực")
AGAIN = _("Gõ lại mật khẩu mới")


class _Worded:
    """Labels by field; every sentence the kit's own."""

    labels: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            speak(field)


class SignIn(_Worded, account.LoginForm):
    """Name and password."""

    labels = {"login": _("Tên đăng nhập"), "password": _("Mật khẩu")}


class ChangePassword(_Worded, account.ChangePasswordForm):
    """The password of now, and a new one twice."""

    labels = {"oldpassword": _("Mật khẩu đang dùng"), "password1": _("Mật khẩu mới"), "password2": AGAIN}


class SetPassword(_Worded, account.SetPasswordForm):
    """A first password, twice."""

    labels = {"password1": _("Mật khẩu mới"), "password2": AGAIN}


class Reauthenticate(_Worded, account.ReauthenticateForm):
    """The password again, before something grave."""

    labels = {"password": _("Mật khẩu")}


class SecondStep(_Worded, mfa.AuthenticateForm):
    """The code of the second step."""

    labels = {"code": CODE}


class SecondStepAgain(_Worded, mfa.ReauthenticateForm):
    """The code again, before something grave."""

    labels = {"code": CODE}


class SwitchOn(_Worded, totp.ActivateTOTPForm):
    """The first code of a new device."""

    labels = {"code": CODE}
