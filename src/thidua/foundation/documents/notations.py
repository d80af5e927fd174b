"""Number and symbol of a document as they stand in a text."""

from __future__ import annotations

import re

# «286/KH-MTTQ-BTT», «98/2023/NĐ-CP», «22-CT/TW».
NOTATION = re.compile(r"\b\d{1,5}(?:/\d{4}/|[/-])[A-ZĐ][A-ZĐa-zđ0-9]*(?:[-/][A-ZĐ][A-ZĐa-zđ0-9]*)*")
