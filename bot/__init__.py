"""The trade bot.

a question   text --question--> Query --analysis--> Answer --reply--> Reply --> Telegram | terminal | JSON
a file       bytes --upload--> Draft --reply--> preview --publish--> store

model      the nouns
words      what words mean: data/words and CLDR
store      figures, releases, conversations; the only SQL
question   text -> Query
analysis   Query -> Answer
upload     file -> Draft
reply      Answer, Draft or error -> Reply; the only wording
assistant  one message in, one Reply out
chat       the bot in Telegram
cli        the commands
"""
