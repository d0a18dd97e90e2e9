"""Copies are sent, status is shown, organisers are told."""
