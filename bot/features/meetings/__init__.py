"""Meetings: made, shared, answered and summed up. /traff and /sammanstall."""
