"""What can be wrong with the vocabulary itself: said to whoever edits it."""


class VocabularyError(ValueError):
    def __init__(self, where: str, what: str, fix: str) -> None:
        super().__init__(f"{where}: {what} {fix}")
        self.where, self.what, self.fix = where, what, fix
