"""Pictures made of terminal cells: charts and maps, drawn without any screen.

Lines and areas are braille dots, which take one cell in every terminal; block and box characters take two in some
Chinese ones. With ``plain`` the same pictures are drawn in ASCII signs.
"""
