"""Do the schemas and the reader agree?

agree.py [--full] PROGRAM [SCHEMAS]
    every group; a line for each, a total at the end
    SCHEMAS: a folder with wrong ones, which must not agree
agree.py --check SCHEMA FILE...
    does the schema take these files?

Of each file the reader ("domferry check", "domferry run") and the schema say
whether it is sound.  A good file has to please both.  A mistake of shape has
to be found by both.  A mistake of meaning is found by the reader alone; each
is listed by name, so that the test fails if one is no longer found, or if a
schema now finds it.
"""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import warnings

import jsonschema
import jsonc
import shape

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EVERYTHING = {
    'site': ['tests/schema/whole.json'],
    'scenario': ['tests/mistakes/good.json', 'tests/schema/scenario.json'],
}
BATCH = 400
KINDS = ('shape', 'meaning', 'syntax')

# What only the reader can know, in its own words.
MEANING = [re.compile(text) for text in (
    r'expected "(site|scenario)" as the first key',     # order
    r'expected a name of an? ',         # references to nothing
    r'is not a (guest|node) of site',
    r'expected a node of its group',
    r'expected "\*" or a name of a guest',
    r'expected a name that no other',   # duplicates
    r'is declared twice',
    r'expected a (device|service processor) of its own',
    r'expected one affinity to each group|an affinity to another group',
    r'expected one load (limit of each name|factor for each load limit)',
    r'expected a name of a load limit',
    r'a hard limit of .* is below the soft one|"now" has a load of',
    r'the affinities of .* lead back to it|"now" has .* rules out',
    r'does not see device',             # things looked up
    r'no net_dev for node',
    r'did you mean "SUNW',
    r'expected (a hostid|an address) of its own',
    r'expected none, because "keep"|expected no address, because',
    r'expected a key that is there',
    r'expected a time before "until"',
    r'it strikes what commands print',  # and another key says how
    r'blocks of .* are more than',      # sums
    r'vcpus are fewer than',
    r'crypto units need as many cores',
    r'memory is less than',
    r'^disks of ',
    r'too many (disks|mounts)',
    r'a disk needs a vds',
    r'^"0*[1-9][0-9]*[KMGT]": expected a size',         # least sizes
    r'expected a range of ports',       # lowest first
    r'"(vcpus|memory)" is missing in a guest',  # and the source has none
    r'"disks" is missing in a guest whose source has none',
    r'expected a (mount|"mount" of its own)|is excluded by the source',
    r'expected at least the .* that are used',
    r'expected a name that an entry before has saved',
    r'expected the path of a site file|there is none at',
)]

# Phrases, jobs, and what a change makes of its site: their alterations.
LOOKED_AT = re.compile(r'/change|/(begin|expect)(/\d+)? is (".|\[)|'
                       r'/do/\d+/(run|fault|mend|kill|wait|when|on) is "..*"')


def program_says(program, paths):
    """What the reader says of these scenarios, and of the sites that they
    name: {path: [text]}.  Of what it takes it says nothing."""
    said = {}
    for i in range(0, len(paths), BATCH):
        batch = paths[i:i + BATCH]
        done = subprocess.run([program, 'run', '-j', '--stop-at', '0s'] +
                              batch, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 3, 7):
            raise SystemExit('%s: status %d\n%s' % (program, done.returncode,
                             done.stderr.decode(errors='replace')))
        for line in done.stderr.decode(errors='replace').splitlines():
            found = re.match(r'domferry: file-invalid: (.*?\.json):\d+:\d+: '
                            r'(.*)', line)
            if found:
                said.setdefault(found.group(1), []).append(found.group(2))
    return said


def program_checks(program, path):
    """What the reader says of a site file; None: it takes it."""
    done = subprocess.run([program, 'check', path], check=False,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1, 3, 4):
        raise SystemExit('%s: status %d\n%s' % (program, done.returncode,
                         done.stderr.decode(errors='replace')))
    return None if done.returncode != 3 else [
        re.sub(r'^.*?:\d+:\d+: ', '', line) for line in
        done.stderr.decode(errors='replace').splitlines()
        if line.startswith('domferry: file-invalid: ')]


