"""What every room stands on: chance, compilation, errors, folders and the tables between the rooms."""
