"""Cold start of the window on the sample project, against a bare PySide6 window, in one run.

    python benchmarks/start.py [--runs 9] [--json FILE]

CPU time (user and system) of a fresh process from its beginning until its window is shown off-screen and
painted; the median of alternating runs. The goal is a ratio of at most 2. A second line tells what it takes until
menus and keys are there, too, which are made after the first painting.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("hello"))
window.resize(1440, 900)
window.show()
app.processEvents()
"""
PROGRAM = """
import sys
from workbench.cli import is_plain
assert is_plain(["open", sys.argv[1]])
from workbench.cli.start import first_sight
frame = first_sight(sys.argv[1])
"""
READY = PROGRAM + "frame.get_ready()"
UNTIL_HERE = """
import os, resource
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, flush=True)
os._exit(0)
"""
GOAL = 2.0


def cpu_of(code: str, *arguments: str) -> float:
    """CPU seconds of a fresh process that runs ``code``."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code + UNTIL_HERE, *arguments]
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return float(done.stdout)


def main() -> None:
    """Measure, print the table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks/start.json"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBENCH_HOME"] = folder
        from workbench.project.sample import sample_project
        from workbench.settings import Settings

        sample = str(sample_project())
        Settings().set("name", "ines")  # who has tagged the articles
        cpu_of(BARE), cpu_of(PROGRAM, sample)  # compiled files and disk caches
        runs = [(cpu_of(BARE), cpu_of(PROGRAM, sample), cpu_of(READY, sample)) for _ in range(options.runs)]
    bare, program, ready = (statistics.median(times) for times in zip(*runs))
    ratio = statistics.median(program / bare for bare, program, _ in runs)
    print(f"{'bare PySide6 window':<34}{1000 * bare:>8.0f} ms CPU")
    print(f"{'the window on the sample project':<34}{1000 * program:>8.0f} ms CPU")
    print(f"{'the same, menus and keys ready':<34}{1000 * ready:>8.0f} ms CPU")
    print(f"{'ratio':<34}{ratio:>8.2f}        goal {GOAL:.1f}: {'met' if ratio <= GOAL else 'not met'}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    record = {"bare_ms": 1000 * bare, "program_ms": 1000 * program, "ready_ms": 1000 * ready, "ratio": ratio}
    record |= {"goal": GOAL, "runs": options.runs}
    options.json.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