def fits_pattern(validator, pattern, value, schema):
    if validator.is_type(value, 'string') and not shape.pattern(
            pattern).search(value):
        yield jsonschema.ValidationError('%r does not match' % value)


class Schemas:
    """Both schemas of a folder, which may refer to each other."""

    def __init__(self, folder):
        self.schema = {}
        for kind in ('site', 'scenario'):
            with open(os.path.join(folder, kind + '.schema.json'),
                      encoding='utf-8') as file:
                self.schema[kind] = json.load(file)
        self.make()

    def make(self):
        base = jsonschema.validators.extend(jsonschema.Draft7Validator,
                                            {'pattern': fits_pattern})
        # Without "$schema": it would bring another validator in.
        uris = {'file:///%s.schema.json' % kind: dict(
            ((key, part) for key, part in schema.items() if key != '$schema'),
            **{'$id': 'file:///%s.schema.json' % kind})
                for kind, schema in self.schema.items()}
        self.validator = {}
        for kind in self.schema:
            whole = uris['file:///%s.schema.json' % kind]
            try:
                from referencing import Registry
                from referencing.jsonschema import DRAFT7
                made = base(whole, registry=Registry().with_resources(
                    (uri, DRAFT7.create_resource(schema))
                    for uri, schema in uris.items()))
            except ImportError:
                made = base(whole, resolver=jsonschema.RefResolver(
                    whole['$id'], whole, store=uris))
            self.validator[kind] = made
        self.takes = shape.Shapes(self.schema).takes


def planted(path, good):
    """The planted mistakes of a list: (title, text)."""
    title, text, old, whole = None, None, '', False
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# '):
            if title is not None:
                yield title, text.replace('^', '')
            title, text, whole = line[2:], good, False
        elif title is None:
            continue
        elif line.startswith('-'):
            old = line[2:]
        elif line.startswith('+'):
            # What stands here is looked for with the marks taken out.
            if old not in text:
                raise SystemExit('%s: %s: no such text: %s' % (path, title,
                                                               old))
            text = text.replace(old, line[2:], 1)
        elif line.startswith('='):
            text = line[2:] + '\n' if not whole else text + line[2:] + '\n'
            whole = True
    if title is not None:
        yield title, text.replace('^', '')


