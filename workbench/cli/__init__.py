"""The command line: parses arguments, finds the command, turns known errors into one sentence."""

import sys
from collections.abc import Sequence

from workbench.cli.start import is_plain, open_window
from workbench.errors import WorkbenchError


def run(arguments: Sequence[str]) -> int:
    """Run one command; 0 done, 1 refused or failed or found something, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if is_plain(arguments):
            return open_window(arguments[1] if arguments else None)
        from workbench.cli.parser import build_parser

        chosen = build_parser(arguments[0]).parse_args(arguments)
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except WorkbenchError as error:
        print(f"workbench: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone, for example ``| head``; nothing is left to say to anybody.
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("workbench: interrupted; what was answered before is kept", file=sys.stderr)
        return 1
    return code
