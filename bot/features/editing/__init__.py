"""Entries changed in the moderators' chat, from files as well as from tips. /svar."""
