"""Who is meant in some of the articles that ship: mentions in text order, each with the name of its entity."""

from workbench.model.entity import Entity
from workbench.model.entity_guess import Guesser
from workbench.model.span import Span
from workbench.places import resource

# A mention alone means what it says; "mention > name" means the entity of that name.
CHAINS = {
    "ferry-strike-wire": """
        BRENNHOLM | Northwire | ferry workers > crews | Marta Okafor | Brennholm Seafarers’ Union | Caldera Lines
        | labour court | the crews > crews | the line > Caldera Lines | Henrik Saal | Police | fire service
        | Sorrel | Ada Lindqvist | Transport minister Pavel Renner > Pavel Renner | A ministry official > official
        | the company > Caldera Lines | the official > official""",
    "dam-border-talks": """
        Orsava | Velmark | NORTHWIRE > Northwire | Tarnmouth | Northwire | L. Osei | KASK PASS | Orsava | Northwire
        | Orsava | Velmark | gunmen | four surveyors | Pell | Orsava | Teodor Vash | Orsava | Velmark
        | Ilona Krey | Orsava | gunmen | Orsava | A senior Orsavan official > official | Velmark
        | A Velmarki diplomat > diplomat | the diplomat > diplomat | The Iss Basin Commission > Iss Basin Commission
        | IBC > Iss Basin Commission | Dr. Salome Quill > Salome Quill | the commission > Iss Basin Commission | Pell
        | residents | Analysts | Anselm Roth | Halm Institute | Northwire | Northwire""",
    "tunnel-inquiry": """
        Saskia Thorne | The Tidewater > Tidewater | VESSEN | Vessen | the public inquiry > inquiry
        | Dr. Aino Bergstrand > Aino Bergstrand | the inquiry > inquiry | Dr. Bergstrand > Aino Bergstrand
        | Judge Helga Strand > Helga Strand | Dr. Bergstrand > Aino Bergstrand
        | Harbour Tunnels Ltd | Conrad Weir | Weir > Conrad Weir | The judge > Helga Strand | Mr. Weir > Conrad Weir
        | the inquiry > inquiry | Oskar Till | Till > Oskar Till | the judge > Helga Strand
        | a woman > Lena Oduya | The woman, Lena Oduya > Lena Oduya | Esi | Esi | Oduya > Lena Oduya
        | Two former employees > employees | The Tidewater > Tidewater | The company > Harbour Tunnels Ltd
        | The transport ministry > transport ministry | the inquiry > inquiry | a deputy minister > minister
        | Tomasz Wren | Kit | The Tidewater > Tidewater""",
    "council-rent-vote": """
        Council > Brennholm city council | Lewin Ashdown | Brennholm Post | Brennholm city council | landlords | tenants
        | council leader Noor Castellan > Noor Castellan | Edmund Pryce | Property Owners’ League
        | councillor Dilys Amankwah > Dilys Amankwah | The league > Property Owners’ League
        | administrative court | Pryce > Edmund Pryce | Amankwah > Dilys Amankwah | Gus Ferrant
        | The state government > state government | Housing minister Ilka Brandt > Ilka Brandt
        | the Post > Brennholm Post | Brennholm Post""",
    "lighthouse-rescue": """
        Northwire | Five men > crew | Skerry Nine | Ronan Achterberg | SORREL > Sorrel | Northwire | Brennholm
        | Skerry Nine | all five men > crew | the skipper, Magnus Iverach > Magnus Iverach | Iverach > Magnus Iverach
        | Davey Lockhart | the cook, Emeka Sundholm > Emeka Sundholm | The lights agency > lights agency
        | Sundholm > Emeka Sundholm | Sorrel | Agnes Mowat | Skerry Nine | Agnes > Agnes Mowat
        | the coastguard > coastguard | The officer > officer | Mowat > Agnes Mowat | The coastguard > coastguard
        | Mowat > Agnes Mowat | Ruth Adeyemi | Adeyemi > Ruth Adeyemi | Sorrel | Lockhart > Davey Lockhart | Brennholm
        | Mowat > Agnes Mowat | Iverach > Magnus Iverach | the cook > Emeka Sundholm | The lights agency > lights agency
        | Mowat > Agnes Mowat | Northwire""",
}  # fmt: skip


def chain(name: str) -> tuple[str, list[tuple[Span, str]]]:
    """The text of an article, and its mentions with whom they mean."""
    text = resource("samples").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    found: list[tuple[Span, str]] = []
    at = 0
    for item in CHAINS[name].split("|"):
        words, _, meant = item.strip().partition(" > ")
        at = text.replace("\u00a0", " ").index(words, at)
        found.append((Span(f"m{len(found):02}", "actor", ((at, at + len(words)),)), (meant or words).casefold()))
        at += len(words)
    return text, found


def go_through(name: str) -> tuple[list[str], list[str], list[str]]:
    """One after the other, as a person does who sets right what is wrong: what was right, missing, wrong."""
    text, mentions = chain(name)
    entities: dict[str, Entity] = {}
    done: list[Span] = []
    right: list[str] = []
    missing: list[str] = []
    wrong: list[str] = []
    for span, meant in mentions:
        guess = Guesser(text, done, entities.values()).likeliest(span)
        words = f"{name}: {span.quote(text)}"
        if guess is None:
            (missing if meant in entities else right).append(words)
        else:
            is_right = meant in entities and entities[meant].id == guess.entity
            (right if is_right else wrong).append(words)
        known = entities.setdefault(meant, Entity(f"e{len(entities):02}", "actor", span.quote(text)))
        done.append(span._replace(entity=known.id))
    return right, missing, wrong
