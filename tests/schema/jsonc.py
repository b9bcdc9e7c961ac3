"""JSON with comments, as site and scenario files have it, made plain.

Comments and a comma after the last element become blanks.  What is left is
read strictly: a key that stands twice is a mistake, and so is whatever JSON
does not know.
"""
import json
import re


STRING = r'"(?:[^"\\]|\\.)*"?'
COMMENT = re.compile(STRING + r'|//[^\n]*|/\*(?:.*?\*/)?', re.DOTALL)
COMMA = re.compile(STRING + r'|,(?=[ \t\r\n]*[\]}])', re.DOTALL)


def blank_comment(found):
    part = found.group()
    if part[0] == '"':
        return part
    if part == '/*':
        raise ValueError('a comment without an end')
    return re.sub('[^\n]', ' ', part)


def blank_comma(found):
    return ' ' if found.group() == ',' else found.group()


def plain(text):
    """The text without its comments, as long as it was."""
    return COMMA.sub(blank_comma, COMMENT.sub(blank_comment, text))


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
