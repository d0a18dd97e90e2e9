"""The queue's tables and the transactions of its decisions."""
