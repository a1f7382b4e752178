"""What a command's exit status says."""

FINE = 0
"""Done, and nothing is wrong."""
CONTENT_ERRORS = 1
"""The content has errors; under ``--strict``, warnings too."""
CANNOT_RUN = 2
"""The program cannot do what it was asked, or was asked in words that it does not know."""
BUG = 70
"""A fault of the program itself."""
