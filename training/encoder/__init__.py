"""How the shipped encoder is trained: lessons, network, two stages, export, calibration."""
