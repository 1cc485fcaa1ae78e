"""What the screens show, worked out of the game without any screen: plain data and plain text.

No module here imports Textual, so the plain-text mode shows the same figures through the same functions.
"""
