"""`thidua plan read`: the reading as words and as JSON, a file that cannot be read as a sentence."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.stages.campaigns.plan_reader import plan_286


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(plan_286.text(), encoding="utf-8")
    return path


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("plan", "read", *words, stdout=out)
    return out.getvalue()


def test_json_has_the_values_and_their_places(file: Path) -> None:
    told = json.loads(said(str(file), "--json"))
    assert told["document"]["number"] == "286/KH-MTTQ-BTT"
    assert len(told["targets"]) == 9
    assert set(told["places"]["/document/number"]) == {"line", "start", "end"}
    assert "text" not in told


def test_text_goes_with_the_places_where_it_is_asked_for(file: Path) -> None:
    told = json.loads(said(str(file), "--json", "--text"))
    place = told["places"]["/signer/name"]
    assert told["text"].split("\n")[place["line"] - 1] == "Y Thái"


def test_words_tell_how_much_was_read_and_every_doubt(file: Path) -> None:
    told = said(str(file))
    assert "4 căn cứ, 9 văn bản khác; 7 mục; 9 chỉ tiêu; 2 giai đoạn" in told
    assert told.count("Lưu ý:") == 3


@pytest.mark.parametrize("name", ["khong-co.txt", "rong.txt"])
def test_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "rong.txt").write_bytes(b"")
    with pytest.raises(CommandError, match=r"Không đọc được tệp|Tệp rỗng"):
        said(str(tmp_path / name))
