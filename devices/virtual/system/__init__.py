"""What the phone itself draws: bars, home screen, recent apps, keyboard, and its own sheets over everything."""
