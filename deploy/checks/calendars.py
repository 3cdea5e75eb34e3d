#!/usr/bin/env python3
"""Writes what others say about Danish days off and about Europe/Copenhagen.

Tests/PolicyFileTests compares the shipped policy's calendars with these two files, so that our own
Easter and our own clocks are not their only witness. Run it again when the law or the time zone
database changes:

    pip install holidays
    deploy/checks/calendars.py            # writes the files
    deploy/checks/calendars.py --check    # exit 1 when they would change
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

FIXTURES = Path(__file__).resolve().parents[2] / "Tests" / "PolicyFileTests" / "Fixtures"
ZONE = "Europe/Copenhagen"
DAY_YEARS = range(2020, 2041)
ZONE_YEARS = range(2000, 2041)


def days_off():
    """Public holidays, the closing days beside them, and 1 May, which is some people's only."""
    years = {}
    for year in DAY_YEARS:
        public = holidays.country_holidays("DK", years=year)
        optional = holidays.country_holidays("DK", years=year, categories=("optional",))
        only_optional = sorted(date for date in optional if date not in public)
        years[str(year)] = {
            "public": [str(date) for date in sorted(public)],
            "closing": [str(d) for d in sorted(optional) if (d.month, d.day) != (5, 1)],
            "labour": [str(d) for d in only_optional if (d.month, d.day) == (5, 1)],
        }
    return {"source": f"PyPI holidays {holidays.__version__}, Denmark", "years": years}


def offset(moment):
    return int(moment.astimezone(ZoneInfo(ZONE)).utcoffset().total_seconds())


def transitions():
    """Every moment the offset changes, to the second, with the offset from then on."""
    moment = datetime(ZONE_YEARS.start, 1, 1, tzinfo=timezone.utc)
    end = datetime(ZONE_YEARS.stop, 1, 1, tzinfo=timezone.utc)
    found = []
    while moment < end:
        following = moment + timedelta(hours=1)
        if offset(moment) != offset(following):
            low, high = int(moment.timestamp()), int(following.timestamp())
            while low + 1 < high:
                middle = (low + high) // 2
                same = offset(datetime.fromtimestamp(middle, timezone.utc)) == offset(moment)
                low, high = (middle, high) if same else (low, middle)
            found.append({"at": high, "offset": offset(following)})
        moment = following
    return {"source": "Python zoneinfo", "zone": ZONE, "transitions": found}


def main():
    wanted = {
        "danish-days-off.json": days_off(),
        "copenhagen-transitions.json": transitions(),
    }
    changed = False
    for name, content in wanted.items():
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        path = FIXTURES / name
        if "--check" in sys.argv[1:]:
            # The version of a source may move on while the days stay the same.
            known = json.loads(path.read_text())
            same = {**known, "source": ""} == {**content, "source": ""}
            print(f"{name}: {'agrees' if same else 'differs'}")
            changed |= not same
        else:
            path.write_text(text)
            print(f"{name}: written")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
