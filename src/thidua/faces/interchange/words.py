"""Translations without the system's gettext: gathers the strings, writes the catalogues, compiles them."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE_DIR = Path(settings.LOCALE_PATHS[0])
PACKAGE_DIR = LOCALE_DIR.parent
FUNCTIONS = {
    "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext",
    "npgettext_lazy",
}  # fmt: skip
# What templatize leaves of a template's strings: gettext('…'), ngettext('…', '…', count), pgettext('…', '…'), and
# _('…') for what is an argument of a tag or a filter.
CALL = re.compile(r"\b(_|n?p?gettext)\(((?:\s*u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?)+)")
Message = tuple[str | tuple[str, str], str | None]


def catalogues() -> list[Path]:
    """The catalogue of each language that has one, in order of language."""
    return sorted(LOCALE_DIR.glob("*/LC_MESSAGES/django.po"))


def without_catalogue() -> list[str]:
    """The languages the settings offer beside the source that have no catalogue."""
    there = {path.parent.parent.name for path in catalogues()}
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE and code not in there]


def compile_words() -> list[Path]:
    """Writes the compiled form of each catalogue that is newer than it; returns those written."""
    written = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        buffer = io.BytesIO()
        write_mo(buffer, _read(source))
        target.write_bytes(buffer.getvalue())
        written.append(target)
    return written


def gather_words() -> None:
    """Brings every catalogue up to the strings of the code and the templates; translations that exist are kept."""
    found = strings_in_use()
    for path in catalogues():
        path.write_bytes(renewed(path, found))


def renewed(path: Path, found: list[Message]) -> bytes:
    """The catalogue as it should read for these strings, with the translations it has."""
    old = _read(path)
    new = Catalog(locale=path.parent.parent.name, fuzzy=False)
    for text, context in sorted(found, key=lambda message: (str(message[0]), message[1] or "")):
        known = old.get(text, context=context)
        if known and isinstance(known.id, str) != isinstance(text, str):
            # It has got plural forms, or lost them: its translation is no longer one.
            known = None
        flags = {"fuzzy"} if known and known.fuzzy else set()
        new.add(text, string=known.string if known else None, context=context, flags=flags)
    buffer = io.BytesIO()
    write_po(buffer, new, width=0, omit_header=True, no_location=True)
    return _header(new).encode() + buffer.getvalue().lstrip()


def _header(catalogue: Catalog) -> str:
    """The little a reader of the file needs: dates and names of programs would make it differ every time."""
    facts = {
        "Language": catalogue.locale_identifier,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalogue.plural_forms,
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in facts.items()) + "\n"


def untranslated(path: Path) -> list[str]:
    """The strings that have no translation, a doubtful one, or one with other placeholders or other markup."""
    return [_texts(message.id)[0] for message in _read(path) if message.id and not _is_sound(message)]


def _is_sound(message: Entry) -> bool:
    source, texts = _texts(message.id), _texts(message.string)
    if message.fuzzy:
        return False
    if len(source) == 1:
        return all(texts) and _holes(texts[0]) == _holes(source[0])
    # A plural may leave out the number where the singular says it in words, and never names anything else.
    return all(texts) and all(_holes(text) <= _holes(" ".join(source)) for text in texts)


def _texts(text: str | Sequence[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str) or text is None else list(text)


def strings_in_use() -> list[Message]:
    """Every translatable string of the package, once."""
    return list(dict.fromkeys([*_strings_of_code(), *_strings_of_templates()]))


def translation_calls(module: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """The calls of gettext and its kin in a module, whatever name the module imported them by."""
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield names[node.func.id], node


def _strings_of_code() -> Iterator[Message]:
    for path in sorted(PACKAGE_DIR.rglob("*.py")):
        if "migrations" not in path.parts:
            for function, call in translation_calls(ast.parse(path.read_text(encoding="utf-8"))):
                # What is put together at run time was marked where it was written.
                if all(isinstance(argument, ast.Constant) for argument in call.args[: _texts_of(function)]):
                    yield _message(function, [ast.literal_eval(part) for part in call.args[: _texts_of(function)]])


def _texts_of(function: str) -> int:
    """How many of the function's arguments are words: context, singular, plural."""
    return 1 + ("pgettext" in function) + ("ngettext" in function or "npgettext" in function)


def _message(function: str, texts: list[str]) -> Message:
    context = texts.pop(0) if "pgettext" in function else None
    return (texts[0] if len(texts) == 1 else (texts[0], texts[1])), context


def _strings_of_templates() -> Iterator[Message]:
    for path in sorted([*PACKAGE_DIR.rglob("templates/**/*.html"), *PACKAGE_DIR.rglob("templates/**/*.txt")]):
        for call in CALL.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
            yield _message(call.group(1), ast.literal_eval(f"[{call.group(2)}]")[: _texts_of(call.group(1))])


def _holes(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[a-z]|</?[a-z]+>", text))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)
