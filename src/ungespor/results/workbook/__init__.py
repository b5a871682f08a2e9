"""The numbers of a workbook: mean quantities, prices and keys that its formulas multiply again."""
