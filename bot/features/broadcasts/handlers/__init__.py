"""What organisers press and write."""
