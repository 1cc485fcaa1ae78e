"""What the program costs, measured beside peers in the same run: ``python -m benchmarks``."""
