"""What people say to the bot and what they hear, over HTTP: all on one run of the process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botapi import BotApi, BotProcess, Person

ADMIN = 777
QUESTION = "exports to US January 2025"


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module", autouse=True)
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    api.person(ADMIN)
    bot = BotProcess(api, tmp_path_factory.mktemp("bot"), admins=(ADMIN,)).start()
    yield bot
    assert bot.stop() == 0
    assert "Traceback" not in bot.output()
    assert api.state.token.split(":")[1] not in bot.output()
    assert api.refused() == []


@pytest.fixture
def alice(api: BotApi, request: pytest.FixtureRequest) -> Person:
    """Somebody new in each test, so that nothing is left over from the one before."""
    return api.person(2000 + len(api.state.chats), request.node.name)


def test_start_greets_and_offers_examples_that_are_answered_when_tapped(alice: Person) -> None:
    greeting = alice.asks("/start")
    example = next(iter(greeting.buttons))
    assert alice.taps(greeting, example)["text"] == ""
    assert alice.hears().text.startswith(greeting.buttons[example])
    assert alice.unread() == 0


def test_a_text_is_a_question(alice: Person) -> None:
    assert "$868.7 million" in alice.asks(QUESTION).text


def test_a_tapped_suggestion_is_answered_under_its_question(alice: Person) -> None:
    answer = alice.asks(QUESTION)
    label = next(iter(answer.buttons))
    alice.taps(answer, label)
    followed = alice.hears()
    assert followed.text.splitlines()[0] == answer.buttons[label]
    assert followed.html.startswith("<i>")


def test_a_tap_works_twice_each_with_an_answer_of_its_own(alice: Person) -> None:
    answer = alice.asks(QUESTION)
    label = next(iter(answer.buttons))
    taps = [alice.begins_tap(answer, answer.buttons[label]) for _ in range(2)]
    assert [alice.waits_for_tap(tap)["text"] for tap in taps] == ["", ""]
    assert [alice.hears().text.startswith(answer.buttons[label]) for _ in range(2)] == [True, True]


def test_markup_in_a_question_is_no_markup_in_its_answer(alice: Person) -> None:
    answer = alice.asks("exports to <b>Wakanda</b> & Co")
    assert "“b”" in answer.text
    assert "Wakanda</b>" not in answer.html


def test_follow_ups_are_read_in_their_own_conversation(api: BotApi, alice: Person) -> None:
    bob = api.person(3001, "Bob")
    alice.asks(QUESTION)
    bob.asks("exports to Japan January 2025")
    assert "United States" in alice.asks("and imports?").text


def test_messages_of_one_conversation_are_answered_in_their_order(alice: Person) -> None:
    for year in (2023, 2024, 2025):
        alice.says(f"exports January {year}")
    assert [str(year) in alice.hears().text for year in (2023, 2024, 2025)] == [True] * 3


def test_the_question_of_a_button_stands_alone_and_the_conversation_goes_on_from_it(alice: Person) -> None:
    answer = alice.asks("exports to Japan by month 2024")
    overview = next(label for label in answer.buttons if label.startswith("Exports, imports, trade"))
    alice.taps(answer, overview)
    assert alice.hears().text.splitlines()[2] == "Exports, imports, trade and balance with Japan, 2024"
    assert alice.asks("and China?").text.startswith("Exports, imports, trade and balance with China, 2024")


def test_a_reply_goes_on_from_the_answer_that_it_replies_to(bot: BotProcess, alice: Person) -> None:
    answer = alice.asks("exports to Thailand 2024")
    alice.asks("imports from Vietnam 2023")
    bot.stop()
    bot.start()
    alice.says("and imports?", reply_to=answer)
    assert alice.hears().text.startswith("Imports from Thailand, 2024")
    assert alice.asks("and exports?").text.startswith("Exports to Thailand, 2024")


def test_in_a_group_a_reply_goes_on_from_the_answer_to_somebody_else(api: BotApi, alice: Person) -> None:
    group, bob = api.group(-1003), api.person(3002, "Bob")
    alice.says(f"@{api.state.username} exports to Japan 2024", group)
    alice.hears(group)
    bob.says(f"@{api.state.username} imports from China 2023", group)
    answer = alice.hears(group)
    alice.asks("/help")  # nobody replies before the bot has kept what it answered
    alice.says("and in 2024?", group, reply_to=answer)
    assert alice.hears(group).text.startswith("Imports from China, 2024")


def test_the_answer_to_an_edited_question_is_changed(alice: Person) -> None:
    answer = alice.asks(QUESTION)
    alice.edits("exports to US January 2024")
    answer.becomes("Exports to the United States, January 2024")
    alice.edits("exports to US January 2024")
    assert "January 2024" in alice.asks("and imports?").text
    assert alice.unread() == 0


def test_an_edited_follow_up_goes_on_from_what_it_went_on_from_before(alice: Person) -> None:
    alice.asks("imports from China by month 2024")
    answer = alice.asks(QUESTION)
    alice.edits("and Japan?")
    answer.becomes("Imports from Japan by month, 2024")


def test_an_edited_command_is_not_carried_out(alice: Person) -> None:
    alice.asks("/help")
    alice.edits("/language km")
    assert "United States" in alice.asks(QUESTION).text
    assert alice.unread() == 0


def test_the_question_under_a_picture_is_answered(alice: Person) -> None:
    alice.sends({"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": QUESTION})
    assert "$868.7 million" in alice.hears().text


def test_an_unknown_command_is_told_so(alice: Person) -> None:
    assert "/nonsense" in alice.asks("/nonsense now").text


def test_a_picture_is_answered_with_what_can_be_read(alice: Person) -> None:
    alice.sends({"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                             "is_animated": False, "is_video": False}})  # fmt: skip
    assert "/help" in alice.hears().text


def test_a_chosen_language_holds_until_it_is_taken_back(alice: Person) -> None:
    choice = alice.asks("/language")
    assert {"English", "ខ្មែរ", "中文"} < set(choice.buttons)
    alice.taps(choice, "ខ្មែរ")
    alice.hears()
    assert "សហរដ្ឋអាមេរិក" in alice.asks(QUESTION).text
    alice.asks("/language auto")
    assert "United States" in alice.asks(QUESTION).text


def test_a_button_that_is_not_known_any_more_says_so(alice: Person) -> None:
    tap = alice.begins_tap(alice.asks("/help"), "~0123456789abcdef")
    assert "ask again" in alice.waits_for_tap(tap)["text"]
    assert alice.unread() == 0


def test_in_a_group_only_what_is_said_to_the_bot_is_answered(api: BotApi, alice: Person) -> None:
    group = api.group(-1001)
    alice.says("exports to Japan?", group)
    alice.says("/help@another_bot", group)
    alice.says("/nonsense", group)
    alice.says(f"@{api.state.username} {QUESTION}", group)
    mentioned = alice.hears(group)
    assert "$868.7 million" in mentioned.text
    assert mentioned.content["reply_to_message"]["text"].endswith(QUESTION)
    alice.says("and imports?", group, reply_to=mentioned)
    assert "Imports" in alice.hears(group).text
    assert alice.unread(group) == 0


def test_in_a_forum_the_answer_stays_in_its_topic(api: BotApi, alice: Person) -> None:
    group = api.group(-1002)
    alice.says(f"@{api.state.username} {QUESTION}", group, topic=42)
    alice.hears(group)
    assert api.calls("sendMessage")[-1].parameters["message_thread_id"] == "42"


def test_an_update_that_comes_again_is_answered_once(api: BotApi, alice: Person) -> None:
    alice.says(QUESTION)
    with api.state.changed:
        update = dict(api.state.updates[-1])
    alice.hears()
    api.repeat(update)
    alice.asks("/help")
    assert alice.unread() == 0


def test_the_menus_are_set_in_each_language_for_everybody_and_for_admins(api: BotApi) -> None:
    def languages(scope: str) -> set[str]:
        return {language for name, language in api.state.commands if name == scope}

    api.person(ADMIN).asks("/help")
    api.wait(lambda: languages("all_private_chats") == {"", "en", "km", "zh"}, "the menus")
    api.wait(lambda: languages(f"chat:{ADMIN}") == {"", "en", "km", "zh"}, "the admin's menus")


def test_link_previews_are_off(api: BotApi, alice: Person) -> None:
    alice.asks(QUESTION)
    assert api.calls("sendMessage")[-1].parameters["link_preview_options"] == '{"is_disabled": true}'
