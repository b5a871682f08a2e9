"""Calibration of the baseline: expected paths of cohorts, a likelihood, a sampler, a posterior."""
