"""The templates: nothing inline, every one used, every word translated."""

from __future__ import annotations

import ast
import re
from importlib.metadata import files
from pathlib import Path

from tests.harness.source import PACKAGE, ROOT, modules, templates, tree

INLINE = [
    (re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE), "a script in the page"),
    (re.compile(r"<style\b", re.IGNORECASE), "a style sheet in the page"),
    (re.compile(r"\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE), "a script in an attribute"),
    (re.compile(r"javascript:", re.IGNORECASE), "a script as an address"),
    (re.compile(r"""(?:src|href)\s*=\s*["']https?://""", re.IGNORECASE), "something from another site"),
]
SILENT = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}"
    r"|\s(?:hx-[\w-]+|class)=(?:'[^']*'|\"[^\"]*\")|<!--.*?-->|<svg\b.*?</svg>|<(?:script|code|kbd)\b.*?</(?:script|code|kbd)>|&\w+;",
    re.DOTALL,
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)
READ_ALOUD = re.compile(r"""\b(?:title|alt|placeholder|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
WORD = re.compile(r"[^\W\d_]{2,}")
# Units of measure and names that are the same in every language.
SAME_EVERYWHERE = {"Excel", "CSV", "PDF", "Word", "docx", "iCal", "QR", "TOTP", "MB", "KB"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_templates_have_nothing_inline() -> None:
    seen = []
    for path in templates():
        text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        seen += [f"{name_of(path)}: {what}" for pattern, what in INLINE if pattern.search(text)]
    assert seen == []


def test_templates_speak_through_gettext() -> None:
    seen = {name_of(path): words for path in templates() if (words := untranslated_words(path))}
    assert seen == {}


def untranslated_words(path: Path) -> set[str]:
    """The words a reader sees or hears that stand in the template as they are."""
    text = TAGS.sub("\ufffc", SILENT.sub(" ", path.read_text(encoding="utf-8")))
    aloud = " ".join(part for found in READ_ALOUD.findall(text) for part in found)
    return set(WORD.findall(MARKUP.sub(" ", text) + " " + aloud)) - SAME_EVERYWHERE


def test_every_template_is_used() -> None:
    """Named by a view, a tag or another template; or it stands in the place of one that a package brings."""
    names = {path: path.as_posix().split("/templates/")[-1] for path in templates()}
    sources = [*modules(), *templates()]
    everything = {path: path.read_text(encoding="utf-8") for path in sources}
    replaced = {
        str(file).split("/templates/")[-1]
        for package in ("django-allauth", "django", "django-axes")
        for file in files(package) or []
        if "/templates/" in str(file)
    }
    composed = composed_names()
    settings = (PACKAGE / "config" / "settings.py").read_text(encoding="utf-8")
    unused = [
        path.relative_to(ROOT).as_posix()
        for path, name in names.items()
        if name not in replaced
        and name not in settings
        and not any(name in text for other, text in everything.items() if other != path)
        and not any(pattern.fullmatch(name) for pattern in composed)
    ]
    assert unused == []


def composed_names() -> list[re.Pattern[str]]:
    """Names that the code puts together: f"kit/components/{name}.html"."""
    found = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and ast.unparse(node).endswith((".html'", '.html"')):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values]
                found.append(re.compile("".join(parts)))
    return found
