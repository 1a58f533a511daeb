"""What `python FILE` prints of each file named on a line of standard input, before it would run it, and the error's places.

One JSON object a line: {"text": ..., "type": ..., "message": ..., "lineno": ..., "offset": ..., "end_lineno": ...,
"end_offset": ...}; for a file that it would run, {"text": the warnings before it, "type": null}. The runtime asks the interpreter so when a build is refused.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../runtime/python"))
from parse import said_before_running  # noqa: E402

PLACES = ("lineno", "offset", "end_lineno", "end_offset")


def printed(file):
    text, runs = said_before_running(file)
    if runs:
        return {"text": text, "type": None}
    error = sys.last_value
    answer = {"text": text.rstrip("\n") + "\n", "type": type(error).__name__, "message": getattr(error, "msg", str(error))}
    return answer | {place: getattr(error, place, None) for place in PLACES}


for line in sys.stdin:
    print(json.dumps(printed(line.rstrip("\n"))), flush=True)
