"""Tests: `test_<module>.py` tests `brief/<module>`."""
