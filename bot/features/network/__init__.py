"""Groups and subscribers: they join, are accepted, move and leave. /grupper, /prenumerera, /sluta and /hit."""
