"""How right are step labels? Trajectories of mixed quality on the virtual phone, whose every step has a true label."""
