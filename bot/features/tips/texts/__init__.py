"""Every sentence of tips."""
