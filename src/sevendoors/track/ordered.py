"""Ordered grades on a logistic scale: how likely what was seen is, and how that bends."""

from dataclasses import dataclass

import numpy as np

from sevendoors.track.opportunities import Floats

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Steps:
    """By chance: slope and bend (minus the second derivative) of the log likelihood, and by cut."""

    slope: Floats
    bend: Floats
    cut_slopes: Floats


def logistic(x: Floats) -> Floats:
    """Turn log odds into a share."""
    found: Floats = 0.5 * (1 + np.tanh(x / 2))
    return found


def chance_of(eta: Floats, cuts: Floats) -> Floats:
    """Give the probability of taken or opened: a grade of 2 or 3."""
    return logistic(eta - cuts[1])


def steps(eta: Floats, cuts: Floats, odds: Floats) -> Steps:
    """Say how the log likelihood changes; odds: of what was seen, under each of the four grades."""
    below = logistic(cuts[None, :] - eta[:, None])
    dense = below * (1 - below)
    bent = dense * (1 - 2 * below)
    apart = odds[:, :-1] - odds[:, 1:]  # what crossing a cut is worth
    seen = np.maximum(odds[:, 3] + (apart * below).sum(axis=1), _LEAST)
    slope = -(apart * dense).sum(axis=1) / seen
    second = (apart * bent).sum(axis=1) / seen - slope**2
    # A label that fits two grades may bend the wrong way; the step then goes by the slope's square.
    bend = np.where(second < 0, -second, 0.0)
    return Steps(slope, np.maximum(bend, 1e-4), apart * dense / seen[:, None])
