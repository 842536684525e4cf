"""The closed classes of English words, and by what a finite verb is known without a dictionary."""


def words(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())


ARTICLES = frozenset(("the", "a", "an"))
POSSESSIVES = words("my your his her its our their")
# Every form of the pronouns that stand for somebody.
PERSONAL = words(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself they them their theirs themselves who whom whose one"
)
DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | words("this that these those some any no every each another both all several many most few")
)
# They may be a subject on their own.
PRONOUNS = words("i you he she it we they one everyone everybody nobody someone somebody others")
OBJECTS = words("me you him her it us them")
RELATIVE = frozenset(("who", "which", "whom", "whose", "where"))
PREPOSITIONS = words(
    "in on at by for from with without into onto over under after before during since until till through throughout "
    "about against between among across via towards toward near behind beside besides despite amid outside inside "
    "above below around within beyond upon along off to as than like unlike because"
)
AUXILIARIES = words(
    "is are was were am be been being has have had having do does did will would shall should can could may might must "
    "cannot can't won't wouldn't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't couldn't "
    "shouldn't mustn't ain't 're 've 'll 'd"
)
BEING = words("is are was were be been being am isn't aren't wasn't weren't")
CONJUNCTIONS = words("and but or nor yet so")
SUBORDINATING = words(
    "that while when as because if although though whereas unless until after before since whether once where"
)
# Words that stand between a subject and its verb, or before both, and belong to neither.
ADVERBS = words(
    "also earlier later already now then still yet once again even never not recently always often just soon too "
    "however meanwhile therefore moreover nevertheless instead further thus rather simply merely only indeed perhaps "
    "afterwards yesterday today tomorrow tonight both all first second finally elsewhere separately n't ever "
    "previously twice back so here there nonetheless besides furthermore late early"
)
DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december yesterday today tomorrow tonight noon midnight"
)
TIMES = words("week weeks month months year years day days night morning evening afternoon hours minutes")
_LATE = words("last this next earlier later late early")
_PASTS = words(
    "went took made came saw knew got gave found thought told became left felt put brought began kept held wrote stood "
    "heard let meant set met ran paid sat spoke lay led read grew lost fell sent built understood drew broke spent cut "
    "rose drove bought wore chose won hit ate sang sold caught fought taught threw showed hurt struck shot flew shook "
    "sought fled froze hid hung laid rode rang sank slept slid spread stole stuck swept swore swam tore woke bore bent "
    "bit blew bound bred dealt dug fed lent lit quit shut split shed overtook withdrew said"
)
_SHORTENED = words("it he she that there what who here where everybody everyone nobody")
_NO_VERBS = words("united hundred red bed need seed speed indeed sacred naked wicked feed breed greed weed")


def time_words(row: list[str], at: int) -> int:
    """How many of the words from ``at`` on tell a time, such as “last week” or “Monday morning”."""
    count = 0
    while at + count < len(row):
        word, follower = row[at + count], row[at + count + 1] if at + count + 1 < len(row) else ""
        if word in ("that", "this", "the") and follower in ("same", "next", "previous"):
            follower = row[at + count + 2] if at + count + 2 < len(row) else ""
            if follower not in TIMES and follower not in DAYS:
                break
            count += 3
            continue
        if word in DAYS or (count and (word in TIMES or word.isdigit())):
            count += 1
        elif word in (*_LATE, "that") and (follower in TIMES or follower in DAYS):
            count += 2
        elif word in ("late", "early") and follower == "on":
            count += 1
        else:
            break
    return count


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb by the list or by its ending."""
    return word in ADVERBS or (
        word.endswith("ly") and len(word) > 4 and word not in ("family", "italy", "ally", "july")
    )


def is_verb(word: str, before: str) -> bool:
    """Whether a word (in small letters, as it is written) is probably a finite verb behind this one."""
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
