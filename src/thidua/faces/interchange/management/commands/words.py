"""`thidua words`: gather, check and compile the translations."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.faces.interchange import words


class Command(BaseCommand):
    help = "Translations: gather strings from the code, compile them, or check that they are complete."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["gather", "compile", "check"])

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "gather":
            words.gather_words()
        if act == "check":
            self.check_catalogues()
        words.compile_words()

    def check_catalogues(self) -> None:
        found = words.strings_in_use()
        for language in words.without_catalogue():
            raise CommandError(f"{language}: there is no catalogue.")
        for path in words.catalogues():
            language = path.parent.parent.name
            if words.renewed(path, found) != path.read_bytes():
                raise CommandError(f"{language}: the catalogue is older than the code. Run: thidua words gather")
            gaps = words.untranslated(path)
            if gaps:
                shown = "\n  ".join(gaps[:20])
                raise CommandError(f"{language}: {len(gaps)} strings without a sound translation:\n  {shown}")
        self.stdout.write(f"{len(found)} strings, {len(words.catalogues())} catalogues")
