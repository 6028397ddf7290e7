"""`pocket`: the small model that ships inside. It reads goal, elements and history, and points at what to do."""
