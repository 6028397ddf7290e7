"""What an episode on the virtual phone teaches, read off the phone's state: Step-GUI's six kinds of knowledge."""
