"""`python -m bot` is `trade-bot`."""

from bot.cli import main

main()
