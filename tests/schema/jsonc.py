"""JSON with comments, as site and scenario files have it, made plain.

Comments and a comma after the last element become blanks.  What is left is
read strictly: a key that stands twice is a mistake, and so is whatever JSON
does not know.
"""
import json


def plain(text):
    """The text without its comments, as long as it was."""
    out = list(text)
    comma = None
    i = 0
    while i < len(text):
        c = text[i]
        if c == '"':
            i += 1
            while i < len(text) and text[i] != '"':
                i += 2 if text[i] == '\\' else 1
            comma = None
        elif text.startswith(('//', '/*'), i):
            mark = '\n' if text[i + 1] == '/' else '*/'
            end = text.find(mark, i + 2)
            if end < 0:
                if mark == '*/':
                    raise ValueError('a comment without an end')
                end = len(text)
            elif mark == '*/':
                end += 2
            for n in range(i, end):
                out[n] = out[n] if out[n] == '\n' else ' '
            i = end - 1
        elif c == ',':
            comma = i
        elif c in ']}':
            if comma is not None:
                out[comma] = ' '
            comma = None
        elif c not in ' \t\r\n':
            comma = None
        i += 1
    return ''.join(out)


def once(pairs):
    found = {}
    for key, value in pairs:
        if key in found:
            raise ValueError('key "%s" stands twice' % key)
        found[key] = value
    return found


def no_constant(word):
    raise ValueError(word)


def read(text):
    return json.loads(plain(text), object_pairs_hook=once,
                      parse_constant=no_constant)
