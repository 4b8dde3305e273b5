"""What the bot says about itself in a chat: the choice of a language, its apologies."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from bot.model.reply import Button, Reply
from bot.reply.tongue import LANGUAGES, _, tongue

_NAMES: Final = {"en": "English", "km": "ខ្មែរ", "zh": "中文"}  # each in itself
AUTOMATIC: Final = "auto"


def stating(question: str, reply: Reply) -> Reply:
    """The reply under the question it answers: a tapped button leaves no message of its own."""
    return replace(reply, text=f"{question}\n\n{reply.text}", html=f"<i>{escape(question)}</i>\n\n{reply.html}")


def apology(language: str, number: str) -> Reply:
    """Something went wrong that is not the asker's doing; number is what the log and the admins have it under."""
    return sentence(
        tongue(language).say(
            _("Sorry, something went wrong on my side. It was written down as {number}. Please try again."),
            number=number,
        )
    )


def failure(language: str, number: str, what: str) -> Reply:
    """What admins are told of an error: its number in the log, and what it was."""
    return sentence(
        tongue(language).say(_("An error while answering, {number} in the log: {what}"), number=number, what=what)
    )


def choose_language(language: str) -> Reply:
    """Which language the answers come in, as buttons."""
    speech = tongue(language)
    buttons = [Button(_NAMES[code], f"/language {code}") for code in LANGUAGES]
    automatic = Button(speech.say(_("The language I ask in")), f"/language {AUTOMATIC}")
    return sentence(speech.say(_("Which language shall I answer in?")), *buttons, automatic)


def language_chosen(language: str, chosen: str | None) -> Reply:
    """The choice was kept; None is the language of each question."""
    speech = tongue(language)
    if chosen is None:
        return sentence(speech.say(_("I answer in the language you ask in.")))
    return sentence(speech.say(_("From now on I answer in {language}."), language=_NAMES[chosen]))


def no_such_command(language: str, command: str) -> Reply:
    """A command that the bot does not know."""
    return sentence(tongue(language).say(_("I do not know {command}. /help shows what I can do."), command=command))


def only_words(language: str) -> Reply:
    """A picture, a voice message, a sticker."""
    return sentence(tongue(language).say(_("I can read only written questions. /help shows examples.")))


def button_gone(language: str) -> str:
    """A button whose question is not kept any more; shown over the chat, at most 200 characters."""
    return tongue(language).say(_("This button does not work any more. Please ask again."))


def sentence(text: str, *buttons: Button) -> Reply:
    """Plain text as a reply."""
    return Reply(text=text, html=escape(text, quote=False), buttons=buttons)
