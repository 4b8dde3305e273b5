"""A file that an admin sends -> a draft: read and checked, then compared with the store.

reading       file -> draft, all problems at once
  container     what a file is by its content; delimited, workbook (unpacking): its sheets, columns of cells
  tables        where tables are on a sheet; blocks: those side by side
  layout        which column holds what: headings, stacking, totals, columns, inference
  extract       a table -> figures: rows, labels, subjects (what each is of), around (context), doubles, values, notes
  cells         periods, digits, units, names
  checks        what can be checked without the store
compare       draft and store -> what is new, revised, unchanged; doubts (series): warnings
"""

from bot.upload.compare import compare
from bot.upload.reading import read

__all__ = ["compare", "read"]
