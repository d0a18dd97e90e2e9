"""What the network does: one folder a thing, and the same rooms in each."""
