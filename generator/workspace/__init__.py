"""A site's folder as it lies on disk: what is in it, read and decoded, and what git knows of it."""
