"""Lists in."""
