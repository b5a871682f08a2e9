"""Start the command line with ``python -m ungespor``."""

from ungespor.cli import main

if __name__ == "__main__":
    main()
