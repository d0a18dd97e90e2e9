"""A member's words in, one of three outcomes out. /fraga."""
