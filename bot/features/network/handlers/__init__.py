"""What administrators, members and organisers press and write."""
