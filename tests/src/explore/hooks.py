"""Loaded by schemathesis: what no settings can say."""

import itertools
import re

import schemathesis

KEY = "Idempotency-Key"
COUNT = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Every request is one of its own, or all but the first would be taken for repetitions."""
    if case.headers and re.fullmatch("[!-~]{1,255}", str(case.headers.get(KEY, ""))):
        case.headers[KEY] = f"explored-{next(COUNT)}"
