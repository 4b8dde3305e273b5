"""The same question in English, Khmer and Chinese is the same query, whatever it asks and of whatever time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from question_world import ask

from bot.words import lexicon

SIGNS = "\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17cf\u17d0"
MISTAKEN = [
    ("\u17b7", "\u17b8"),
    ("\u17b8", "\u17b7"),
    ("\u17b9", "\u17ba"),
    ("\u17bb", "\u17bc"),
    ("ណ", "ន"),
    ("ឡ", "ល"),
]

# A question in the three languages; {t} is the time.
QUESTIONS = [
    ("exports {t}", "{t}出口", "នាំចេញ {t}"),
    ("exports to Japan {t}", "{t}对日本出口", "នាំចេញទៅជប៉ុន {t}"),
    ("imports from China {t}", "{t}从中国进口多少", "នាំចូលពីចិន {t} ប៉ុន្មាន"),
    ("trade with Vietnam {t}", "{t}与越南的贸易额", "ទំហំពាណិជ្ជកម្មជាមួយវៀតណាម {t}"),
    ("balance with the US {t}", "{t}对美国的贸易差额", "តុល្យភាពពាណិជ្ជកម្មជាមួយអាមេរិក {t}"),
    ("garment exports to the EU {t}", "{t}对欧盟的服装出口", "នាំចេញសម្លៀកបំពាក់ទៅសហភាពអឺរ៉ុប {t}"),
    ("Japan {t}", "日本 {t}", "ជប៉ុន {t}"),
    ("export growth {t}", "{t}出口增长", "កំណើននាំចេញ {t}"),
    ("share of exports to the US {t}", "{t}对美国出口占比", "ចំណែកនាំចេញទៅអាមេរិក {t}"),
    ("top 3 export markets {t}", "{t}前三大出口市场", "ទីផ្សារនាំចេញធំជាងគេទាំង៣ {t}"),
    ("top export products {t}", "{t}主要出口产品", "ផលិតផលនាំចេញធំជាងគេ {t}"),
    ("smallest import sources {t}", "{t}最小的进口来源国", "ប្រភពនាំចូលតូចជាងគេ {t}"),
    ("average monthly exports to Thailand {t}", "{t}对泰国月均出口", "នាំចេញទៅថៃជាមធ្យមប្រចាំខែ {t}"),
    ("monthly imports from Thailand {t}", "{t}每月从泰国进口", "នាំចូលប្រចាំខែពីថៃ {t}"),
    ("highest month of exports {t}", "{t}出口最高的月份", "ខែណានាំចេញខ្ពស់ជាងគេ {t}"),
    ("which countries drove export growth {t}", "{t}哪些国家拉动了出口增长", "ប្រទេសណាជំរុញកំណើននាំចេញ {t}"),
    ("what products drove export growth {t}", "{t}哪些产品拉动出口增长", "ទំនិញអ្វីជំរុញកំណើននាំចេញ {t}"),
    ("compare exports to US and China {t}", "比较{t}对美国和中国出口", "ប្រៀបធៀបនាំចេញទៅអាមេរិកនិងចិន {t}"),
    ("where does Thailand rank in imports {t}", "{t}泰国在进口中排第几", "ថៃនៅលំដាប់ទីប៉ុន្មានក្នុងការនាំចូល {t}"),
    ("US imports from Cambodia {t}", "{t}美国从柬埔寨进口", "អាមេរិកនាំចូលពីកម្ពុជា {t}"),
    ("how much did Japan buy from us {t}", "{t}日本从我们这里买了多少", "ជប៉ុនទិញពីយើងប៉ុន្មាន {t}"),
    ("exports and imports {t}", "{t}出口和进口", "នាំចេញនិងនាំចូល {t}"),
    ("export growth month on month {t}", "{t}出口环比", "កំណើននាំចេញធៀបនឹងខែមុន {t}"),
    ("exports of rice to China {t}", "{t}出口到中国的大米", "ការនាំចេញអង្ករទៅចិន {t}"),
    ("exports of footwear {t} compared with last year", "{t}鞋类出口与去年相比", "នាំចេញស្បែកជើង {t} ធៀបនឹងឆ្នាំមុន"),
]

TIMES = [
    ("January 2024", "2024年1月", "ខែមករា ឆ្នាំ២០២៤"),
    ("2024", "2024年", "ឆ្នាំ២០២៤"),
    ("Q3 2024", "2024年第三季度", "ត្រីមាសទី៣ ឆ្នាំ២០២៤"),
    ("first half of 2024", "2024年上半年", "ឆមាសទី១ ឆ្នាំ២០២៤"),
    ("second half of 2024", "2024年下半年", "ឆមាសទី២ ឆ្នាំ២០២៤"),
    ("first nine months of 2024", "2024年前九个月", "៩ខែដំបូង ឆ្នាំ២០២៤"),
    ("last month", "上个月", "ខែមុន"),
    ("last year", "去年", "ឆ្នាំមុន"),
    ("this year", "今年", "ឆ្នាំនេះ"),
    ("last quarter", "上季度", "ត្រីមាសមុន"),
    ("this quarter", "本季度", "ត្រីមាសនេះ"),
    ("last 6 months", "最近6个月", "៦ខែចុងក្រោយ"),
    ("past 3 months", "过去三个月", "៣ខែកន្លងមក"),
    ("last 2 years", "最近2年", "២ឆ្នាំចុងក្រោយ"),
    ("past year", "过去一年", "១ឆ្នាំចុងក្រោយ"),
    ("from March to June 2024", "从2024年3月到6月", "ពីខែមីនាដល់ខែមិថុនា ឆ្នាំ២០២៤"),
    ("2022-2024", "2022年至2024年", "ពីឆ្នាំ២០២២ដល់២០២៤"),
    ("since June 2024", "2024年6月以来", "ចាប់តាំងពីខែមិថុនា ឆ្នាំ២០២៤"),
    ("year to date", "今年以来", "ពីដើមឆ្នាំ"),
    ("two months ago", "两个月前", "២ខែមុន"),
    ("two years ago", "两年前", "២ឆ្នាំមុន"),
    ("latest", "最新", "ថ្មីបំផុត"),
    ("May", "5月", "ខែឧសភា"),
    ("November", "11月", "ខែវិច្ឆិកា"),
    ("Q1", "第一季度", "ត្រីមាសទី១"),
    ("January last year", "去年1月", "ខែមករាឆ្នាំមុន"),
    ("last quarter of 2023", "2023年最后一个季度", "ត្រីមាសចុងក្រោយ ឆ្នាំ២០២៣"),
    ("January to May", "1月至5月", "ខែមករាដល់ខែឧសភា"),
    ("this month", "本月", "ខែនេះ"),
]


@pytest.mark.parametrize("language", [1, 2], ids=["zh", "km"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question[0]))
def test_a_question_is_the_same_query_in_each_language(question: tuple[str, ...], language: int) -> None:
    for time in TIMES:
        english, other = (question[n].format(t=time[n]) for n in (0, language))
        expected, found = ask(english), ask(other)
        assert found.query == expected.query, (english, other, found.reason)
        assert (found.reason and found.reason.code) == (expected.reason and expected.reason.code), other


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2024年对里加出口", "unknown_word"),  # a city, of which each character is a word
        ("2024年对西班牙港出口", "unknown_word"),  # not Spain and Hong Kong
        ("2024年对中美洲出口", "unknown_word"),  # not China and the Americas
        ("两三个月前出口", "unknown_word"),  # not 23 months ago
        ("នាំចេញទៅអាមេរិកខាងត្បូងឆ្នាំ២០២៤", "unknown_word"),  # not the United States and gems
        ("ពីរបីខែមុន នាំចេញ", "unknown_word"),
        ("នាំចេញជាដុល្លារកាណាដាឆ្នាំ២០២៤", "not_goods_value"),  # not to Canada
        ("តម្លៃអង្ករប៉ុន្មាន", "not_goods_value"),  # a price, though the word also means value
        ("2024年之前出口", "open_period"),
        ("មុនឆ្នាំ២០២៤ នាំចេញ", "open_period"),
        ("中美贸易2024年", "other_countries"),
        ("ពាណិជ្ជកម្មចិន-អាមេរិកឆ្នាំ២០២៤", "other_countries"),
    ],
)
def test_what_falls_into_known_words_is_still_refused(typed: str, reason: str) -> None:
    found = ask(typed).reason
    assert found is not None
    assert found.code == reason


def slips(name: str) -> Iterator[str]:
    """A Khmer name with one sign left out, or one vowel or letter for another."""
    yield from (name[:at] + name[at + 1 :] for at, letter in enumerate(name) if letter in SIGNS)
    for right, wrong in MISTAKEN:
        yield from (name[:at] + wrong + name[at + 1 :] for at, letter in enumerate(name) if letter == right)


def test_a_khmer_country_written_loosely_is_that_country_or_refused_and_never_another() -> None:
    names = lexicon().names
    written = [(code, slip) for code in lexicon().countries for slip in slips(names.get((code, "km"), ""))]
    found = [(code, slip, ask(f"នាំចេញទៅ{slip}ឆ្នាំ២០២៤").query) for code, slip in written]
    assert not [(slip, query.partners) for code, slip, query in found if query and query.partners != (code,)]
    assert sum(query is not None for _, _, query in found) > 0.85 * len(found)


def test_a_khmer_name_written_loosely_is_said_to_be_read_as_the_usual_one() -> None:
    found = ask("នាំចេញទៅឥណ្ឌូនេស៊ិឆ្នាំ២០២៤")
    assert found.query is not None
    assert found.query.partners == ("ID",)
    assert found.corrections == (("ឥណ្ឌូនេស៊ិ", "ឥណ្ឌូណេស៊ី"),)
