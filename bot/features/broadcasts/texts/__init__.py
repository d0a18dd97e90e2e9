"""Every sentence of broadcasts."""
