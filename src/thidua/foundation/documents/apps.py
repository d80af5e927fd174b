"""Django's entry for documents."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents, their numbers and their sending."""

    name = "thidua.foundation.documents"
    label = "documents"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        for part in ("rules", "states", "jobs", "tables", "letter_tables", "duties"):
            import_module(f"{self.name}.{part}")
