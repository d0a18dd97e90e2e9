"""`import`."""

import argparse


def add_options(parser: argparse.ArgumentParser) -> None:
    """The files."""


def take_in(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Proposals."""
    return 0
