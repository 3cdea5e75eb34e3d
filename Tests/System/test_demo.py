"""The demo runs headless to its end, and every sample goes the way it must."""

import os
import re
import subprocess


def test_demo_plays_every_sample_to_its_end():
    ended = subprocess.run(
        [os.environ["BROKER_BIN"], "demo", "--once", "--pace", "0"],
        cwd=os.environ["BROKER_HOME"],
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "NO_COLOR": "1"},
    )
    summary = ended.stdout.strip().splitlines()[-1] if ended.stdout.strip() else ended.stderr
    print("demo:", summary)
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
    assert re.fullmatch(r"(\d+) of \1 incidents went the way they must", summary)
    assert "\x1b[" not in ended.stdout
