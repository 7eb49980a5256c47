"""What can be wrong with an expression, said so that its author can mend it."""


class RuleError(ValueError):
    """An expression that cannot be used: what is wrong, why, and what to do now."""

    def __init__(self, what: str, why: str = "", fix: str = "") -> None:
        super().__init__(what)
        self.what, self.why, self.fix = what, why, fix


class ExpressionError(RuleError):
    pass
