"""The circle: a policy plays, its trajectories are judged and filtered, the next policy learns from them."""
