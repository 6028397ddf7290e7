"""The judge: pure functions of finished episodes and of predicted against wanted places."""
