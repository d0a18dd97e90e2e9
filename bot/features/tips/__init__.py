"""What members send in, from the first word to the queue. /tips and /mina."""
