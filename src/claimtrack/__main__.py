"""Lets `python -m claimtrack` do what the console script does."""

from claimtrack.cli.entry import main

if __name__ == "__main__":
    main()
