"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# A deadline is a timed test, and says more about a busy machine than about us.
# CI tries the same examples every time: a build fails for its change, not for its luck.
settings.register_profile("brief", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("brief")
