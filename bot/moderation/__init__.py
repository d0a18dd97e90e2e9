"""The moderators' queue: tips, questions to a human and reported errors, and what is decided about them.

Its commands are /ko, /nasta, /historik and /tysta.
"""
