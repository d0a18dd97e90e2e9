"""Cards and notices, posted and kept up to date."""
