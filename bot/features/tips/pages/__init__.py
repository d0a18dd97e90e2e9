"""The dialogue's pages, and what a member has sent."""