class Corpus:
    """Files by name, and what the reader says of each, asked once."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = os.path.join(folder, 'tests', 'mistakes')
        self.cases = []             # (kind, group, name, value, says)
        os.makedirs(self.folder)
        os.symlink(os.path.join(ROOT, 'scenarios'),
                   os.path.join(folder, 'scenarios'))

    def write(self, name, text):
        """A file that stands there is written over: cutting it to nothing
        first would take longer than all the rest."""
        path = os.path.join(self.folder, name)
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.ftruncate(file, os.write(file, text.encode()))
        os.close(file)
        return path

    def add_texts(self, kind, group, texts):
        """(name, text)s at once; a site is read by a scenario."""
        paths, asked = [], []
        for i, (_, text) in enumerate(texts):
            paths.append(self.write('it-%d.json' % i, text))
            asked.append(paths[-1] if kind == 'scenario' else self.write(
                'of-%d.json' % i, json.dumps({'scenario': 's', 'why': 'w',
                                              'site': 'it-%d.json' % i})))
        said = program_says(self.program, asked)
        for (name, text), path, by in zip(texts, paths, asked):
            try:
                value = jsonc.read(text)
            except (ValueError, RecursionError):
                value = ValueError
            self.cases.append((kind, group, name, value, said.get(path) or
                               said.get(by)))

    def add_files(self, kind, paths):
        """Good ones, where they lie."""
        said = program_says(self.program, paths) if kind == 'scenario' else {
            path: program_checks(self.program, path) for path in paths}
        for path in paths:
            with open(path, encoding='utf-8') as file:
                value = jsonc.read(file.read())
            self.cases.append((kind, 'good', os.path.relpath(path, ROOT),
                               value, said.get(path)))

    def add_many(self, kind, group, values):
        """(name, value)s at once; a site is read inside a scenario."""
        values = list(values)
        for i in range(0, len(values), BATCH):
            batch = values[i:i + BATCH]
            paths = [self.write('it-%d.json' % n, json.dumps(
                value if kind == 'scenario' else
                {'scenario': 's', 'why': 'w', 'site': value}))
                     for n, (_, value) in enumerate(batch)]
            said = program_says(self.program, paths)
            self.cases += [(kind, group, name, value, said.get(path))
                           for (name, value), path in zip(batch, paths)]


def kinds_read():
    """Titles that are of meaning or of syntax; the others are of shape."""
    kinds = {}
    with open(os.path.join(HERE, 'kinds.list'), encoding='utf-8') as file:
        for line in file:
            if line.strip() and not line.startswith('#'):
                word, kind, title = line.rstrip('\n').split(' ', 2)
                assert word in KINDS and kind in ('site', 'scenario'), line
                kinds[kind, title] = word
    return kinds


def text_of(*parts):
    with open(os.path.join(ROOT, *parts), encoding='utf-8') as file:
        return file.read()


def files_of(*parts):
    folder = os.path.join(ROOT, *parts)
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))
            if name.endswith('.json')]


def good_files(corpus):
    for kind, paths in (
            ('site', files_of('scenarios', 'sites') +
             [os.path.join(HERE, 'whole.json')]),
            ('scenario', files_of('scenarios') +
             files_of('scenarios', 'failing') +
             [os.path.join(ROOT, path) for path in EVERYTHING['scenario']])):
        corpus.add_files(kind, paths)


def planted_files(corpus):
    lists = (('site', 'tests/mistakes/site.list', 'scenarios/sites/posts.json'),
             ('site', 'tests/schema/site.list', 'tests/schema/whole.json'),
             ('scenario', 'tests/mistakes/scenario.list',
              'tests/mistakes/good.json'),
             ('scenario', 'tests/schema/scenario.list',
              'tests/mistakes/good.json'))
    for kind, path, good in lists:
        corpus.add_texts(kind, 'planted', list(planted(
            os.path.join(ROOT, path), text_of(good))))


# What may stand at any place; all of it with --full.
ODD = [None, True, 0, 70000, '', 'two words', '0G', 'p\n', [], [7],
       {'x': 'y'}]
MORE = [False, -1, 3, 1.5, 'x', '-x', '7', '1G', '5m', '0s', '5m 3s', '/p',
        '/a b', 'ro,', ['x'], ['x', 'x'], {}]


def altered(value, odds, path=''):
    """Each place of a value with each odd thing there, or without it."""
    if isinstance(value, dict):
        yield path + ' with a key of nobody', dict(value, zzz=1)
        yield path + ' with 40 keys more', dict(value, **{
            'k%d' % i: 'x' for i in range(40)})
        for key, part in value.items():
            rest = {k: v for k, v in value.items() if k != key}
            yield '%s without "%s"' % (path, key), rest
            for name, changed in altered(part, odds, '%s/%s' % (path, key)):
                yield name, {k: changed if k == key else v
                             for k, v in value.items()}
    elif isinstance(value, list):
        yield path + ', 40 times', value * 40
        for i, part in enumerate(value):
            yield '%s without %d' % (path, i), value[:i] + value[i + 1:]
            for name, changed in altered(part, odds, '%s/%d' % (path, i)):
                yield name, value[:i] + [changed] + value[i + 1:]
    for odd in odds if path else []:
        if json.dumps(odd) != json.dumps(value):
            yield '%s is %s' % (path, json.dumps(odd)), odd


def altered_files(corpus, odds):
    """The files that have one of everything, altered at each place."""
    for kind, paths in EVERYTHING.items():
        for path in paths:
            whole = altered(jsonc.read(text_of(path)), odds)
            # A site in a scenario is a site: once is enough.  Its own lists
            # have no most.
            corpus.add_many(kind, 'altered', (
                one for one in whole if kind == 'site' or not re.match(
                    '/site/.*/|.*, 40 times$', one[0])))


def told_of(kind, case_says, taken, wanted, name):
    """What is wrong with a verdict, or None."""
    read = case_says is None
    said = '' if read else '; the reader: ' + ' | '.join(case_says)
    if wanted == 'good':
        if not read or not taken:
            return 'good, but refused by %s%s' % (
                'the schema' if read else 'the reader' if taken else 'both',
                said)
    elif read:
        return '%s, but the reader takes it%s' % (
            wanted, '' if taken else ' (the schema does not)')
    elif wanted == 'shape' and taken:
        return 'of shape, but the schema takes it' + said
    elif wanted == 'meaning' and not taken:
        return 'listed as of meaning, but the schema finds it: take it ' \
            'from kinds.list'
    return None


def judge(corpus, schemas, kinds, sums=None, first=False):
    """The disagreements: (kind, name, what)."""
    found = []
    for kind, group, name, value, says in corpus.cases:
        if value is ValueError:
            taken, wanted = False, 'syntax'
            if kinds.get((kind, name)) != 'syntax' and group == 'planted':
                found.append((kind, name, 'no JSON, but not listed as of '
                              'syntax'))
        else:
            taken = schemas.takes(kind, value)
            wanted = kinds.get((kind, name), 'shape')
        if group == 'good':
            wanted = 'good'
        elif group == 'altered':
            wanted = 'good' if says is None else 'meaning' if taken and all(
                LOOKED_AT.match(name) or any(m.search(said) for m in MEANING)
                for said in says) else 'shape'
        wrong = told_of(kind, says, taken, wanted, name)
        if wrong is not None:
            found.append((kind, name, wrong))
            if first:
                break
        if sums is not None:
            key = (kind, group, wanted)
            sums[key] = sums.get(key, 0) + 1
    return found


MAPS = ('properties', 'definitions')
LISTS = ('allOf', 'anyOf', 'oneOf')
ONES = ('items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then',
        'else')


def walk(schema, path=''):
    """A schema and all that are in it, each with its pointer."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for key in ONES:
        yield from walk(schema.get(key), '%s/%s' % (path, key))
    for key in LISTS:
        for i, part in enumerate(schema.get(key, [])):
            yield from walk(part, '%s/%s/%d' % (path, key, i))
    for key in MAPS:
        for name, part in schema.get(key, {}).items():
            yield from walk(part, '%s/%s/%s' % (path, key, name))


