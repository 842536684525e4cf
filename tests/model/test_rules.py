"""Rules and requirements of a scheme find what is doubtful, and never refuse; an obvious mend is offered."""

import time

import pytest
from support.build import layer, span, where_of

from workbench.model.entity import Entity
from workbench.model.layer import Layer
from workbench.model.problem import Fix
from workbench.model.relation import Relation
from workbench.model.rules import RULES, Problem, problems
from workbench.model.scheme import Scheme
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Span
from workbench.schemes import load_scheme

TEXT = "“We left,” Ada said. ”no."
# Names that no scheme of ours has, so that nothing can know them.
SCHEME = """
name = "s"
version = "1"
[[label]]
name = "saying"
parts = true
[[label.attribute]]
name = "kind"
kind = "choice"
values = ["sure", "vague", "none"]
default = "sure"
required = true
[[label.attribute]]
name = "why"
kind = "text"
required = true
when = { kind = ["vague"] }
[[label]]
name = "who"
entity = true
[[label.entity_attribute]]
name = "sort"
kind = "text"
required = true
[[label]]
name = "frame"
[[relation]]
name = "by"
from = ["saying"]
to = ["who"]
required = true
unless = { kind = ["none"] }
[[relation.attribute]]
name = "how"
kind = "text"
required = true
"""
SPELLED = """
name = "s"
version = "1"
[[label]]
name = "saying"
[[label.attribute]]
name = "kind_of"
kind = "choice"
values = ["not_clear"]
default = "not_clear"
required = true
[[label]]
name = "who"
[[relation]]
name = "said_by"
from = ["saying"]
to = ["who"]
required = true
[[rule]]
name = "speaker-inside"
"""


def scheme(*rules: str) -> Scheme:
    return read_scheme(SCHEME + "".join(f"[[rule]]\nname = {rule}\n" for rule in rules))


def saying(id: str, *parts: tuple[int, int], **attributes: object) -> Span:
    return Span(id, "saying", parts, {"kind": "none", **attributes})


def found(held: Scheme, text: str, *spans: Span, **more: object) -> list[Problem]:
    return problems(held, text, layer("ann", *spans, **more))  # type: ignore[arg-type]


def told(held: Scheme, text: str, *spans: Span, **more: object) -> list[tuple[str, str | None]]:
    return [(problem.rule, problem.span) for problem in found(held, text, *spans, **more)]


def test_what_is_required() -> None:
    bare = span("q", "saying", 0, 10)
    first, second = found(scheme(), TEXT, bare)
    assert first == Problem(
        "required", "error", "q", "this saying has no kind", Fix("set kind to sure", "q", attributes={"kind": "sure"}),
        missing="kind",
    )  # fmt: skip
    assert second == Problem("required", "error", "q", "this saying has no by", missing="by")
    assert found(scheme(), TEXT, saying("q", (0, 10))) == []
    vague = found(scheme(), TEXT, saying("q", (0, 10), kind="vague"))
    assert [problem.sentence for problem in vague] == ["this saying has no why", "this saying has no by"]


def test_a_relation_is_not_missed_where_something_else_says_that_there_is_none() -> None:
    one, who = saying("q", (0, 10), kind="sure"), span("w", "who", 11, 14)
    (problem,) = found(scheme(), TEXT, one, who)
    assert problem.fix == Fix("link it to “Ada” as its by", "q", relation="by", target="w")
    link = Relation("r", "by", "q", "w", {"how": "loudly"})
    assert found(scheme(), TEXT, one, who, relations=[link]) == []
    assert found(scheme(), TEXT, saying("q", (0, 10)), who) == []


@pytest.mark.parametrize(("text", "at"), [("“Yes,” Ada told Bo.", (7, 10)), ("“Yes,” she said.\nAda left.", (17, 20))])
def test_where_nobody_can_tell_which_is_meant_nothing_is_offered(text: str, at: tuple[int, int]) -> None:
    others = [span("w", "who", *at)]
    if "Bo" in text:
        others.append(span("b", "who", 16, 18))
    (problem,) = found(scheme(), text, saying("q", (0, 6), kind="sure"), *others)
    assert problem.fix is None


def test_what_is_required_of_a_relation_and_of_an_entity() -> None:
    one = saying("q", (0, 10), kind="sure")
    who, again = Span("w", "who", ((11, 14),), entity="e"), Span("x", "who", ((15, 19),), entity="e")
    ada = Entity("e", "who", "Ada")
    link = Relation("r", "by", "q", "w")
    spans = {
        "relations": [link],
        "entities": [ada, Entity("f", "who", "Bo", {"sort": "PER"}), Entity("g", "who", "Cy")],
    }
    assert found(scheme(), TEXT, one, again, who, **spans) == [
        Problem("required", "error", None, "the who “Cy” has no sort", None, "g", "sort"),
        Problem("required", "error", "q", "the by of this saying has no how", missing="how"),
        Problem("required", "error", "w", "the who “Ada” has no sort", None, "e", "sort"),
    ]


