"""UIMA CAS as XMI, what INCEpTION imports and exports: `KEY.xmi`, a folder for each layer, with a `TypeSystem.xml`.

Offsets are UTF-16 code units as in Java, ends exclusive; dkpro-cassis turns them into code points. Read it with
`cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(types))`, or in INCEpTION as `UIMA CAS XMI (XML 1.0)`.

A span is a `NamedEntity` of DKPro Core (`value` is its label, `identifier` its link), with a feature for each attribute
of the schema; an event is a `webanno.custom.Event` on its trigger, whose `arguments` link in roles; a relation a
`webanno.custom.Relation` from `Governor` to `Dependent`. Sentences and tokens are there. CAS knows annotations of one
piece only: the first is the annotation, each further one a `webanno.custom.Fragment` that says `of` which `id`. What
fits into no feature stands as JSON in `extras`; whose layer it is in a `webanno.custom.CorpusTool`.

Of what others wrote, every custom layer comes in, and named entities; `value`, or else the name of the layer, is the
label, other features are attributes. Chains (coreference) are spans, each with a relation to the next. Syntax and the
like is passed over and counted. In the folders of a project that INCEpTION exported, `annotation/DOCUMENT/USER.zip`,
a document is called as its folder and the layer as its user.
"""

from collections.abc import Iterable, Iterator
from itertools import count

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, one_name
from corpus_tool.model.abouts import passed_over_in_words
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.uima.cas import SOFA, Cas, Feature, Refs, Structure, Type, Types, Value
from corpus_tool.model.uima.making import made
from corpus_tool.model.uima.taking import taken
from corpus_tool.model.uima.types import types_of
from corpus_tool.text.xml import UnsafeXmlError, parse, quoted

TYPES_FILE = "TypeSystem.xml"
_TYPES_FILES = (TYPES_FILE, "typesystem.xml")

_XMI = "http://www.omg.org/XMI"
_CAS = "http:///uima/cas.ecore"
_ROOT, _ID, _NULL, _VIEW = f"{_XMI} XMI", f"{_XMI} id", f"{_CAS} NULL", f"{_CAS} View"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMELESS = "uima.noNamespace."
"""The package of types that have none."""


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A file for each layer of each document, and the types once in each folder."""
    types = Types(types_of(writing.schema))
    folders = set[str]()
    for bundle in bundles:
        for layer in bundle.layers:
            folder = one_name(layer.name.short)
            if folder not in folders:
                folders.add(folder)
                yield Piece(f"{folder}/{TYPES_FILE}", _types_file(types))
            file = f"{folder}/{one_name(bundle.document.key)}.xmi"
            yield Piece(file, _cas_file(made(bundle.document, layer, types)))


def _cas_file(cas: Cas) -> str:
    """The whole file: structures, the text, what is in the view."""
    prefixes = _prefixes({structure.type for structure in cas.structures.values()})
    spaces = "".join(f" xmlns:{prefix}={quoted(url)}" for url, prefix in prefixes.items())
    lines = [f'{_HEAD}<xmi:XMI xmlns:xmi="{_XMI}"{spaces} xmi:version="2.0">', '<cas:NULL xmi:id="0"/>']
    lines += (_element(structure, prefixes) for structure in cas.structures.values())
    for sofa, members in cas.members.items():
        lines.append(f'<cas:View sofa="{sofa}" members="{" ".join(map(str, sorted(members)))}"/>')
    return "\n".join([*lines, "</xmi:XMI>\n"])


def _prefixes(types: Iterable[str]) -> dict[str, str]:
    """Address of a package to its prefix: its last part, numbered where that is another's too."""
    found = {_CAS: "cas"}
    for type in sorted(types):
        url = _address(type)
        if url not in found:
            wanted = url.removesuffix(".ecore").rpartition("/")[2]
            names = (wanted if number == 1 else f"{wanted}{number}" for number in count(1))
            found[url] = next(name for name in names if name not in found.values())
    return found


def _address(type: str) -> str:
    package = type.rpartition(".")[0]
    return f"http:///{package.replace('.', '/')}.ecore"


def _element(structure: Structure, prefixes: dict[str, str]) -> str:
    name = f"{prefixes[_address(structure.type)]}:{structure.type.rpartition('.')[2]}"
    features = "".join(f" {feature}={quoted(_said(value))}" for feature, value in structure.features.items())
    return f'<{name} xmi:id="{structure.id}"{features}/>'


