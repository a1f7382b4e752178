"""Gongkai (公开): a static-site generator for disclosure portals."""

__version__ = "0.1.0"
