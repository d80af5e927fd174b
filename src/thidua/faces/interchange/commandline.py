"""The program `thidua`: its verbs are management commands, its refusals are sentences instead of tracebacks."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands, load_command_class
from django.core.management.color import no_style

from thidua.foundation.core.errors import Refused

SETTINGS = "thidua.config.settings"
# The framework's own verbs that an administrator needs.
KEPT = ("migrate", "shell", "check", "changepassword")


class Program(ManagementUtility):
    """The dispatcher, with a list of verbs that are of use here."""

    def main_help_text(self, commands_only: bool = False) -> str:
        verbs = {name: app for name, app in get_commands().items() if str(app).startswith("thidua.") or name in KEPT}
        if commands_only:
            return "\n".join(sorted(verbs))
        lines = [f"  {name:<16} {_first_line(app, name)}" for name, app in sorted(verbs.items())]
        return "\n".join(["thidua VERB [OPTIONS]", "", *lines, "", "thidua help VERB"])


def _first_line(app: Any, name: str) -> str:
    command = load_command_class(app, name) if isinstance(app, str) else app
    command.style = no_style()
    return str(command.help).strip().split("\n")[0]


def main(argv: list[str] | None = None) -> None:
    """Runs one verb. Exit codes: 0 done, 1 refused or failed, 2 wrong words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    # What a verb reads of a whole nation stays until it is done: looking for rubbish in it took a quarter of the time.
    gc.set_threshold(50_000, 20, 100)
    words = list(sys.argv if argv is None else argv)
    try:
        Program([Path(words[0]).name, *(words[1:] or ["help"])]).execute()
    except (Refused, ImproperlyConfigured) as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader (head, less) has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
