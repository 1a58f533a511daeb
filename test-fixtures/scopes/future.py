from __future__ import annotations


def function(a: Unknown, *b: (lambda: hidden)) -> [c for c in Missing]:
    local: Undefined = a

    class Inside:
        field: local
        default: int = 0
    return Inside
