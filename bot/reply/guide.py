"""What the bot answers, with examples to tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.model.reply import Button, Reply
from bot.reply.page import Page
from bot.reply.tongue import Tongue, _, tongue
from bot.reply.writing import html, plain

EXAMPLES: Final = (
    _("exports to the United States January 2025"),
    _("trade with China 2024"),
    _("top 5 countries for exports 2024"),
    _("exports by month 2024"),
    _("growth of imports from Vietnam 2024"),
    _("what data is there"),
)


def help_reply(language: str) -> Reply:
    """What can be asked, in a few lines; the examples are buttons too."""
    speech = tongue(language)
    page = help_page(speech)
    return Reply(plain(speech, page), html(speech, page), help_buttons(speech))


def help_page(speech: Tongue, questions: Sequence[str] = ()) -> Page:
    """The lines of the help, with these questions as examples."""
    return Page(
        figure=speech.say("I answer questions about trade in goods, from published figures."),
        details=(
            speech.say("Name exports, imports, trade or balance, a country or a product, and a month or a year:"),
            *(speech.say("- {question}", question=question) for question in questions or examples(speech)),
            speech.say("Then go on: “and imports?”, “what about Japan?”, “same for 2023”."),
        ),
    )


def help_buttons(speech: Tongue) -> tuple[Button, ...]:
    """The examples to tap."""
    return tuple(Button(question, question) for question in examples(speech))


def examples(speech: Tongue) -> list[str]:
    """Questions that are understood in this language, for where no figures are at hand."""
    return [speech.say(question) for question in EXAMPLES]
