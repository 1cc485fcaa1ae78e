"""One played game: a seed and the orders of each turn, and all that follows from them."""
