"""Documents become proposals."""
