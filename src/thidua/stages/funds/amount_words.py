"""An amount in Vietnamese words, as a voucher bears it: 1.500.000 is «Một triệu năm trăm nghìn đồng»."""

from __future__ import annotations

from thidua.foundation.documents.wording import Wording, wording

THOUSAND, BILLION = 1_000, 1_000_000_000


def amount_words(amount: int) -> str:
    """The amount of đồng in words, beginning with a capital letter."""
    say = wording("fund/amounts")
    words = f"{_number(amount, say)} {say.line('currency')}"
    return words[:1].upper() + words[1:]


def _number(number: int, say: Wording) -> str:
    if number >= BILLION:
        billions, rest = divmod(number, BILLION)
        lead = f"{_number(billions, say)} {say.line('billion')}"
        return f"{lead} {_groups(rest, say, is_led=True)}" if rest else lead
    return _groups(number, say, is_led=False)


def _groups(number: int, say: Wording, *, is_led: bool) -> str:
    """Below a billion, in groups of three; a group behind another is read with its hundreds."""
    if number == 0:
        return say.lines("digits")[0]
    parts: list[str] = []
    for place in (2, 1, 0):
        group = number // THOUSAND**place % THOUSAND
        if group:
            parts.append(f"{_three(group, say, is_led=is_led or bool(parts))} {say.lines('groups')[place]}".strip())
    return " ".join(parts)


def _three(group: int, say: Wording, *, is_led: bool) -> str:
    digits = say.lines("digits")
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    parts: list[str] = []
    if hundreds or is_led:
        parts += [digits[hundreds], say.line("hundred")]
    if tens == 1:
        parts.append(say.line("ten"))
    elif tens:
        parts += [digits[tens], say.line("tens")]
    elif ones and parts:
        parts.append(say.line("odd"))
    if ones:
        parts.append(_ones(tens, ones, digits, say))
    return " ".join(parts)


def _ones(tens: int, ones: int, digits: list[str], say: Wording) -> str:
    if ones == 5 and tens:
        return say.line("five_after_ten")
    if tens > 1 and ones == 1:
        return say.line("one_after_tens")
    return say.line("four_after_tens") if tens > 1 and ones == 4 else digits[ones]
