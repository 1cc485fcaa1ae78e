"""The game in a browser: a small server that gives each visitor a game of their own, drawn in a page.

The program that plays is the one of the terminal; only its screen goes over a WebSocket. Nothing is loaded from
anywhere but this server.
"""
