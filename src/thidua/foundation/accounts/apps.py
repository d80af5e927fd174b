"""Django's entry for accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, accounts, roles and what each may see."""

    name = "thidua.foundation.accounts"
    label = "accounts"
