"""Answer, Draft or error -> Reply: all wording that people read, in each language.

reply                    an Answer as text, Telegram's HTML, JSON and buttons
ask_again                the question that means exactly a Query
help_reply               what can be asked
export_csv, export_xlsx  every figure as a file
"""

from bot.reply.answering import reply
from bot.reply.asking import ask_again
from bot.reply.exporting import export_csv, export_xlsx
from bot.reply.guide import help_reply

__all__ = ["ask_again", "export_csv", "export_xlsx", "help_reply", "reply"]
