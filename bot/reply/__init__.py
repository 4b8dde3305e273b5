"""Answer, Draft or error -> Reply: all wording that people read, in each language.

reply      an Answer as text, Telegram's HTML, JSON and buttons
ask_again  the question that means exactly a Query
"""

from bot.reply.answering import reply
from bot.reply.asking import ask_again

__all__ = ["ask_again", "reply"]
