"""spaCy's `.spacy` files (DocBin), to train on and to read back. Optional: `pip install 'corpus-tool[spacy]'`.

A folder for each layer and part of the data, `ANNOTATOR/train/00000.spacy` and on, 500 documents a file: what
`spacy train --paths.train ANNOTATOR/train` takes. The words are ours, white space between them that is not one space is
a token of its own, as spaCy has it, so `doc.text` is the article to the last character; sentences are ours too.
Where spaCy cuts words otherwise, `corpora.train.gold_preproc = true` trains `ner` on ours.

`doc.ents` has the flat spans that `--overlaps` chooses, `doc.spans["sc"]` all of them, with ids and links; the loss
report lists what is in the latter alone (`not in doc.ents`), which keeps nobody from writing. Offsets are
token numbers, the end exclusive. `doc.user_data["corpus_tool"]` is JSON with the key of the document and every
annotation as it is here, events, relations and attributes too; offsets in it are code points, half-open.

Any DocBin is read, with what it has in `ents` and in groups of spans; where it comes in as suggestions, with scores:
those of a group (`attrs["scores"]`, as the span categorizer writes them), `span._.score` or `span._.confidence`.
"""

from corpus_tool.formats import Format, Need
from corpus_tool.formats.spacy_docbin.reading import read
from corpus_tool.formats.spacy_docbin.writing import SUFFIX, write
from corpus_tool.model.carrying import Carries, Nesting

FORMAT = Format(
    name="spacy",
    title="spaCy's DocBin, to train on",
    suffix=SUFFIX,
    write=write,
    read=read,
    carries=Carries(whole_words=True, fragments=False, trigger_fragments=True),
    parts={'doc.ents, but in doc.spans["sc"]': Carries(nesting=Nesting.NONE, decisions=True)},
    by_splits=True,
    need=Need("spacy", "spacy"),
)
