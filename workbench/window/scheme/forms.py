"""The form of one part of a scheme: what it is by now, and the scheme with what was put in."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from workbench.errors import SchemeError
from workbench.model.rules import RULES
from workbench.model.scheme import AttributeType, Label, RelationType, Rule, Scheme, When
from workbench.model.scheme_edit import DIGITS, attribute_at, attributes_at, edited, with_attributes
from workbench.window.look.check_box import CheckBox
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme
from workbench.window.scheme.fields import Hues, OneOf, Values, line
from workbench.window.scheme.parts import Part
from workbench.words import listed

_SNAPS = ("word", "quote", "sentence", "line", "character")
_OVERLAPS = (
    ("free", "as it likes"), ("no-crossing", "not crossing another"), ("no-self", "none of its own label"),
    ("none", "no other at all"),
)  # fmt: skip
_KINDS = (
    ("choice", "one of its values"), ("choices", "several of its values"), ("flag", "yes or no"), ("text", "a text"),
    ("number", "a number"),
)  # fmt: skip
_LEVEL = 130  # pixels
_WHEN = "attribute: value, value"


class Form(QWidget):
    """Fields of one part; ``changed`` whenever somebody changes one."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(22, 4, 22, 14)
        self.rows.setHorizontalSpacing(14)
        self.rows.setVerticalSpacing(10)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def edited(self, scheme: Scheme) -> Scheme:
        """The scheme with what stands in the fields; SchemeError where that means nothing."""
        raise NotImplementedError

    def row(self, name: str, field: QWidget) -> None:
        """A named field."""
        label = plain_label(name)
        label.setObjectName("quiet")
        label.setFixedHeight(28)
        label.setBuddy(field)
        self.rows.addRow(label, field)

    def line(self, name: str, text: str, hint: str = "", most: int = 0) -> QLineEdit:
        """A row with a line to type into."""
        made = line(name, text, hint, self, most)
        made.textChanged.connect(lambda _: self.changed.emit())
        self.row(name, made)
        return made

    def one_of(self, name: str, options: Iterable[tuple[str, str]], chosen: str) -> OneOf:
        """A row with one of a few words."""
        made = OneOf(name, options, chosen, self)
        made.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.row(name, made)
        return made

    def box(self, name: str, text: str, on: bool) -> CheckBox:
        """A row with a box to tick."""
        made = CheckBox(self.theme, text, self)
        made.setChecked(on)
        made.setMinimumHeight(28)
        made.toggled.connect(lambda _: self.changed.emit())
        self.row(name, made)
        return made


