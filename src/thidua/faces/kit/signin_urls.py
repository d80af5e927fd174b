"""Addresses of signing in, in Vietnamese. Only what this product uses of allauth: no sign-up, no e-mail pages."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from thidua.faces.kit import invitation, views

urlpatterns = [
    path("", views.my_account, name="my_account"),
    path("dang-nhap/", account.login, name="account_login"),
    path("loi-moi/<str:token>/", invitation.accept, name="account_invitation"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-khoa/", account.account_inactive, name="account_inactive"),
    path("nhap-lai-mat-khau/", account.reauthenticate, name="account_reauthenticate"),
    path("doi-mat-khau/", account.password_change, name="account_change_password"),
    path("dat-mat-khau/", account.password_set, name="account_set_password"),
    path("hai-buoc/", mfa.index, name="mfa_index"),
    path("hai-buoc/nhap-ma/", mfa.authenticate, name="mfa_authenticate"),
    path("hai-buoc/nhap-lai-ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("hai-buoc/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-buoc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-buoc/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-buoc/ma-du-phong/tao-moi/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("hai-buoc/ma-du-phong/tai-ve/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
