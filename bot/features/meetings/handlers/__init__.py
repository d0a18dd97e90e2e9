"""What organisers and participants press and write."""
