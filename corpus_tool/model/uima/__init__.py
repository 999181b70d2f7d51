"""UIMA's common analysis structure (CAS), as INCEpTION uses it: a text, and typed structures with features over it.

What its two file formats share. Offsets in it are UTF-16 code units, ends exclusive, as Java counts.
"""
