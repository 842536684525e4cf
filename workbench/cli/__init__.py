"""The command line: parses arguments, finds the command, turns what goes wrong into one sentence."""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from workbench.cli.start import is_plain, open_window
from workbench.errors import WorkbenchError, explain_os


def run(arguments: Sequence[str]) -> int:
    """Run one command; 0 done, 1 refused or failed or found something, 2 wrong usage."""
    heard = _set_up_streams()
    chosen: Any = None
    try:
        if is_plain(arguments):
            return open_window(arguments[1] if arguments else None)
        from workbench.cli.parser import MODULES

        if not heard and arguments[0] not in MODULES["window"]:
            raise WorkbenchError("standard output is closed; send it to a file, or to /dev/null")
        chosen = _parsed(arguments)
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except WorkbenchError as error:
        return _failed(chosen, str(error))
    except BrokenPipeError:
        # The reader of our output has gone, for example ``| head``; nothing is left to say to anybody.
        return _failed(chosen, None)
    except OSError as error:
        # What nobody nearer to it has explained. An error that names no file came from writing the answer.
        return _failed(chosen, str(explain_os(error, str(error.filename or "standard output"))))
    except KeyboardInterrupt:
        return _failed(chosen, "interrupted; what was answered before is kept")
    return code


def _set_up_streams() -> bool:
    """Everything that is said is UTF-8; whether there is a standard output: it may be closed, as may standard error."""
    heard = sys.stdout is not None
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nowhere())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return heard


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w")


def _parsed(arguments: Sequence[str]) -> Any:
    from workbench.cli.parser import build_parser

    try:
        return build_parser(arguments[0]).parse_args(arguments)
    except SystemExit:
        sys.stdout.flush()  # help and version are still on their way
        raise


def _failed(chosen: Any, sentence: str | None) -> int:
    """Say what went wrong to people, and in JSON where that was asked for; gives the exit code."""
    with contextlib.suppress(OSError):
        if sentence and getattr(chosen, "json", False):
            from workbench.cli.common import answer

            answer(chosen, {"ok": False, "error": sentence}, [])
    with contextlib.suppress(OSError):
        if sentence:
            print(f"workbench: {sentence}", file=sys.stderr)
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except OSError:
            # Python would try again at its end, and complain.
            with contextlib.suppress(OSError):
                getattr(sys, name).close()
            setattr(sys, name, _nowhere())
    return 1
