"""What the reports say, in Danish and in English, one file for each kind of report."""
