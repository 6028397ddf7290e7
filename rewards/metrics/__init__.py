"""How good a reward model, a judge or a set of labels is."""
