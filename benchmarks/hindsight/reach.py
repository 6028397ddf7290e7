"""Which found goals are within reach: walks are made where nothing has to be scrolled for, and people do scroll."""

from agent.trajectory import Act, Trajectory
from devices.action import Swipe
from rewards.csrs import label

SWIPES = 6  # beyond so many, people search


def within_reach(episode: Trajectory) -> bool:
    """Did the known way, carried out on screens, come to success without much scrolling?"""
    decisions = (step.reply.decision for step in episode.steps)
    swipes = sum(isinstance(made, Act) and isinstance(made.action, Swipe) for made in decisions)
    return bool(label(episode)) and swipes <= SWIPES
