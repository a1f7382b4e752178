"""Checks in Chromium: what only a browser knows."""
