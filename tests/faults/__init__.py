"""Faults on purpose: planted in content, and done to the publisher at every call that it makes."""
