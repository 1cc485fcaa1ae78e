"""Playing together: a server that keeps the class, a client that plays in it, and what is written out afterwards.

A *session* is one class on one scenario. Its *offices* are the games, one for each student or team; a *seat* is a
person's place in an office. Whatever a student sends, the server plays it again with the engine, and a turn counts when
it is on disk.
"""
