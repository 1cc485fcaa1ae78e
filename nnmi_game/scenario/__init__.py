"""Scenarios: what a scenario file may say, and how it is read and checked."""
