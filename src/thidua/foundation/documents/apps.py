"""Django's entry for documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents, their numbers and their sending."""

    name = "thidua.foundation.documents"
    label = "documents"
