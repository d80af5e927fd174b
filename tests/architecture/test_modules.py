"""Every module says what it is, is named by its content, stays one thing, and speaks through gettext."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.harness.source import PACKAGE, ROOT, committed, modules, room, tree, where
from thidua.faces.interchange.words import translation_calls

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff", "base", "lib", "shared", "manager"}
LONGEST = 300
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
# Vietnamese that is not a word to a user: letters themselves, invented names, the wording of official papers. So too
# the modules `sheets`: what the columns of the offices' own Excel lists are called.
NOT_SPOKEN = (
    "foundation/core/vietnamese.py",
    "foundation/documents/",
    "faces/interchange/demonstration/",
    "faces/kit/gallery",
    # Words that plans are read by, and those of a campaign's files: data, as in the catalogue.
    "stages/campaigns/plan_draft/",
    "stages/campaigns/plan_reader/",
)
# The same in every language: what the product and the languages call themselves, and a mark in the catalogue's files.
OWN_NAMES = {"Thi đua", "Tiếng Việt", "minh họa"}
# Hosts of registries, written apart so that this file does not hold them; folders of a developer's machine.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))]
FOLDERS = re.compile(r"(?<![\w.}-])/(?:work|root|home)/\w")
TEXT = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".txt",
    ".lock",
    ".sh",
    ".json",
    ".csv",
    ".svg",
    ".typ",
    ".po",
    "",
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_modules_say_what_they_are() -> None:
    assert [name_of(path) for path in modules() if not ast.get_docstring(tree(path))] == []


def test_modules_are_named_by_their_content() -> None:
    assert [name_of(path) for path in modules() if VAGUE & {*room(path), path.stem}] == []


def test_modules_are_one_thing() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_sentence_can_be_translated() -> None:
    """A Vietnamese string in the code is an argument of gettext, or it is not spoken to a user."""
    seen = []
    for path in modules():
        if name_of(path).startswith(NOT_SPOKEN) or path.name == "sheets.py":
            continue
        spoken = spoken_strings(tree(path))
        seen += [
            f"{where(path, node)} {node.value[:60]!r}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and VIETNAMESE.search(node.value)
            and id(node) not in spoken
            and node.value not in OWN_NAMES
        ]
    assert seen == []


def spoken_strings(module: ast.Module) -> set[int]:
    """The constants that are docstrings, stand in a call of gettext, or are stored: the word of an audit entry."""
    found = {
        id(part)
        for _function, call in translation_calls(module)
        for argument in call.args
        for part in ast.walk(argument)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.keyword) and node.arg == "act":
            found |= {id(part) for part in ast.walk(node.value)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
    return found


def test_no_file_names_this_machine_or_a_registry() -> None:
    seen = []
    for path in committed():
        if path.suffix not in TEXT or path.stat().st_size > 5_000_000:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        seen += [f"{path.relative_to(ROOT)}: {word}" for word in [*HOSTS, *FOLDERS.findall(text)] if word in text]
    assert seen == []
