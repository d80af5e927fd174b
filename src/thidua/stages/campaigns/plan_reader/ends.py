"""Where a document begins and ends, and its zones: head, body, tail."""

from __future__ import annotations

import re

from thidua.stages.campaigns.plan_reader.furniture import MOTTO, MOTTO_TAIL, PARTY, is_rule
from thidua.stages.campaigns.plan_reader.letters import TYPES
from thidua.stages.campaigns.plan_reader.marks import ARABIC, DASH, NONE, PART, PLUS, ROMAN, mark_of
from thidua.stages.campaigns.plan_reader.places import plain

NUMBER = re.compile(r"^\W*so\s*[:.]?\s*(?:[\d.…_ ]*)\s*[-/]\s*[a-z]|^\W*so\s*:\s*[\d.…_/ -]*$|^\W*so\s*:\s*\d")
DAY = re.compile(r",\s*ngay\s*[\d.…_ ]*\s*thang\s*[\d.…_ ]*\s*nam\s*[\d.…_]+")
ABOUT = re.compile(r"^\W*v\s*/\s*v\b")
OPENER = re.compile(
    r"^\W*(?:can cu|thuc hien|kinh gui|tren co so|trien khai|huong ung|theo|nham"
    r"|de (?:trien khai|thuc hien|chao mung|kip thoi)"
    r"|ban thuong truc .{0,80}(?:ban hanh|xay dung|de nghi|trinh)|hom nay|hoi \d"
    r"|vao hoi|thuong truc|tiep tuc thuc hien|xet de nghi"
    r"|phat huy|chao mung|ubnd .{0,60}ban hanh|uy ban nhan dan .{0,60}ban hanh|thoi gian:|trong khong khi|quan triet)\b"
)
RECIPIENTS = re.compile(r"^\W*noi nhan\b")
CAPACITY = re.compile(r"^\W*(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s*[.:]?\s+[A-ZĐÀ-Ỹ]{2,}")
OFFICES = re.compile(
    r"^(?:pho )?(?:chu tich|bi thu|giam doc|truong ban|hieu truong|chanh van phong"
    r"|tong thu ky|vien truong|cuc truong|tru?ong phong"
    r"|truong doan|chu toa|chu tri|thu ky|to truong|pho truong ban|chanh an|chu nhiem"
    r"|nguoi ghi bien ban|tong giam doc|thu tuong|bo truong|thu truong|vu truong"
    r"|doan truong|tong bi thu|quyen chu tich|q\. chu tich|uy vien|truong khoa|doi truong"
    r"|chi cuc truong|chu tich hoi dong|dai dien|pho truong|pho ban|pho chanh|truong cum"
    r"|cum truong|khoi truong|bi thu doan)\b"
)
CLOSED = re.compile(r"\./\.?\s*$|/\.\s*$")
LIST_END = re.compile(r"^\W*(?:da ky|ky ten|ky, ghi|chu ky)")
NAME = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|CN|BS|KS|Lm|HT|TT|ĐĐ|Ông|Bà|Đại tá|Thượng tá)[.:]?\s*)*"
    r"(?:[A-Z][A-Za-z]{0,7}\.\s*|BSCK\s?I{1,2}\.?\s*)*"
    r"(?:[A-ZĐÀ-Ỹ][’']?[A-ZĐÀ-Ỹ]?[a-zà-ỹđ]*|[A-ZĐÀ-Ỹ]{1,7})(?:[\s-]+(?:[A-ZĐÀ-Ỹ][’']?[A-ZĐÀ-Ỹ]?[a-zà-ỹđ]"
    r"*|[A-ZĐÀ-Ỹ]{1,7})){1,5}$"
)


def opens(words: str) -> bool:
    """Whether a paragraph begins as the body of a document begins."""
    letters = words.lstrip('- +*–“"')
    return letters[:1].isupper() and bool(OPENER.match(plain(words)))


def type_of(line: str) -> str:
    """The type a line names by itself or begins with in capitals; empty for none."""
    words = " ".join(line.split())
    for name in TYPES:
        if (
            words.upper() == name
            or words == name
            or (words.startswith(name + " ") and plain(words[:14]) == plain(name + " " + words[len(name) + 1 :])[:14])
        ):
            return name
    return ""


def first_document(printed: list[str]) -> tuple[list[str], bool]:
    """The first document's printed lines and whether another one follows it in the same file."""
    anchors = _anchors(printed)
    if not anchors:
        return printed, False
    start = _back_over_issuer(printed, anchors[0])
    second = next((place for place in anchors[1:] if _starts_anew(printed, anchors[0], place)), None)
    end = _back_over_issuer(printed, second) if second is not None else len(printed)
    return printed[start:end], second is not None


def _anchors(printed: list[str]) -> list[int]:
    return [
        place
        for place, line in enumerate(printed)
        if MOTTO.search(plain(line)) or PARTY.match(plain(line)) or (len(line) < 80 and _is_fact(plain(line)))
    ]


