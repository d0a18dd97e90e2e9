"""Cards, drafts, views and the archive."""