def test_what_is_required_of_the_article() -> None:
    head = 'name = "s"\nversion = "1"\n[[label]]\nname = "a"\n'
    usable, given = '[[article_attribute]]\nname = "usable"\nkind = "flag"\nrequired = true\n', {"usable": False}
    wanted = read_scheme(head + usable)
    missed = Problem("required", "error", None, "this article has no usable", missing="usable")
    assert problems(wanted, "", layer("ann")) == [missed]
    assert problems(wanted, "", layer("ann", attributes=given)) == []
    assert problems(read_scheme(head + usable + "default = true\n"), "", layer("ann")) == []


def test_sentences_say_names_without_underscores() -> None:
    held = read_scheme(SPELLED)
    one, who = span("q", "saying", 0, 10), span("w", "who", 11, 14)
    kind, by = found(held, TEXT, one, who)
    assert (kind.sentence, kind.missing) == ("this saying has no kind of", "kind_of")
    assert kind.fix == Fix("set kind of to not clear", "q", attributes={"kind_of": "not_clear"})
    assert (by.sentence, by.missing) == ("this saying has no said by", "said_by")
    assert by.fix == Fix("link it to “Ada” as its said by", "q", relation="said_by", target="w")
    done, inner = span("q", "saying", 0, 10, kind_of="not_clear"), span("a", "who", 1, 3)
    (problem,) = found(held, TEXT, done, inner, relations=[Relation("r", "said_by", "q", "a")])
    assert problem.sentence == "the said by “We” stands inside the saying itself" and problem.missing is None


def test_who_stands_inside_what_is_said() -> None:
    held = scheme('"speaker-inside"')
    one, inner, outer = saying("q", (0, 10)), span("a", "who", 1, 3), span("b", "who", 11, 14)
    link = {"relations": [Relation("r", "by", "q", "a", {"how": "x"})]}
    (problem,) = found(held, TEXT, one, inner, outer, **link)
    assert problem[:4] == (
        "speaker-inside", "warning", "q", "the by “We” stands inside the saying itself",
    )  # fmt: skip
    assert problem.fix == Fix("link it to “Ada” as its by", "q", relation="by", target="b")
    assert found(scheme(), TEXT, one, inner, outer, **link) == []
    gap = saying("q", (0, 1), (4, 10))
    assert found(held, TEXT, gap, inner, **link) == []


@pytest.mark.parametrize(
    ("labels", "wanted"), [("", ["q"]), ('\nlabels = ["saying"]', ["q"]), ('\nlabels = ["who"]', [])]
)
def test_a_rule_looks_at_its_labels_only(labels: str, wanted: list[str]) -> None:
    held = scheme(f'"speaker-inside"{labels}\nlevel = "error"')
    link = {"relations": [Relation("r", "by", "q", "a", {"how": "x"})]}
    all = found(held, TEXT, saying("q", (0, 10)), span("a", "who", 1, 3), **link)
    assert [(problem.span, problem.level) for problem in all] == [(id, "error") for id in wanted]


def test_what_stands_inside_what() -> None:
    held = scheme('"inside"\nlabels = ["who"]\nothers = ["frame", "saying"]')
    text = "x" * 100
    frames = [span("f", "frame", 10, 30), span("g", "frame", 20, 60), span("h", "frame", 25, 28)]
    inner = [span("a", "who", 12, 14), span("b", "who", 40, 60), span("c", "who", 26, 27)]
    outer = [span("d", "who", 5, 15), span("e", "who", 55, 61), span("i", "who", 70, 80)]
    assert told(held, text, *frames, *inner, *outer) == [("inside", "a"), ("inside", "c"), ("inside", "b")]
    (first, *_) = found(held, text, *frames, *inner)
    assert first.sentence == "this who stands inside what is tagged as frame"
    assert told(held, text, saying("q", (0, 50)), span("z", "who", 0, 50)) == [("inside", "z")]
    assert told(held, text, *inner) == []


def test_a_mention_of_nobody() -> None:
    held = scheme('"no-entity"')
    text = "Ada met ada and Bo. A saying."
    known = Span("a", "who", ((0, 3),), entity="e")
    spans = [known, span("b", "who", 8, 11), span("c", "who", 16, 18), span("f", "frame", 20, 21)]
    ada = Entity("e", "who", "Ada Dorn", {"sort": "PER"})
    first, second = found(held, text, *spans, entities=[ada])
    assert first.fix == Fix("let it mean “Ada Dorn”", "b", entity="e")
    assert (second.span, second.sentence, second.fix) == ("c", "this who belongs to no entity", None)
    twice = [Span("d", "who", ((12, 15),), entity="g")]
    text = "Ada met ada Ada Bo."
    both = [ada, Entity("g", "who", "Another Ada", {"sort": "PER"})]
    assert [problem.fix for problem in found(held, text, *spans[:2], *twice, entities=both)] == [None]


