"""The moderators' queue: tips, questions to a human and reported faults, and what is decided about them.

/ko, /nasta, /historik and /tysta.
"""
