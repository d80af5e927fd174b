"""The settings: few, and each one explained."""

from __future__ import annotations

import re

from tests.harness.source import ROOT
from thidua.config.settings import KNOWN

PAGE = ROOT / "docs" / "reference" / "settings.md"


def test_settings_are_few() -> None:
    assert len(KNOWN) <= 25


def test_every_setting_is_explained_and_no_other() -> None:
    told = re.findall(r"^\| `THIDUA_([A-Z_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(KNOWN)
