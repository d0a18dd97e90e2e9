"""Meetings and half-made ones."""
