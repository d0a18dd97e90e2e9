"""Charts as pictures for the chat and for print. matplotlib takes half a second and some 50 MB: whoever draws imports
`bars` when it is to be drawn, in a thread, and holds `DRAWING`.
"""

from threading import Lock
from typing import Final

DRAWING: Final = Lock()  # matplotlib's fonts are shared and know nothing of threads
