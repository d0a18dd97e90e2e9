"""landsbygdsbot: gives a network's members its good examples when they ask in Telegram."""

import ctypes
import os
from contextlib import suppress

# Read when numpy is first imported. Its second thread spins while it waits for a core that is busy, and the products
# here are small: on two cores in use a question took 16 ms with two threads and 1 ms with one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# glibc keeps freed blocks of up to 32 MB once it has seen one of that size, and the largest arrays here are those of
# the start: with 10,000 entries it held on to 120 MB. Other systems have no such call.
_MMAP_THRESHOLD = -3
with suppress(AttributeError, OSError, TypeError):
    ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 1_000_000)
