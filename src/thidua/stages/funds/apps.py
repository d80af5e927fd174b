"""Django's entry for funds."""

from importlib import import_module

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """The fund of each committee: ledger or four figures a month, transfers, receipts."""

    name = "thidua.stages.funds"
    label = "funds"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        for part in ("sheets", "measures", "duties", "tables", "jobs", "operations.thanking", "samples"):
            import_module(f"{self.name}.{part}")
