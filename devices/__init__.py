"""The hands: actions, observations and the devices that carry them out. Imports no other room."""
