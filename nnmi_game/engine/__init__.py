"""The rules. ``turn.py`` is the table of contents; one module stands for each phase of a turn."""
