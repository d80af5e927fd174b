"""A virus scanner of the house, where one is set: any command that answers 0 for a clean file and 1 for a bad one."""

from __future__ import annotations

import logging
import subprocess
from enum import StrEnum
from pathlib import Path

from django.conf import settings

LOG = logging.getLogger(__name__)
CLEAN, BAD = 0, 1
# The operation holds its locks meanwhile; a scanner that is there answers in a second or two.
LONGEST = 10


class Verdict(StrEnum):
    """What a scanner said of a file."""

    CLEAN = "clean"
    BAD = "bad"
    UNREACHABLE = "unreachable"


def scan(path: Path) -> Verdict:
    """The scanner's verdict on the file; clean where the site has no scanner (`THIDUA_SCAN_COMMAND`)."""
    if not settings.SCAN_COMMAND:
        return Verdict.CLEAN
    words = [word.replace("{path}", str(path)) for word in settings.SCAN_COMMAND]
    try:
        # The words are the operator's own and no shell reads them; the path is made of random letters.
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        LOG.warning("the virus scanner cannot be reached: %s", error)
        return Verdict.UNREACHABLE
    if done.returncode == BAD:
        return Verdict.BAD
    if done.returncode != CLEAN:
        LOG.warning("the virus scanner answered %s: %r", done.returncode, done.stderr[-300:])
        return Verdict.UNREACHABLE
    return Verdict.CLEAN
