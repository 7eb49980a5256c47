"""Letters and what happened to them.

`Document` is the envelope: no fact about a citizen but a masked name. What the letter says about people lives in
`DocumentContent` and `DocumentFile`, which open only inside `ledger.access.reading` or `writing`.
"""

from sebayu.core.documents.models.content import DocumentContent, DocumentFile
from sebayu.core.documents.models.document import Document
from sebayu.core.documents.models.numbering import IssuedNumber, NumberSeries
from sebayu.core.documents.models.signing import DocumentSigner, SignAttempt

__all__ = [
    "Document",
    "DocumentContent",
    "DocumentFile",
    "DocumentSigner",
    "IssuedNumber",
    "NumberSeries",
    "SignAttempt",
]
