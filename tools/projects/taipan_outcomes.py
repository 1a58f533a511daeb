"""A plugin of pytest: writes a line of JSON for each report at once, so that those of a process that dies are there too."""
import json
import os
import sys

output = open(os.environ["TAIPAN_OUTCOMES"], "w", buffering=1)
folder = os.environ["TAIPAN_FOLDER"]


def write(test, when, outcome, text=""):
    output.write(json.dumps([test, when, outcome, text]) + "\n")


def pytest_runtest_logstart(nodeid, location):
    write(nodeid, "start", "started")


def pytest_runtest_logreport(report):
    outcome = report.outcome
    if hasattr(report, "wasxfail"):
        outcome = "xpassed" if outcome == "passed" else "xfailed"
    write(report.nodeid, report.when, outcome, report.longreprtext if report.failed else "")


def pytest_collectreport(report):
    if report.outcome != "passed":
        write(report.nodeid or "(collection)", "collect", report.outcome, report.longreprtext)


def pytest_sessionfinish(session):
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.startswith(folder):
            write(file, "import", "imported")


def pytest_unconfigure():
    output.close()
