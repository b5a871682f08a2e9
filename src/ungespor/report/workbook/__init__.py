"""The workbook of a run: a spreadsheet whose formulas work the mean results out again."""
