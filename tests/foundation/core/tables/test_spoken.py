"""A sheet made in one language of the site is read in another."""

from __future__ import annotations

import pytest
from django.utils import translation

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.tables import SHEETS
from thidua.foundation.core.tables.values import choice


@pytest.mark.parametrize("sheet", ["works", "milestones"])
@pytest.mark.parametrize(("written", "read"), [("en", "vi"), ("vi", "en"), ("en", "en")])
def test_every_heading_is_found_in_the_other_language(sheet: str, written: str, read: str) -> None:
    for column in SHEETS[sheet].columns:
        with translation.override(written):
            heading = str(column.heading)
        with translation.override(read):
            assert SHEETS[sheet].column_of(heading, {}) is column


def test_choice_is_read_in_every_language_and_refused_in_none() -> None:
    read = choice({"có": True, "không": False})
    for language in ("vi", "en"):
        with translation.override(language):
            assert (read("Có"), read("KHONG")) == (True, False)
            with pytest.raises(Unreadable, match="maybe"):
                read("maybe")
