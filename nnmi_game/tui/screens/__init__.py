"""One small module for each screen; see the guide in ``nnmi_game.tui``."""
