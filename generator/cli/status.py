"""What a command's exit status says."""

FINE = 0
"""Done, and nothing is wrong."""
CONTENT_ERRORS = 1
"""The content, or a page made of it, has errors; under ``--strict``, warnings too."""
CANNOT_RUN = 2
"""The program cannot do what it was asked, or was asked in words that it does not know."""
BUSY = 4
"""Another build is publishing to the same target; later it will do."""
UNTIDY = 5
"""The new site is published, but something after that failed; the next build does it again."""
BUG = 70
"""A fault of the program itself."""
