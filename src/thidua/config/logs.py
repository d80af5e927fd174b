"""What is written down of a request: never the key in the address of a personal link."""

from __future__ import annotations

import logging
import re

# The part of an address that config.urls puts beneath «v/».
KEY = re.compile(r"(/v/)[^/\s?&#]+")


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
