"""The widgets that screens are built of."""
