"""Lets ``python -m nnmi_game`` do what ``nnmi`` does."""

from nnmi_game.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
