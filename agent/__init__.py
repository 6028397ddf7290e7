"""The mind: policies that decide, dialects they speak, the loop, and trajectories with their store."""
