"""``python -m generator`` is ``gongkai``."""

import sys

from generator.cli import main

sys.exit(main())
