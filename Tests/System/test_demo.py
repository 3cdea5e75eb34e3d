"""The demo runs headless to its end: every sample goes the way it must, and lives until closed."""

import os
import re
import subprocess


def play(*options: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [os.environ["BROKER_BIN"], "demo", "--once", "--pace", "0", *options],
        cwd=os.environ["BROKER_HOME"],
        capture_output=True,
        text=True,
        timeout=480,
        env={**os.environ, "NO_COLOR": "1"},
    )


def check(ended: subprocess.CompletedProcess) -> None:
    lines = ended.stdout.strip().splitlines()
    told = ended.stdout[-6000:] + ended.stderr[-2000:]
    print("demo:", lines[-1] if lines else ended.stderr)
    assert ended.returncode == 0, told
    assert re.fullmatch(r"(\d+) of \1 incidents lived to their end", lines[-1]), told
    assert any(re.fullmatch(r"(\d+) of \1 incidents went the way they must", line) for line in lines)
    assert "\x1b[" not in ended.stdout


def test_demo_plays_every_sample_to_its_end():
    check(play())


def test_the_samples_live_to_their_end_on_a_real_broker(program):
    check(play("--kafka", program.address))
    verified = program.verify_ledger()
    assert verified.returncode == 0, verified.stdout + verified.stderr
