"""Report: results as people read them, on a terminal, on a page and in a folder."""
