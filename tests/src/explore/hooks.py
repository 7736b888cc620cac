"""Loaded by schemathesis: what no settings can say."""

import itertools
import re

import schemathesis

KEY = "Idempotency-Key"
COUNT = itertools.count()


def written(value):
    """As clients write it: 9 is no 9.0, although a schema knows no difference."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, dict):
        return {name: written(member) for name, member in value.items()}
    if isinstance(value, list):
        return [written(member) for member in value]
    return value


@schemathesis.hook
def before_call(context, case, kwargs):
    """Every request is one of its own, or all but the first would be taken for repetitions."""
    if case.headers and re.fullmatch("[!-~]{1,255}", str(case.headers.get(KEY, ""))):
        case.headers[KEY] = f"explored-{next(COUNT)}"
    case.body = written(case.body)
