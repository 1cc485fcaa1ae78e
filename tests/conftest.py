"""What holds for all tests."""

from hypothesis import settings

# Machines are shared and noisy: a law is not broken by taking long.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
