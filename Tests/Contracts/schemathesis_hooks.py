"""What a generator of requests cannot know of the API: SCHEMATHESIS_HOOKS=schemathesis_hooks.

A key that was used before, or a revision that is gone, is refused although it is well formed. So
good values become ones that hold; spoilt ones are left as they are, for they must be refused.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import schemathesis

TAGS = re.compile(r'(\*|(W/)?"[!#-~]*"( *, *(W/)?"[!#-~]*")*)')
KEY = re.compile(r"[!-~]{1,255}")


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    headers = case.headers
    for name in list(headers or {}):
        value = str(headers[name])
        if name.lower() == "if-match" and TAGS.fullmatch(value):
            headers[name] = "*"
        if name.lower() == "idempotency-key" and KEY.fullmatch(value):
            headers[name] = str(uuid.uuid4())
