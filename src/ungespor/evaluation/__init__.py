"""Evaluation: runs set side by side, tested and looked into."""