class LabelForm(Form):
    """A label: how it looks, what its spans may be, its guideline."""

    def __init__(self, label: Label, scheme: Scheme, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.name = label.name
        self.hues = Hues(label.colour, theme, self)
        self.hues.changed.connect(self.changed)
        self.row("Colour", self.hues)
        used = {other.key: other.name for other in scheme.labels if other.key and other.name != label.name}
        keys = [("", "none"), *((key, f"{key}   {used.get(key, '')}".rstrip()) for key in DIGITS)]
        self.key = self.one_of("Key", keys, label.key)
        self.letter = self.line("Letter", label.letter, most=2)
        self.snap = self.one_of("Edges snap to", [(name, name) for name in _SNAPS], label.snap)
        self.overlap = self.one_of("May overlap", _OVERLAPS, label.overlap)
        self.parts = self.box("Parts", "a span may have several parts", label.parts)
        self.entity = self.box("Entities", "mentions of one thing belong together", label.entity)
        self.off = self.box("Off", "kept where it is, offered nowhere", label.off)
        self.guideline = QPlainTextEdit(label.guideline, self)
        self.guideline.setObjectName("markdown")
        self.guideline.setAccessibleName("Guideline")
        self.guideline.setPlaceholderText("What it is, examples and counter-examples, in Markdown.")
        self.guideline.setTabChangesFocus(True)
        self.guideline.setMinimumHeight(150)
        self.guideline.textChanged.connect(self.changed)
        self.row("Guideline", self.guideline)

    def edited(self, scheme: Scheme) -> Scheme:
        """The scheme with this label as the fields have it."""
        fields: dict[str, Any] = {
            "colour": self.hues.colour, "key": self.key.chosen, "letter": self.letter.text().strip(),
            "snap": self.snap.chosen, "overlap": self.overlap.chosen, "parts": self.parts.isChecked(),
            "entity": self.entity.isChecked(), "off": self.off.isChecked(), "guideline": self.guideline.toPlainText(),
        }  # fmt: skip
        labels = [item._replace(**fields) if item.name == self.name else item for item in scheme.labels]
        return edited(scheme, labels=labels)


class AttributeForm(Form):
    """An attribute: what it may hold, when it is asked for."""

    def __init__(self, part: Part, scheme: Scheme, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.part = part
        attribute = attribute_at(scheme, part.place, part.name)
        self.kind = self.one_of("Holds", _KINDS, attribute.kind)
        self.values = Values(attribute.values, self)
        self.values.changed.connect(self.changed)
        self.row("Values", self.values)
        self.default = self.line("Default", _told(attribute.default), "none")
        self.required = self.box("Required", "a problem where it is missing", attribute.required)
        self.unsure = self.box("Doubt", "says that the span is doubtful", attribute.unsure)
        self.when = self.line("Asked when", _told_when(attribute.when), f"always; or {_WHEN}")
        self.off = self.box("Off", "kept where it is, offered nowhere", attribute.off)
        self.rows.setRowVisible(self.unsure, part.place.owner == "label")
        self.rows.setRowVisible(self.when, part.place.owner != "article")
        self.kind.currentIndexChanged.connect(self._show_values)
        self._show_values()

    def _show_values(self) -> None:
        self.rows.setRowVisible(self.values, self.kind.chosen in ("choice", "choices"))

    def edited(self, scheme: Scheme) -> Scheme:
        """The scheme with this attribute as the fields have it."""
        place, old = self.part.place, attribute_at(scheme, self.part.place, self.part.name)
        values = self.values.values() if self.kind.chosen in ("choice", "choices") else ()
        default = old.default
        if self.default.text().strip() != _told(old.default):
            default = _read(self.default.text().strip(), self.kind.chosen)
        when = old.when
        if self.when.text().strip() != _told_when(old.when):
            when = _read_when(self.when.text(), attributes_at(scheme, place))
        fields: dict[str, Any] = {
            "kind": self.kind.chosen, "values": values, "default": default, "when": when,
            "required": self.required.isChecked(), "unsure": self.unsure.isChecked(), "off": self.off.isChecked(),
        }  # fmt: skip
        known = attributes_at(scheme, place)
        return with_attributes(
            scheme, place, [item._replace(**fields) if item.name == old.name else item for item in known]
        )


class RelationForm(Form):
    """A relation type: between which labels, how many of them."""

    def __init__(self, relation: RelationType, scheme: Scheme, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.name = relation.name
        self.sources = self.line("From", ", ".join(relation.sources), "labels")
        self.targets = self.line("To", ", ".join(relation.targets), "labels")
        most = "" if relation.at_most is None else str(relation.at_most)
        options = [("", "any number"), *((str(count), str(count)) for count in range(1, 10))]
        if most and most not in dict(options):
            options.append((most, most))
        self.most = self.one_of("At most", options, most)
        self.required = self.box("Required", "a problem where it is missing", relation.required)
        self.unless = self.line("Not missed when", _told_when(relation.unless), _WHEN)

    def edited(self, scheme: Scheme) -> Scheme:
        """The scheme with this relation as the fields have it."""
        old = scheme.relation(self.name)
        unless = old.unless
        if self.unless.text().strip() != _told_when(old.unless):
            first = [scheme.label(name) for name in _names(self.sources.text())]
            unless = _read_when(self.unless.text(), [item for label in first for item in label.attributes])
        fields: dict[str, Any] = {
            "sources": _names(self.sources.text()), "targets": _names(self.targets.text()), "unless": unless,
            "at_most": int(self.most.chosen) if self.most.chosen else None, "required": self.required.isChecked(),
        }  # fmt: skip
        kinds = [item._replace(**fields) if item.name == self.name else item for item in scheme.relations]
        return edited(scheme, relations=kinds)


class RulesForm(Form):
    """Which rules find problems, and in spans of which labels."""

    def __init__(self, scheme: Scheme, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.levels: dict[str, OneOf] = {}
        for name in RULES:
            held = [rule for rule in scheme.rules if rule.name == name]
            options = (("", "off"), ("warning", "a warning"), ("error", "an error"))
            level = self.one_of(name.replace("-", " "), options, held[0].level if held else "")
            self.levels[name] = level
            self._say_what(level, "; ".join(map(_looks_at, held)))

    def _say_what(self, level: OneOf, words: str) -> None:
        """Say what a rule looks at, beside its level."""
        looks = plain_label(words, px=12)
        looks.setObjectName("quiet")
        level.setFixedWidth(_LEVEL)
        level.setAccessibleDescription(words)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.rows.removeWidget(level)
        row.addWidget(level)
        row.addWidget(looks, 1)
        self.rows.setLayout(self.rows.rowCount() - 1, QFormLayout.ItemRole.FieldRole, row)

    def edited(self, scheme: Scheme) -> Scheme:
        """The scheme with the rules that are on; what a rule looks at stays as it is."""
        rules: list[Rule] = []
        for name, level in self.levels.items():
            held = [rule for rule in scheme.rules if rule.name == name]
            if not level.chosen:
                continue
            same = bool(held) and held[0].level == level.chosen
            rules += held if same else [rule._replace(level=level.chosen) for rule in held or [Rule(name)]]  # type: ignore[arg-type]
        order = {rule.name: at for at, rule in enumerate(scheme.rules)}
        return edited(scheme, rules=sorted(rules, key=lambda rule: order.get(rule.name, len(order))))


def _looks_at(rule: Rule) -> str:
    """What a rule looks at, in words."""
    looks = f"looks at {listed(rule.labels)}" if rule.labels else "looks at all labels"
    return f"{looks}, held against {listed(rule.others)}" if rule.others else looks


def form_of(part: Part, scheme: Scheme, theme: Theme, parent: QWidget) -> Form:
    """The form for a part."""
    made: dict[str, Callable[[], Form]] = {
        "label": lambda: LabelForm(scheme.label(part.name), scheme, theme, parent),
        "attribute": lambda: AttributeForm(part, scheme, theme, parent),
        "relation": lambda: RelationForm(scheme.relation(part.name), scheme, theme, parent),
        "rules": lambda: RulesForm(scheme, theme, parent),
    }
    return made[part.kind]()


# Values as they are typed


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for item in text.split(",") if (name := item.strip()))


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _read(text: str, kind: str) -> object:
    """A value as somebody typed it for an attribute of that kind."""
    if not text:
        return None
    match kind:
        case "flag":
            if text.lower() not in ("yes", "no"):
                raise SchemeError(f"a default of yes or no can't be {text!r}; type yes or no")
            return text.lower() == "yes"
        case "choices":
            return list(_names(text))
        case "number":
            try:
                return int(text) if text.lstrip("-").isdigit() else float(text)
            except ValueError:
                raise SchemeError(f"{text!r} is no number; type one, or nothing") from None
    return text


def _told_when(when: When | None) -> str:
    return f"{when.attribute}: {', '.join(_told(value) for value in when.values)}" if when is not None else ""


def _read_when(text: str, attributes: Iterable[AttributeType]) -> When | None:
    """A condition as it is typed: an attribute, a colon, values."""
    if not text.strip():
        return None
    name, colon, values = text.partition(":")
    known = next((item for item in attributes if item.name == name.strip()), None)
    if not colon or known is None or not _names(values):
        raise SchemeError(f"{text.strip()!r} is no condition; write {_WHEN}")
    kind = "text" if known.kind in ("choice", "choices") else known.kind
    return When(known.name, tuple(_read(value, kind) for value in _names(values)))
