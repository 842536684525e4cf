"""The closed classes of English words, and by what a finite verb is known without a dictionary."""

ARTICLES = frozenset(("the", "a", "an"))
POSSESSIVES = frozenset("my your his her its our their".split())
DETERMINERS = ARTICLES | POSSESSIVES | frozenset(
    "this that these those some any no every each another both all several many most few".split()
)  # fmt: skip
# They may be a subject on their own.
PRONOUNS = frozenset("i you he she it we they one everyone everybody nobody someone somebody others".split())
OBJECTS = frozenset("me you him her it us them".split())
RELATIVE = frozenset(("who", "which", "whom", "whose", "where"))
PREPOSITIONS = frozenset(
    "in on at by for from with without into onto over under after before during since until till through throughout "
    "about against between among across via towards toward near behind beside besides despite amid outside inside "
    "above below around within beyond upon along off to as than like unlike because".split()
)
AUXILIARIES = frozenset(
    "is are was were am be been being has have had having do does did will would shall should can could may might must "
    "cannot can't won't wouldn't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't couldn't "
    "shouldn't mustn't ain't 're 've 'll 'd".split()
)
BEING = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
CONJUNCTIONS = frozenset("and but or nor yet so".split())
SUBORDINATING = frozenset(
    "that while when as because if although though whereas unless until after before since whether once where".split()
)
# Words that stand between a subject and its verb, or before both, and belong to neither.
ADVERBS = frozenset(
    "also earlier later already now then still yet once again even never not recently always often just soon too "
    "however meanwhile therefore moreover nevertheless instead further thus rather simply merely only indeed perhaps "
    "afterwards yesterday today tomorrow tonight both all first second finally elsewhere separately n't ever "
    "previously twice back so here there nonetheless besides furthermore late early".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december yesterday today tomorrow tonight noon midnight".split()
)
TIMES = frozenset("week weeks month months year years day days night morning evening afternoon hours minutes".split())
_LATE = frozenset("last this next earlier later late early".split())
_PASTS = frozenset(
    "went took made came saw knew got gave found thought told became left felt put brought began kept held wrote stood "
    "heard let meant set met ran paid sat spoke lay led read grew lost fell sent built understood drew broke spent cut "
    "rose drove bought wore chose won hit ate sang sold caught fought taught threw showed hurt struck shot flew shook "
    "sought fled froze hid hung laid rode rang sank slept slid spread stole stuck swept swore swam tore woke bore bent "
    "bit blew bound bred dealt dug fed lent lit quit shut split shed overtook withdrew said".split()
)
_SHORTENED = frozenset("it he she that there what who here where everybody everyone nobody".split())
_NO_VERBS = frozenset("united hundred red bed need seed speed indeed sacred naked wicked feed breed greed weed".split())


def time_words(words: list[str], at: int) -> int:
    """How many of the words from ``at`` on tell a time, such as “last week” or “Monday morning”."""
    count = 0
    while at + count < len(words):
        word, follower = words[at + count], words[at + count + 1] if at + count + 1 < len(words) else ""
        if word in ("that", "this", "the") and follower in ("same", "next", "previous"):
            follower = words[at + count + 2] if at + count + 2 < len(words) else ""
            if follower not in TIMES and follower not in DAYS:
                break
            count += 3
            continue
        if word in DAYS or (count and (word in TIMES or word.isdigit())):
            count += 1
        elif word in (*_LATE, "that") and (follower in TIMES or follower in DAYS or (follower == "on" and word in ("late", "early"))):
            count += 1 if follower == "on" else 2
        else:
            break
    return count


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb by the list or by its ending."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in ("family", "italy", "ally", "july"))


def is_verb(word: str, before: str, after: str = "") -> bool:
    """Whether a word (in small letters, as it is written) is probably a finite verb, between these two."""
    if word == "'s":
        return before in _SHORTENED
    if word in AUXILIARIES:
        return True
    if before in DETERMINERS or before in PREPOSITIONS or before in ("of", "'s", "’s", ""):
        return False
    if word in _PASTS:
        return True
    if "-" in word or not word.endswith("ed") or len(word) < 5 or word in _NO_VERBS:
        return False
    return not is_adverb(before) or before in ADVERBS
