"""Question -> ranked entries, confidence, outcome; the only home of rapidfuzz and of the encoder.

text        harmless, normalised, folded; words and letter grams
phrases     what entries are found by
patterns    what tells acts and kinds apart, from patterns.yaml
content     which words carry meaning;  topics  which entries are about a word
acts        cries for help, wishes for a person, questions about meetings
kinds       which kind of answer is asked for, and which an entry holds
language    which language a message is in
spelling    typos, compounds taken apart or written apart
bm25        an index over any terms;  extended  the same with a few documents out or in
lexical     evidence from words and letters
encoder     vectors, and their cache on disk;  remembered  what else is kept there
semantic    evidence from meaning
fusion      one ranking, one confidence
standing    how the first entry stands where entries are bare
bound       from a promise of few wrong answers to the confidence that an answer needs
judging     from both to what is answered, asked back, or not known
taught      what is answered by exactly one entry, whatever the numbers say
small_talk  what is no question to the knowledge
clusters    texts that mean about the same
sentences   how near a single sentence of an answer is
ranking     how entries rank;  promise  how sure the first of them has to be
matcher     all of it for one question;  explain  the same in Swedish
coverage    what the promise of few wrong answers costs
replay      what becomes of questions when an entry comes or changes
"""
