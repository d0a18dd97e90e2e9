"""What the knowledge lacks: the log of questions, what is asked in vain, and who waits. /obesvarade."""
