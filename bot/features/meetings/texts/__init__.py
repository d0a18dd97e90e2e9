"""Every sentence of meetings."""