def objects(kind, schema):
    """Those that list keys: (pointer, key, its schema, the object's)."""
    for path, part in walk(schema):
        if re.search('/(if|then|else|definitions/change)(/|$)', path):
            continue
        for key, value in part.get('properties', {}).items():
            yield path, key, value, part


def schemas_sound(schemas):
    """Well-formed, closed, and a description for every key."""
    wrong = []
    count = 0
    for kind, schema in schemas.schema.items():
        jsonschema.Draft7Validator.check_schema(schema)
        for path, key, value, part in objects(kind, schema):
            count += 1
            ref = schema['definitions'].get(value.get('$ref', '')
                                            .rsplit('/', 1)[-1], {})
            if 'description' not in value and 'description' not in ref:
                wrong.append((kind, path + '/' + key, 'no description'))
            if 'additionalProperties' not in part:
                wrong.append((kind, path, 'any key may stand there'))
    return wrong, count


def keys_of(value, found):
    if isinstance(value, dict):
        for key, part in value.items():
            found.add(key)
            keys_of(part, found)
    elif isinstance(value, list):
        for part in value:
            keys_of(part, found)
    return found


def keys_used(schemas):
    """Every key of a schema stands in a file that has one of everything."""
    wrong = []
    for kind, schema in schemas.schema.items():
        used = keys_of([jsonc.read(text_of(path)) for path in
                        EVERYTHING[kind]], set())
        wrong += [(kind, path + '/' + key, 'a key that stands nowhere in ' +
                   ', '.join(EVERYTHING[kind])) for path, key, _, _ in
                  objects(kind, schema) if key not in used]
    return wrong


