"""Where things are and how large a run is: read from the environment, once, with defaults."""

import os
import pathlib
import shutil

HOME = pathlib.Path(os.environ.get("BROKER_HOME") or pathlib.Path(__file__).parents[3])


class Missing(Exception):
    """Something the suites cannot do without is not there; never a reason to skip."""


def binary() -> pathlib.Path:
    """The program under test: BROKER_BIN, or the newest build of this checkout."""
    named = os.environ.get("BROKER_BIN")
    if named:
        return _existing(pathlib.Path(named), "BROKER_BIN")
    built = [HOME / ".build" / kind / "incident-broker" for kind in ("release", "debug")]
    built = [path for path in built if path.exists()]
    if not built:
        raise Missing(f"no incident-broker in {HOME}/.build: build it, or set BROKER_BIN")
    return max(built, key=lambda path: path.stat().st_mtime)


def configuration() -> pathlib.Path:
    """The configuration the program is run with: BROKER_CONFIG, or the one it is shipped with."""
    shipped = HOME / "deploy" / "config" / "incident-broker.yaml"
    return _existing(pathlib.Path(os.environ.get("BROKER_CONFIG") or shipped), "BROKER_CONFIG")


def noida() -> str:
    """noida-db's program itself. What pip installs is a script that starts it as a child; a
    signal to the script would miss the one that does the work."""
    named = os.environ.get("NOIDA_DB") or "noida-db"
    found = shutil.which(named)
    if found is None:
        raise Missing(f"{named} is not there: pip install noida-db, or set NOIDA_DB")
    path = pathlib.Path(found).resolve()
    if path.read_bytes()[:4] == b"\x7fELF":
        return str(path)
    environment = pathlib.Path(found).absolute().parent.parent
    inner = sorted(environment.glob("lib/python3*/site-packages/noida_db/noida-db"))
    return str(inner[0]) if inner else found


def size(name: str, default: int) -> int:
    """A size of a run, e.g. R2_KILLS=1000."""
    return int(os.environ.get(name, default))


def _existing(path: pathlib.Path, variable: str) -> pathlib.Path:
    if not path.exists():
        raise Missing(f"{path} is not there (set {variable})")
    return path
