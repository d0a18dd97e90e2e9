"""The log of questions, what is asked in vain, and who waits."""