def faults_known(corpus):
    """One of each form, from what the reader says of an unknown fault."""
    slots = {'DURATION': '5s', 'NUMBER': '4', 'SIZE': '4G'}
    scenario = jsonc.read(text_of('tests/schema/scenario.json'))
    corpus.add_many('scenario', 'words', [('a fault of nobody', dict(
        scenario, do=[{'fault': 'zzz'}]))])
    says = ' '.join(corpus.cases.pop()[4])
    doors, *forms = says.split('expected a fault: ')[1].split('; ')
    doors = doors.replace(' OPERATION', '').split(', ')
    # What is in brackets may be left out.
    forms = [kept for form in forms for kept in
             sorted({re.sub(r'[][]', '', form), re.sub(r' \[.*\]', '', form)})]
    return [door + (' 5s' if door == 'late' else '') + ' any on n1'
            for door in doors] + [
        'crash after any' if form == 'crash' else re.sub('[A-Z]+', lambda m:
        slots.get(m.group(), 'n1'), form) for form in forms]


def words_known(corpus, schemas):
    """Operations, faults and procedures: the program's own lists."""
    wrong = []
    run = subprocess.run([corpus.program, 'explain', '-j'], check=True,
                         stdout=subprocess.PIPE).stdout.decode()
    operations = [json.loads(line) for line in run.splitlines()
                  if line.startswith('{"type":"operation"')]
    changes = {o['name'] for o in operations if not o['question']}
    listed = set(schemas.schema['site']['definitions']['timed']['enum'])
    for name in sorted(changes - listed - {'pause'}):
        wrong.append(('site', 'timing', name + ' is an operation'))
    site = jsonc.read(text_of('tests/schema/whole.json'))
    corpus.add_many('site', 'words', (('timing of ' + name, dict(site, timing={
        name: '1s'})) for name in sorted(listed)))
    says = [case[4] for case in corpus.cases if case[1] == 'words']
    wrong += [('site', 'timing', ' | '.join(said)) for said in says if said]
    corpus.cases = [case for case in corpus.cases if case[1] != 'words']
    faults = faults_known(corpus)
    wrong += [('scenario', 'fault', fault + ': the reader has it')
              for fault in faults if not schemas.takes('scenario', dict(
                  jsonc.read(text_of('tests/schema/scenario.json')),
                  do=[{'fault': fault}]))]
    return wrong, len(operations) + len(faults)


def words_compared(corpus, schemas):
    """The reader's lists of words, as it prints them, and the schemas'."""
    found = {words for _, _, _, _, says in corpus.cases for said in says or []
            for words in re.findall('expected one of ([^;]*)', said)
            if not words.startswith('run, ')}
    listed = {', '.join(part['enum']) for schema in schemas.schema.values()
              for path, part in walk(schema) if 'enum' in part and
              not path.endswith('/timed')}
    return [('words', words, 'the %s alone has them' % (
        'schema' if words in listed else 'reader'))
            for words in sorted(found ^ listed)], len(found | listed)


