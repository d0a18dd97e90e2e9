"""What moderators press and write."""
