"""Who else signs a joint document, as the room that asked them tells it to this one."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.foundation.documents.model import Signature
from thidua.foundation.units.models import Unit


@dataclass(frozen=True, slots=True)
class CoSigner:
    """Another body that has agreed to sign: its register, who signs for it, the number it keeps back for the paper."""

    unit: Unit
    body: str
    signature: Signature
    reserved: int | None = None