# Schemas with a mistake in them: where, and what stands there instead (or
# nothing).  Each has to be found by what was planted.
WRONG = [
    ('site', '/required/1', None),
    ('site', '/additionalProperties', True),
    ('site', '/definitions/name/pattern', '^.*$'),
    ('site', '/definitions/size/pattern', '^[0-9]+[KMGT]?$'),
    ('site', '/definitions/duration/pattern', '^[0-9]+(d|h|m|s|ms)$'),
    ('site', '/definitions/takes/pattern', '^[0-9]+s$'),
    ('site', '/definitions/hostid/maxLength', 7),
    ('site', '/definitions/vcpus/maximum', 128),
    ('site', '/definitions/reach/required', None),
    ('site', '/definitions/reach/properties/by/enum/3', None),
    ('site', '/definitions/agent/properties/migration_type/enum/0', 'normal'),
    ('site', '/definitions/guest/properties/hooks', None),
    ('site', '/definitions/guest/allOf/0', None),
    ('site', '/definitions/guest/allOf/1', None),
    ('site', '/definitions/guest/properties/agent/anyOf/0', None),
    ('site', '/properties/timing/propertyNames', None),
    ('site', '/definitions/source/properties/power/properties/by/enum', None),
    ('scenario', '/required/1', None),
    ('scenario', '/definitions/entry/oneOf', None),
    ('scenario', '/definitions/entry/dependencies/with', None),
    ('scenario', '/definitions/entry/properties/resume', {}),
    ('scenario', '/definitions/job/pattern', '^create '),
    ('scenario', '/else', None),
]


def alter(schema, pointer, new):
    """A copy of the schema that is wrong at one place."""
    whole = copy.deepcopy(schema)
    *way, last = pointer.strip('/').split('/')
    at = whole
    for word in way:
        at = at[int(word)] if isinstance(at, list) else at[word]
    if isinstance(at, list):
        last = int(last)
    if new is not None:
        at[last] = new
    else:
        del at[last]
    return whole


# One in so many files is shown to jsonschema too, which takes a hundred
# times as long; with --full each is.
SAMPLE = 16

# Schemas that give other verdicts on many files: the comparison sees it.
OTHERS = [
    ('site', '/definitions/text', {}),
    ('site', '/definitions/vcpus/maximum', 0),
    ('scenario', '/definitions/text', {}),
    ('scenario', '/properties/why', False),
]


def verdicts_differ(said, takes):
    """Where that function is of another opinion than jsonschema."""
    return ((kind, name, 'jsonschema says otherwise')
            for kind, name, value, taken in said
            if takes(kind, value) != taken)


def verdicts_compared(account, corpus, schemas, every):
    said = [(kind, name, value, schemas.validator[kind].is_valid(value))
            for n, (kind, _, name, value, _) in enumerate(corpus.cases)
            if value is not ValueError and n % every == 0]
    account.tell('verdicts as of jsonschema', len(said),
                 list(verdicts_differ(said, schemas.takes)))
    wrong = []
    for kind, pointer, new in OTHERS:
        other = dict(schemas.schema)
        other[kind] = alter(other[kind], pointer, new)
        if not any(verdicts_differ(said, shape.Shapes(other).takes)):
            wrong.append((kind, pointer, 'jsonschema agrees with a schema '
                          'that is wrong there'))
    account.tell('other verdicts, each found', len(OTHERS), wrong)


def wrong_schemas(corpus, schemas, kinds, wrong_ones):
    """Those of the wrong schemas that nothing has found."""
    wrong = []
    for kind, pointer, new in wrong_ones:
        right = schemas.schema[kind]
        schemas.schema[kind] = alter(right, pointer, new)
        schemas.make()
        if not judge(corpus, schemas, kinds, first=True) and \
                not keys_used(schemas):
            wrong.append((kind, pointer, 'a schema that is wrong there '
                          'agrees as well'))
        schemas.schema[kind] = right
    schemas.make()
    return wrong


class Account:
    """Lines for people: a sum for each group, each disagreement."""

    def __init__(self):
        self.passed = self.failed = 0

    def tell(self, group, count, wrong, more=''):
        for kind, name, what in wrong[:20]:
            print('%s: %s: %s' % (kind, name, what))
        if len(wrong) > 20:
            print('... and %d more' % (len(wrong) - 20))
        self.passed += count - len(wrong)
        self.failed += len(wrong)
        print('%-34s %5d%s%s' % (group, count, more, '' if not wrong else
                                 ', %d wrong' % len(wrong)))


