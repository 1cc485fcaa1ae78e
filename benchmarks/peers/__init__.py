"""The same flows of members, money and projects, written the way one writes them without arrays."""
