"""What members press and write."""
