"""The network's groups, organisers and subscribers: who may send, and who gets what is sent.

Its commands are /grupper, /prenumerera, /sluta and /hit.
"""
