"""Trajectories: who is where, week by week. No money, and all chance is keyed."""
