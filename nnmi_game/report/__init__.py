"""After-action review of a played game: ``facts`` finds what happened, ``page`` and ``tidy`` tell it.

``facts.review`` makes a ``Review`` out of a game: numbers, ids and turns without a word in any language. ``page``
writes it as one HTML file, ``tidy`` as rows of a table; a screen can show it as well.
"""