def test_problems_come_in_text_order_those_of_the_article_first() -> None:
    held = load_scheme("news")
    spans = [span(f"s{at}", "actor", at, at + 2) for at in range(0, 30, 3)]
    places = [problem.span for problem in problems(held, "x" * 40, layer("ann", *reversed(spans)))]
    assert places == sorted(places, key=lambda id: int((id or "s-1")[1:]))


def crowded(count: int) -> tuple[str, Layer]:
    """An article with ``count`` spans: quotes with their speakers, events, lines; every tenth is wrong somehow."""
    lines: list[str] = []
    held = Layer("ann", "done")
    at = 0
    for number in range(count // 4):
        line = f"“We left at {number},” said Speaker{number} of the port, and “this is all.” Crews walked out.\n\n"
        lines.append(line)
        wrong = number % 10 == 0
        quote = Span(
            f"q{number}", "quote", ((at, at + line.index("”") + (not wrong)),),
            {} if wrong else {"type": "direct", "speaker_status": "named"},
        )  # fmt: skip
        place = at + line.index("Speaker")
        actor = Span(f"a{number}", "actor", ((place, place + 8),), {"mention": "name"}, None if wrong else "e")
        event = Span(
            f"e{number}", "event", ((at + line.index("walked"), at + line.index(" out") + 4),), {"type": "none"}
        )
        cue = Span(f"c{number}", "cue", ((at + line.index("said"), at + line.index("said") + 4),))
        held.spans += [quote, cue, actor, event]
        held.relations.append(Relation(f"r{number}", "speaker", quote.id, actor.id))
        at += len(line)
    held.entities.append(Entity("e", "actor", "Somebody", {"type": "PER"}))
    return "".join(lines), held


def seconds(text: str, held: Layer, of: Scheme) -> float:
    def once() -> float:
        start = time.process_time()
        problems(of, text, held)
        return time.process_time() - start

    return min(once() for _ in range(5))


def test_many_spans_take_a_few_milliseconds_and_no_more_than_their_share() -> None:
    news = load_scheme("news")
    text, held = crowded(500)
    assert {problem.rule for problem in problems(news, text, held)} == {"required", "half-pair", "no-entity"}
    few, many = seconds(text, held, news), seconds(*crowded(4000), news)
    assert few < 0.05
    assert many < few * 8 * 4


def test_one_long_line_takes_no_longer() -> None:
    text, held = crowded(2000)
    news = load_scheme("news")
    assert seconds(text.replace("\n", " "), held, news) < max(seconds(text, held, news), 0.01) * 6


def test_every_rule_is_told_in_the_scheme_that_ships() -> None:
    assert {rule.name for rule in load_scheme("news").rules} == set(RULES)


def test_a_quote_is_linked_to_who_says_it_by_the_text_and_its_status_follows() -> None:
    text = "“We left,” Ada Dorn told the harbour master. The cook laughed."
    news = load_scheme("news")
    quote = Span("q", "quote", (where_of(text, "“We left,”"),), {"type": "direct"})
    who = [
        Span(words, "actor", (where_of(text, words),), {"mention": "name"}, entity=entity)
        for words, entity in (("Ada Dorn", "e"), ("the harbour master", "m"), ("The cook", "c"))
    ]
    entities = [Entity(id, "actor", id, {"type": "PER"}) for id in "emc"]

    def fixes(*relations: Relation, quoted: Span = quote) -> list[Fix | None]:
        given = {"entities": entities, "relations": relations}
        return [problem.fix for problem in found(news, text, quoted, *who, **given)]

    status, speaker = fixes()
    assert status is None  # nobody is the speaker yet
    assert speaker == Fix("link it to “Ada Dorn” as its speaker", "q", relation="speaker", target="Ada Dorn")
    (status,) = fixes(Relation("r", "speaker", "q", "Ada Dorn"))
    assert status == Fix("set speaker status to named", "q", attributes={"speaker_status": "named"})
    (status,) = fixes(Relation("r", "speaker", "q", "The cook"))
    assert status is not None and status.attributes == {"speaker_status": "unnamed"}
    who[0] = who[0]._replace(entity="c")
    (status,) = fixes(Relation("r", "speaker", "q", "The cook"))
    assert status is not None and status.attributes == {"speaker_status": "named"}  # elsewhere


def test_no_speaker_is_offered_whom_nobody_tagged() -> None:
    text = "“We left,” Ada Dorn told the cook."
    quote = Span("q", "quote", (where_of(text, "“We left,”"),), {"type": "direct", "speaker_status": "named"})
    cook = Span("c", "actor", (where_of(text, "the cook"),), {"mention": "nominal"}, entity="e")
    cooks = [Entity("e", "actor", "cook", {"type": "PER"})]
    (problem,) = found(load_scheme("news"), text, quote, cook, entities=cooks)
    assert problem.sentence == "this quote has no speaker" and problem.fix is None  # not to the cook