def _is_fact(said: str) -> bool:
    return bool(NUMBER.match(said) or DAY.search(said))


def _starts_anew(printed: list[str], first: int, place: int) -> bool:
    """A further head: after a signature, or with a motto of its own well below the first head."""
    between = printed[first + 1 : place]
    signed = any(RECIPIENTS.match(plain(line)) or CAPACITY.match(line) for line in between)
    return signed or (len(between) > 25 and bool(MOTTO.search(plain(printed[place]))))


def _back_over_issuer(printed: list[str], place: int) -> int:
    """Up from an anchor over the capitals of the issuer; a web page's title above is not in capitals."""
    start = place
    for above in range(place - 1, max(-1, place - 14), -1):
        line = printed[above].strip()
        if not line or is_rule(line):
            continue
        is_issuer = is_capitals(line) and not type_of(line) and not CAPACITY.match(line)
        if len(line) < 90 and (is_issuer or _is_fact(plain(line))):
            start = above
        else:
            break
    return start


def is_capitals(line: str) -> bool:
    """Whether nearly all letters are capitals."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) >= 2 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def zones(printed: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Head, body and tail of the printed lines."""
    start = _body_start(printed)
    end = _tail_start(printed, start)
    return printed[:start], printed[start:end], printed[end:]


def _body_start(printed: list[str]) -> int:
    seen_head = typed = titled = False
    for place, line in enumerate(printed):
        said = plain(line)
        if not line.strip() or is_rule(line):
            continue
        if (
            MOTTO.search(said)
            or MOTTO_TAIL.search(said)
            or PARTY.match(said)
            or NUMBER.match(said)
            or DAY.search(said[:80])
        ):
            seen_head = True
            titled = False
        elif seen_head and type_of(line):
            typed, titled = True, len(" ".join(line.split())) < 16
        elif titled:
            if said.startswith("can cu "):
                return place
            titled = False  # the first line below the type is the title, however else it begins
        elif seen_head and not typed and _stands_as_title(printed, place):
            typed = True
        elif _begins_body(line) and (seen_head or place > 0 or mark_of(line).sort in (ROMAN, PART)):
            return place
    return len(printed) if seen_head else 0


def _stands_as_title(printed: list[str], place: int) -> bool:
    """Without a type line: «Triển khai phong trào …» that ends without a stop right above «Căn cứ …» is the title."""
    line = printed[place].strip()
    after = next((below for below in printed[place + 1 :] if below.strip() and not is_rule(below)), "")
    return mark_of(line).sort == NONE and line[-1] not in ".;:," and plain(after).startswith("can cu ")


def _begins_body(line: str) -> bool:
    sort = mark_of(line).sort
    return opens(line) or sort in (ROMAN, PART, ARABIC) or (sort in (DASH, PLUS) and len(line) > 30) or len(line) > 260


def _tail_start(printed: list[str], start: int) -> int:
    """Where the recipients or the signature begin, after the last words of the body."""
    for place in range(start, len(printed)):
        line = printed[place].strip()
        said = plain(line)
        if (RECIPIENTS.match(said) and len(said) < 60 and "ho so" not in said) or (
            CAPACITY.match(line) and is_capitals(line)
        ):
            return place
        if is_capitals(line) and OFFICES.match(said) and mark_of(line).sort == NONE and _is_late(printed, place):
            return place
    return len(printed)


def _is_late(printed: list[str], place: int) -> bool:
    after = [line for line in printed[place + 1 :] if line.strip()]
    before = next((line for line in reversed(printed[:place]) if line.strip()), "")
    return len(after) < 25 and bool(CLOSED.search(before) or re.search(r"[.;]\s*$", before))


def head_lines(printed: list[str]) -> list[str]:
    """The head's lines; the lines of the title are one."""
    kept: list[str] = []
    in_title = False
    for line in printed:
        words = " ".join(line.split())
        if not words:
            continue
        if is_rule(line):
            in_title = in_title and kept[-1] in TYPES
            continue
        named = "" if in_title else type_of(words)
        if named:
            kept.append(words[: len(named)])
            if len(words) > len(named):
                kept.append(words[len(named) :].strip())
            in_title = True
        elif (
            kept
            and ABOUT.match(plain(kept[-1]))
            and not _is_head_fact(words)
            and not is_capitals(words)
            and not opens(words)
        ) or (
            in_title
            and kept[-1] not in TYPES
            and not _is_head_fact(words)
            and (is_capitals(kept[-1]) or not is_capitals(words))
        ):
            kept[-1] += " " + words
        else:
            in_title = in_title and not _is_head_fact(words)
            kept.append(words)
    return kept


def _is_head_fact(words: str) -> bool:
    said = plain(words)
    return bool(MOTTO.search(said) or MOTTO_TAIL.search(said) or NUMBER.match(said) or DAY.search(said[:80]))
