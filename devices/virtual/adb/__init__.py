"""The phone's ADB side: transport, services, a shell of our own, Android's commands."""
