"""Proper scores, calibration maps, reward shaping and trust."""
