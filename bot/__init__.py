"""landsbygdsbot: gives a network's members its good examples when they ask in Telegram."""

import os

# Read when numpy is first imported. Its second thread spins while it waits for a core that is busy, and the products
# here are small: on two cores in use a question took 16 ms with two threads and 1 ms with one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
