"""Knowledge out of episodes (Step-GUI's kinds 1 to 6) that a chat model writes, held to what the episode shows."""
