"""What is written down of a request: never the key in the address of a personal link, nothing of a ballot."""

from __future__ import annotations

import logging
import re

# The part of an address that config.urls puts beneath «v/».
KEY = re.compile(r"(/v/)[^/\s?&#]+")
# Where a member casts its secret ballot: who asked for it when would tell too much beside the order of votes.
BALLOT = "/bo-phieu/"


def without_key(value: object) -> object:
    """Text with the key of each personal link's address left out; anything else as it is."""
    return KEY.sub(r"\1…", value) if isinstance(value, str) else value


class WithoutKeys(logging.Filter):
    """Lets every record through, its addresses without keys."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_key(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(without_key(value) for value in record.args)
        return True


class WithoutBallots(logging.Filter):
    """Keeps every record of a ballot's address back, whatever was answered there."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = [record.msg, *(record.args if isinstance(record.args, tuple) else ())]
        return not any(BALLOT in str(word) for word in words)
