"""What moderators press and write under /obesvarade."""
