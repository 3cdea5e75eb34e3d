"""What every suite starts from: the program, a Kafka of its own, and one line of result."""

import os
import pathlib
import sys
import time

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from harness import environment  # noqa: E402
from harness.broker import Instance, Program  # noqa: E402
from harness.noida import Noida  # noqa: E402


@pytest.fixture
def noida():
    try:
        binary = environment.noida()
    except environment.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    with Noida(binary) as kafka:
        yield kafka


@pytest.fixture
def program(noida, tmp_path):
    """The program with its topics applied on a Kafka of its own. Missing means failed."""
    try:
        ready = Program(
            environment.binary(), environment.configuration(), noida.address, tmp_path
        )
    except environment.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    ready.apply_topics()
    return ready


@pytest.fixture
def instances():
    """Instances put in here are gone when the test is over, however it ends."""
    started: list[Instance] = []
    yield started
    for instance in started:
        instance.clean_up()


@pytest.fixture
def scoreboard(capsys):
    """Prints the one line a suite is read for, and appends it to SYSTEM_RESULTS."""
    begun = time.monotonic()

    def line(text: str) -> None:
        text = f"{text} seconds={time.monotonic() - begun:.0f}"
        with capsys.disabled():
            print(f"\n{text}", flush=True)
        results = os.environ.get("SYSTEM_RESULTS")
        if results:
            with open(results, "a", encoding="utf-8") as file:
                file.write(text + "\n")

    return line