def check(schema, paths):
    folder, name = os.path.split(os.path.abspath(schema))
    schemas = Schemas(folder)
    kind = name.split('.')[0]
    failed = 0
    for path in paths:
        with open(path, encoding='utf-8') as file:
            value = jsonc.read(file.read())
        for error in schemas.validator[kind].iter_errors(value):
            print('%s: %s: %s' % (path, '/'.join(map(str, error.path)),
                                  error.message))
            failed = 1
    return failed


def altered_told(account, corpus, schemas, kinds, odds):
    known = corpus.cases
    corpus.cases = []
    altered_files(corpus, odds)
    sums = {}
    found = judge(corpus, schemas, kinds, sums)
    for kind in ('site', 'scenario'):
        of = {wanted: count for (k, _, wanted), count in sums.items()
              if k == kind}
        account.tell('altered %s files' % kind, sum(of.values()),
                     [one for one in found if one[0] == kind],
                     ': ' + ', '.join('%d %s' % (of[w], w)
                                      for w in sorted(of)))
    wrong, count = words_compared(corpus, schemas)
    account.tell('words to choose from', count, wrong)
    corpus.cases = known + corpus.cases
    verdicts_compared(account, corpus, schemas, SAMPLE if odds is ODD else 1)
    account.tell('wrong schemas, each found', len(WRONG),
                 wrong_schemas(corpus, schemas, kinds, WRONG))


def wrong_folder(corpus, kinds, folder):
    """Whoever is given wrong schemas sees that they do not agree."""
    if judge(corpus, Schemas(folder), kinds, first=True):
        return []
    return [('schemas', folder, 'a wrong one agrees')]


def everything(program, wrong_ones, odds):
    account = Account()
    schemas = Schemas(os.path.join(ROOT, 'docs', 'schema'))
    kinds = kinds_read()
    wrong, count = schemas_sound(schemas)
    account.tell('keys, described and used', count,
                 wrong + keys_used(schemas))
    with tempfile.TemporaryDirectory() as at:
        corpus = Corpus(program, at)
        wrong, count = words_known(corpus, schemas)
        account.tell('words of the program', count, wrong)
        good_files(corpus)
        planted_files(corpus)
        sums = {}
        found = judge(corpus, schemas, kinds, sums)
        unknown = set(kinds) - {(kind, name) for kind, _, name, _, _ in
                                corpus.cases}
        found += [(kind, name, 'in kinds.list, but planted nowhere')
                  for kind, name in sorted(unknown)]
        good = {name for _, group, name, _, _ in corpus.cases
                if group == 'good'}
        for (kind, _, wanted), count in sorted(sums.items()):
            of = [one for one in found if one[0] == kind and wanted == (
                'good' if one[1] in good else kinds.get(one[:2], 'shape'))]
            found = [one for one in found if one not in of]
            account.tell('%s files, %s' % (kind, wanted if wanted == 'good'
                         else 'mistakes of ' + wanted), count, of)
        account.tell('of no group', len(found), found)
        # The rest would only say the same again.
        if account.failed == 0:
            altered_told(account, corpus, schemas, kinds, odds)
        for folder in wrong_ones:
            account.tell('a folder of wrong schemas', 1,
                         wrong_folder(corpus, kinds, folder))
    print('%d agree, %d do not' % (account.passed, account.failed))
    return account.failed != 0


def main(argv):
    warnings.simplefilter('ignore')
    if argv[:1] == ['--check']:
        return check(argv[1], argv[2:])
    odds = ODD
    if argv[:1] == ['--full']:
        odds = ODD + MORE
        argv = argv[1:]
    return everything(argv[0], argv[1:], odds)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
