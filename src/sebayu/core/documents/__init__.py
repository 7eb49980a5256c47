"""Letters: drafted from evidence, numbered, signed, verifiable, revocable.

A number is taken in the transaction that issues. "Signed" means that the signature in the bytes that came back was verified
here. A sign call is never repeated by the machine: what is not known is `unknown` until a person settles it. What was
printed (names, posts, letterhead) is copied into the document and never follows later changes.

Public: `documents.actions` (every write), `documents.kinds` (announce letters), `documents.render` (pdf, png), `documents.verify`
(by token, by uploaded file), `documents.models.Document`.
"""
