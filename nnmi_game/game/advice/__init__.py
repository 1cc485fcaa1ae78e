"""Advisors: people around the network who each say one thing a turn, out of what they see and want."""

from nnmi_game.game.advice.council import ADVISORS, Advisor, Remark, council

__all__ = ["ADVISORS", "Advisor", "Remark", "council"]
