"""The virtual phone: a world of apps in Python, a browser page as its glass, and a real ADB daemon in front."""
