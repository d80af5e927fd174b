"""The program `thidua`: what it offers, and how it refuses."""

from __future__ import annotations

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from thidua.faces.interchange import commandline, readiness, serving
from thidua.foundation.core.errors import NotNow


def test_help_lists_our_verbs_and_not_the_framework_s(capsys: pytest.CaptureFixture[str]) -> None:
    commandline.main(["thidua"])
    verbs = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert {"serve", "worker", "prepare", "words", "migrate"} <= set(verbs)
    assert {"runserver", "sqlflush", "dbshell"} & set(verbs) == set()


def test_refusal_is_a_sentence_and_exit_code_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object) -> None:
        raise NotNow("Chưa đến ngày.")

    monkeypatch.setattr(commandline.Program, "execute", refuse)
    with pytest.raises(SystemExit) as ended:
        commandline.main(["thidua", "anything"])
    assert (ended.value.code, capsys.readouterr().err) == (1, "Chưa đến ngày.\n")


def test_serve_with_port_taken_says_so() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"make run PORT={port + 1}"):
            call_command("serve", "--port", str(port))


def test_port_is_free_again_after_its_holder_left() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        assert serving.port_is_free("127.0.0.1", port) is False
    assert serving.port_is_free("127.0.0.1", port) is True


def test_static_files_are_collected_once(settings: object, tmp_path: object) -> None:
    settings.STATIC_ROOT = str(tmp_path / "static")
    assert [readiness.collect_static(), readiness.collect_static()] == [True, False]