def _said(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Refs():
            return " ".join(map(str, value))
        case _:
            return str(value)


def _types_file(types: Types) -> str:
    space = "http://uima.apache.org/resourceSpecifier"
    described = "\n".join(_type_element(type) for type in types.declared.values())
    head = f"{_HEAD}<typeSystemDescription xmlns={quoted(space)}>\n"
    return f"{head}<types>\n{described}\n</types>\n</typeSystemDescription>\n"


def _type_element(type: Type) -> str:
    features = "\n".join(_feature_element(name, feature) for name, feature in type.features.items())
    return (
        f"<typeDescription>\n<name>{type.name}</name>\n<description/>\n"
        f"<supertypeName>{type.supertype}</supertypeName>\n<features>\n{features}\n</features>\n</typeDescription>"
    )


def _feature_element(name: str, feature: Feature) -> str:
    element = f"<elementType>{feature.element}</elementType>" if feature.element else ""
    return (
        f"<featureDescription><name>{name}</name><description/>"
        f"<rangeTypeName>{feature.range}</rangeTypeName>{element}</featureDescription>"
    )


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The document and layer of one file; its types are taken from the TypeSystem.xml beside it."""
    content = next((there for name in _TYPES_FILES if (there := reading.beside(name)) is not None), None)
    if content is None:
        yield Refusal("", f"there is no {TYPES_FILE} beside it, which says what its structures are")
        return
    where = f"{TYPES_FILE} "
    try:
        types = _read_types(content)
        where = ""
        found = taken(_read_cas(lines, types), reading.stem, reading.annotator)
    except UnsafeXmlError as wrong:
        yield Refusal(f"{where}{wrong.where}".strip(), str(wrong))
        return
    except UnusableError as wrong:
        yield Refusal(where.strip(), str(wrong))
        return
    if found.passed_over:
        yield Notice(passed_over_in_words(found.passed_over))
    yield found.bundle


def _read_types(content: bytes) -> Types:
    listening = _TypesHeard()
    parse([content], listening.start, listening.end, listening.words)
    return Types({type.name: type for type in listening.types})


class _TypesHeard:
    """The types in a TypeSystem.xml, as they come by."""

    def __init__(self) -> None:
        self.types: list[Type] = []
        self._path: list[str] = []
        self._words = ""
        self._type: dict[str, str] = {}
        self._feature: dict[str, str] = {}
        self._features: dict[str, Feature] = {}

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(name.rpartition(" ")[2])
        self._words = ""

    def words(self, words: str) -> None:
        """Some more of what stands in it."""
        self._words += words

    def end(self, _name: str) -> None:
        """An element ends."""
        element = self._path.pop()
        within = self._path[-1] if self._path else ""
        if within == "featureDescription":
            self._feature[element] = self._words.strip()
        elif within == "typeDescription":
            self._type[element] = self._words.strip()
        elif element == "featureDescription":
            said = self._feature
            self._features[said.get("name", "")] = Feature(said.get("rangeTypeName", ""), said.get("elementType", ""))
            self._feature = {}
        elif element == "typeDescription":
            self.types.append(Type(self._type.get("name", ""), self._type.get("supertypeName", ""), self._features))
            self._type, self._features = {}, {}


def _read_cas(lines: Iterable[bytes], types: Types) -> Cas:
    listening = _CasHeard(types)
    parse(lines, listening.start, listening.end, listening.words)
    return listening.cas()


class _CasHeard:
    """The structures in an XMI file, as they come by."""

    def __init__(self, types: Types) -> None:
        self._cas = Cas(types)
        self._members: dict[int, frozenset[int]] = {}
        self._names: dict[str, str] = {}
        self._depth = 0

    def cas(self) -> Cas:
        """What was heard."""
        return Cas(self._cas.types, self._cas.structures, self._members)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: the file itself, a structure, or an entry of a list of strings, which we pass over."""
        self._depth += 1
        if self._depth == 1 and name != _ROOT:
            raise UnusableError(f"it begins with {name.rpartition(' ')[2]!r}; an XMI file begins with xmi:XMI")
        if self._depth != 2 or name == _NULL:
            return
        if name == _VIEW:
            self._view(attributes)
            return
        type = self._names.get(name) or self._names.setdefault(name, _type_of(name))
        id = _number(attributes.pop(_ID, ""), f"the xmi:id of a {type}")
        if id in self._cas.structures:
            raise UnusableError(f"{id} is the xmi:id of two structures")
        self._cas.structures[id] = Structure(id, type, attributes)

    def _view(self, attributes: dict[str, str]) -> None:
        sofa = _number(attributes.get("sofa", ""), "the sofa of a View")
        members = attributes.get("members", "").split()
        self._members[sofa] = frozenset(_number(member, "one of the members of a View") for member in members)

    def end(self, _name: str) -> None:
        """An element ends."""
        self._depth -= 1

    def words(self, _words: str) -> None:
        """Lists of strings are nothing we take."""


def _type_of(name: str) -> str:
    """`http:///webanno/custom.ecore Event` as `webanno.custom.Event`."""
    space, _, short = name.rpartition(" ")
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    type = f"{package}.{short}"
    return SOFA if type == SOFA else type.removeprefix(_NAMELESS)


def _number(said: str, what: str) -> int:
    try:
        return int(said)
    except ValueError:
        raise UnusableError(f"{what} is {said[:40]!r}, which is no number") from None


FORMAT = Format(
    name="cas-xmi",
    title="UIMA CAS as XMI, for INCEpTION",
    suffix=".xmi",
    write=write,
    read=read,
    in_folders=True,
    carries=Carries(fragments_beside=True),
)
