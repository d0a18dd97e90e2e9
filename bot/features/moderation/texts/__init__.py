"""Every sentence of the queue."""
