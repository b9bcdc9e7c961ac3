"""A schema as a function: does it take this value?

jsonschema reads the schema anew for each value.  Here it is read once, and
what was asked about an object or a list is remembered: files that differ in
one place share all the others.  It knows the words that our schemas use, and
no others; agree.py compares its verdicts with jsonschema's.
"""
import functools
import re

# They say nothing about a value, or are read with another word.
SILENT = ('$schema', '$comment', 'title', 'description', 'default',
          'definitions', 'then', 'else')


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


TYPES = {
    'object': lambda value: isinstance(value, dict),
    'array': lambda value: isinstance(value, list),
    'string': lambda value: isinstance(value, str),
    'boolean': lambda value: isinstance(value, bool),
    'null': lambda value: value is None,
    'integer': lambda value: is_number(value) and (
        isinstance(value, int) or value.is_integer()),
}

# Words that bound what is measured of values of one type.
BOUNDS = {
    'minimum': (is_number, lambda value, bound: value >= bound),
    'maximum': (is_number, lambda value, bound: value <= bound),
    'minLength': (TYPES['string'], lambda value, bound: len(value) >= bound),
    'maxLength': (TYPES['string'], lambda value, bound: len(value) <= bound),
    'minItems': (TYPES['array'], lambda value, bound: len(value) >= bound),
    'maxItems': (TYPES['array'], lambda value, bound: len(value) <= bound),
    'minProperties': (TYPES['object'], lambda value, bound:
                      len(value) >= bound),
    'maxProperties': (TYPES['object'], lambda value, bound:
                      len(value) <= bound),
    'required': (TYPES['object'], lambda value, keys:
                 all(key in value for key in keys)),
}


@functools.lru_cache(maxsize=None)
def pattern(text):
    """A pattern's $ is the very end; Python's is also before a newline."""
    return re.compile(re.sub(r'(?<!\\)\$', r'\\Z', text))


def words_differ(values):
    """Only texts are compared: true is no 1, and 1 is 1.0."""
    return not all(isinstance(value, str) for value in values) or \
        len(set(values)) == len(values)


def is_one_of(values):
    def takes(value):
        return any(value == one and isinstance(value, bool) ==
                   isinstance(one, bool) for one in values)
    if any(isinstance(value, (dict, list)) for value in values):
        raise SystemExit('a schema with a choice of objects')
    return takes


def remembered(test):
    """The value is kept, so that no other gets its id."""
    known = {}

    def takes(value):
        if not isinstance(value, (dict, list)):
            return test(value)
        found = known.get(id(value))
        if found is None:
            found = known[id(value)] = value, test(value)
        return found[1]
    return takes


class Shapes:
    """Schemas by their kind, which may refer to each other."""

    def __init__(self, schemas):
        self.schemas = schemas
        self.made = {}
        for kind in schemas:
            self.refer(kind, '#')

    def takes(self, kind, value):
        return self.made[kind, ''](value)

    def refer(self, kind, target):
        """What "$ref" means in the schema of that kind."""
        file, pointer = (target.split('#') + [''])[:2]
        key = kind, pointer = file.split('.')[0] or kind, pointer
        if key not in self.made:
            part = self.schemas[kind]
            for word in pointer.split('/')[1:]:
                part = part[word]
            self.made[key] = None       # a schema may refer to itself
            self.made[key] = remembered(self.make(kind, part))
        return lambda value: self.made[key](value)

    def make(self, kind, schema):
        """The test of a schema."""
        if isinstance(schema, bool):
            return lambda value: schema
        if '$ref' in schema:            # nothing beside it counts
            return self.refer(kind, schema['$ref'])
        tests = [self.word(kind, schema, word) for word in schema
                 if word not in SILENT]
        if len(tests) == 1:
            return tests[0]

        def takes(value):
            for test in tests:
                if not test(value):
                    return False
            return True
        return takes

    def word(self, kind, schema, word):
        """The test of one word of a schema."""
        part = schema[word]
        if word in BOUNDS:
            applies, holds = BOUNDS[word]
            return lambda value: not applies(value) or holds(value, part)
        make = getattr(self, 'word_' + word, None)
        if make is None:
            raise SystemExit('"%s": a word that shape.py does not know' % word)
        return make(kind, schema, part)

    def word_type(self, kind, schema, names):
        if isinstance(names, str):
            return TYPES[names]
        return lambda value: any(TYPES[name](value) for name in names)

    def word_dependencies(self, kind, schema, others):
        """A key needs other keys, or its object another schema."""
        tests = {}
        for key, other in others.items():
            if isinstance(other, list):
                other = {'required': other}
            tests[key] = self.make(kind, other)
        return lambda value: not TYPES['object'](value) or all(
            test(value) for key, test in tests.items() if key in value)

    def word_enum(self, kind, schema, values):
        return is_one_of(values)

    def word_const(self, kind, schema, value):
        return is_one_of([value])

    def word_pattern(self, kind, schema, text):
        search = pattern(text).search
        return lambda value: not isinstance(value, str) or \
            search(value) is not None

    def word_uniqueItems(self, kind, schema, wanted):
        return lambda value: not wanted or not isinstance(value, list) or \
            words_differ(value)

    def word_items(self, kind, schema, part):
        """One schema for all, or a list: one for each of the first."""
        if isinstance(part, list):
            tests = [self.make(kind, one) for one in part]
            return lambda value: not isinstance(value, list) or all(
                test(item) for test, item in zip(tests, value))
        test = self.make(kind, part)
        return lambda value: not isinstance(value, list) or \
            all(map(test, value))

    def word_additionalItems(self, kind, schema, part):
        """Those after the first, which "items" lists."""
        first = len(schema['items'])
        test = self.make(kind, part)
        return lambda value: not isinstance(value, list) or \
            all(map(test, value[first:]))

    def word_propertyNames(self, kind, schema, part):
        test = self.make(kind, part)
        return lambda value: not isinstance(value, dict) or \
            all(map(test, value))

    def word_properties(self, kind, schema, parts):
        tests = {key: self.make(kind, part) for key, part in parts.items()}
        return lambda value: not isinstance(value, dict) or all(
            tests[key](value[key]) for key in value if key in tests)

    def word_additionalProperties(self, kind, schema, part):
        known = schema.get('properties', {})
        test = self.make(kind, part)
        return lambda value: not isinstance(value, dict) or all(
            test(value[key]) for key in value if key not in known)

    def word_not(self, kind, schema, part):
        test = self.make(kind, part)
        return lambda value: not test(value)

    def word_allOf(self, kind, schema, parts):
        tests = [self.make(kind, part) for part in parts]
        return lambda value: all(test(value) for test in tests)

    def word_anyOf(self, kind, schema, parts):
        tests = [self.make(kind, part) for part in parts]
        return lambda value: any(test(value) for test in tests)

    def word_oneOf(self, kind, schema, parts):
        tests = [self.make(kind, part) for part in parts]
        return lambda value: sum(test(value) for test in tests) == 1

    def word_if(self, kind, schema, part):
        test = self.make(kind, part)
        then = self.make(kind, schema.get('then', True))
        other = self.make(kind, schema.get('else', True))
        return lambda value: then(value) if test(value) else other(value)
