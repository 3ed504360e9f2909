"""Logistic regression with a ridge, in a dozen lines: what the scores here are learned by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
STEPS = 50
"""More than it takes to settle."""


def logistic(rows: Matrix, wanted: Matrix, shares: Matrix, strength: float) -> Matrix:
    """Weighted logistic regression by Newton's method; the constant first, unpenalised."""
    table = np.hstack([np.ones((len(rows), 1)), rows])
    penalty = np.diag([1e-6, *[strength] * rows.shape[1]])
    fitted = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ fitted))
        slope = table.T @ (shares * (wanted - likely)) - penalty @ fitted
        curve = (table * (shares * likely * (1 - likely))[:, None]).T @ table + penalty
        step = np.linalg.solve(curve, slope)
        fitted = fitted + step
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(fitted)
