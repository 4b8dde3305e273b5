"""A file that an admin sends -> a draft: read and checked, then compared with the store.

bytes --container--> sheets (delimited, workbook) --tables, layout--> tables --extract--> figures --checks--> draft
draft, store --compare, doubts--> what is new and revised, and what looks wrong
"""

from bot.upload.compare import compare
from bot.upload.reading import read

__all__ = ["compare", "read"]
