"""A scheme that is written and read again is the same scheme."""

from hypothesis import given, settings
from support.schemes import schemes, told

from workbench.model.scheme import Scheme
from workbench.model.scheme_file import read_scheme
from workbench.model.scheme_write import write_scheme
from workbench.schemes import load_with_guidelines, shipped


@settings(max_examples=60)
@given(schemes())
def test_what_is_written_is_read_again(scheme: Scheme) -> None:
    assert told(read_scheme(write_scheme(scheme))) == told(scheme)


def test_the_schemes_that_ship() -> None:
    for name in shipped():
        full, guidelines = load_with_guidelines(name)
        scheme = read_scheme(full.source, "scheme.toml", guidelines)
        named = {label.name: f"guidelines/{label.name}.md" for label in scheme.labels if label.guideline}
        texts = {named[label.name]: label.guideline for label in scheme.labels if label.guideline}
        again = read_scheme(write_scheme(scheme, named), "scheme.toml", texts)
        assert told(again) == told(scheme)
        assert write_scheme(again, named) == write_scheme(scheme, named)


def test_signs_that_toml_escapes() -> None:
    source = 'name = "a"\nversion = "1"\n[[label]]\nname = "hero"\nguideline = "# \\"Who\\"\\n\\tor\\u007f what \\\\"\n'
    scheme = read_scheme(source)
    assert scheme.label("hero").guideline == '# "Who"\n\tor\x7f what \\'
    assert told(read_scheme(write_scheme(scheme))) == told(scheme)
