"""No command: the window. Otherwise the command line."""

import sys


def main() -> int:
    """Run what the arguments say; gives the exit code."""
    from workbench.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
