"""Work that takes a while can be stopped by whoever asked for it."""

from __future__ import annotations


class StoppedError(Exception):
    """Whoever asked for it no longer wants what was being worked out."""
