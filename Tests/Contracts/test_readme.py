"""`Schemas/README.md` says what the files say."""

from __future__ import annotations

import os
import re

import asyncapi_document
import contracts
import pytest
from asyncapi_document import Message, document

README = (contracts.SCHEMAS / "README.md").read_text("utf-8")
LINKS = re.findall(r"\[([^\]]+)\]\(([^)]+)\)", README)


def test_links_lead_to_files() -> None:
    for text, link in LINKS:
        assert (contracts.SCHEMAS / link).is_file(), text


def test_every_schema_is_listed() -> None:
    listed = {text for text, _ in LINKS if not text.startswith("`")}
    assert listed == set(contracts.schema_files())


def test_every_type_stands_beside_its_schema() -> None:
    for identifier in document()["components"]["messages"]:
        message = Message(identifier)
        if message.name.startswith("dk.datafordeler.") and identifier != "command":
            short = message.name.removeprefix("dk.datafordeler.")
            row = rf"`{re.escape(short)}`[^|]*\| \[{re.escape(message.schema or '')}\]"
            assert re.search(row, README), message.name


def test_every_topic_is_named() -> None:
    for channel in asyncapi_document.channels():
        assert f"`{channel.address.replace('{code}', 'X')}`" in README


def test_every_code_is_explained() -> None:
    codes = contracts.schema("receipt.v1")["definitions"]["refusalCode"]["enum"]
    assert [code for code in codes if f"`{code}`" not in README] == []


def test_every_dialect_file_exists() -> None:
    for path in re.findall(r"`(deploy/[^`]+)`", README):
        if not (contracts.REPOSITORY / path).exists():
            pytest.skip(f"{path} is not there yet")


def test_python_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    before = os.getcwd()
    os.chdir(contracts.REPOSITORY)
    try:
        for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
            exec(compile(block, "README.md", "exec"), {})
    finally:
        os.chdir(before)
    assert capsys.readouterr().out == ""


def test_files_in_shell_examples_exist() -> None:
    blocks = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
    for path in re.findall(r"(?:Schemas|Tests)/[\w./-]+", blocks):
        assert (contracts.REPOSITORY / path).exists(), path
