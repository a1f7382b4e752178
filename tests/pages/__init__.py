"""Checks of every page of both portals, without a browser."""
