"""Translations without gettext's programs: what is found, kept and refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from thidua.faces.interchange import words

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Xin chào %(name)s"
msgstr "Good day, %(name)s"

msgid "Đã bỏ"
msgstr "Gone"

msgid "Chưa dịch"
msgstr ""

msgid "Mất chỗ %(count)s"
msgstr "lost"

msgid "Mất <b>chữ đậm</b>"
msgstr "lost bold"

#, fuzzy
msgid "Chưa chắc"
msgstr "Not sure"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_renewed_keeps_translations_and_drops_what_is_gone(catalogue: Path) -> None:
    text = words.renewed(catalogue, [("Xin chào %(name)s", None), ("Mới", None), ("Mở", "động từ")]).decode()
    assert 'msgid "Xin chào %(name)s"\nmsgstr "Good day, %(name)s"' in text
    assert 'msgid "Mới"\nmsgstr ""' in text
    assert 'msgctxt "động từ"\nmsgid "Mở"\nmsgstr ""' in text
    assert "Đã bỏ" not in text


def test_renewed_twice_is_the_same(catalogue: Path) -> None:
    found: list[words.Message] = [("Xin chào %(name)s", None), (("%(n)s việc", "%(n)s việc"), None)]
    once = words.renewed(catalogue, found)
    catalogue.write_bytes(once)
    assert words.renewed(catalogue, found) == once


def test_renewed_tells_no_dates_and_no_programs(catalogue: Path) -> None:
    header = words.renewed(catalogue, [("Mới", None)]).decode().split("\n\n")[0]
    assert header.splitlines() == [
        'msgid ""',
        'msgstr ""',
        r'"Language: en\n"',
        r'"MIME-Version: 1.0\n"',
        r'"Content-Type: text/plain; charset=utf-8\n"',
        r'"Content-Transfer-Encoding: 8bit\n"',
        r'"Plural-Forms: nplurals=2; plural=(n != 1);\n"',
    ]


def test_renewed_keeps_a_doubt(catalogue: Path) -> None:
    assert '#, fuzzy\nmsgid "Chưa chắc"' in words.renewed(catalogue, [("Chưa chắc", None)]).decode()


def test_untranslated_names_gaps_doubts_and_lost_placeholders_and_markup(catalogue: Path) -> None:
    assert words.untranslated(catalogue) == ["Chưa dịch", "Mất chỗ %(count)s", "Mất <b>chữ đậm</b>", "Chưa chắc"]


def test_check_refuses_a_language_without_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LOCALE_DIR", tmp_path)
    with pytest.raises(CommandError, match="en: there is no catalogue"):
        call_command("words", "check")


def test_check_refuses_a_catalogue_with_gaps(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LOCALE_DIR", catalogue.parents[2])
    monkeypatch.setattr(words, "strings_in_use", lambda: [("Chưa dịch", None)])
    with pytest.raises(CommandError, match="older than the code"):
        call_command("words", "check")
    words.gather_words()
    with pytest.raises(CommandError, match="1 strings without a sound translation:\n  Chưa dịch"):
        call_command("words", "check")


def test_strings_of_a_template_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(
        """<h1 title="{% translate 'Tựa “đề”' %}">{% blocktranslate with name=person %}Chào {{ name }}{% endblocktranslate %}</h1>
        {% blocktranslate count n=rows %}{{ n }} dòng{% plural %}{{ n }} các dòng{% endblocktranslate %}
        {% trans "Mở" context "động từ" %} 'lời thường'
        {% button _("Gửi đi") main=True %}{{ label|default:_("Chưa đặt") }}""",
        encoding="utf-8",
    )
    monkeypatch.setattr(words, "PACKAGE_DIR", tmp_path)
    assert words.strings_in_use() == [
        ("Tựa “đề”", None),
        ("Chào %(name)s", None),
        (("%(n)s dòng", "%(n)s các dòng"), None),
        ("Mở", "động từ"),
        ("Gửi đi", None),
        ("Chưa đặt", None),
    ]
