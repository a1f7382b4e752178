"""Themes that lie over the default one."""
