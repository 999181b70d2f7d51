"""WebAnno TSV 3.3, a table of INCEpTION's: `KEY.tsv`, a folder for each layer; a token a line, a blank line between
sentences.

Offsets are UTF-16 code units as in Java, ends exclusive. The columns are the layers of `cas-xmi`: named entities
(`identifier` is the link, `value` the label), `webanno.custom.Event` with its arguments, `webanno.custom.Relation`, and
`webanno.custom.Fragment` for what is not in one piece; the project that imports them has to have these layers.
Everything marked has its number, `ORG[7]`, also where it stands alone; an edge inside a word makes a sub-token,
`1-2.1`. Read it in INCEpTION as `WebAnno TSV v3.3`, or with the package web-anno-tsv, which takes the first layer.

`KEY.about.json` beside it says what the table cannot: whose layer it is, metadata, and the white space between
sentences. Read are chains (coreference) as well: spans, each with a relation to the next. In the folders of a project
that INCEpTION exported, `annotation/DOCUMENT/USER.tsv`, a document is called as its folder and the layer as its user.
As many tables end in `.tsv`, it is read only where you say so: `import --format webanno-tsv`.
"""

from corpus_tool.formats import Format
from corpus_tool.formats.webanno_tsv.reading import read
from corpus_tool.formats.webanno_tsv.writing import write
from corpus_tool.model.carrying import Carries

FORMAT = Format(
    name="webanno-tsv",
    title="WebAnno TSV 3.3, for INCEpTION",
    suffix=".tsv",
    write=write,
    read=read,
    in_folders=True,
    carries=Carries(fragments_beside=True, white_edges=False, part_a_sentence=True, relations_of_relations=False),
    by_name_only=True,
)
