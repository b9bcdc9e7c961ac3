"""Every example of the manual is tested.

manual.py PROGRAM JOURNAL-CHECK PAGE... [--wrong PAGE...]   each of these wrong
manual.py --print PROGRAM JOURNAL-CHECK PAGE...   what the sessions print now

A comment before a display says what it is:

.\\" example: site FILE       written to FILE; "domferry check" and the schema
                              accept it
.\\" example: scenario FILE   written to FILE; it passes, and the schema accepts
                              it
.\\" example: session         each line that begins with "$ " is typed, and the
                              lines up to the next one are what it prints
.\\" example: lines COMMAND   each line shown is one of those that the command
                              prints, in their order; one that begins with four
                              blanks goes on the line before
.\\" no example               not an example, but a syntax for instance

Examples of one page share a folder, in the order of the page; "domferry" is the
program under test.  In the pages of formats every literal display is one of
these, the keys are those of the schemas, and every key that the program writes
is described.
"""
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

import agree
import jsonc

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BEFORE = '.\\" before: '
MARK = re.compile(r'\.\\" (?:example: (\w+) ?(.*)|no example)$')
TIME_LIMIT_S = 300


class Wrong(Exception):
    pass


def plain(line):
    """A line of a literal display, without the escapes of mdoc."""
    line = re.sub(r'^\\&', '', line)
    for written, meant in (('\\(dq', '"'), ('\\(aq', "'"), ('\\&', ''),
                           ('\\-', '-'), ('\\e', '\\')):
        line = line.replace(written, meant)
    return line


def displays(page, strict):
    """(line number, kind, argument, lines) of each display that is marked."""
    mark, kind, rest, begin = None, None, None, None
    with open(page, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip('\n')
            found = MARK.match(line)
            if begin is not None:
                if line == '.Ed':
                    if kind is not None:
                        yield begin, kind, rest, shown
                    begin = None
                else:
                    shown.append(plain(line))
            elif line.startswith(BEFORE):
                yield number, 'before', line[len(BEFORE):], []
            elif found:
                mark = number
                kind, rest = found.group(1), found.group(2)
            elif line.startswith('.Bd -literal'):
                if mark != number - 1:
                    kind = None
                    if strict:
                        raise Wrong('%s:%d: a display without a mark '
                                    'before it' % (page, number))
                begin, shown = number, []
            elif mark == number - 1:
                raise Wrong('%s:%d: no display after the mark' % (page, mark))


class Folder:
    """Where the examples of a page are tested."""

    def __init__(self, program, journal_check):
        self.at = tempfile.mkdtemp()
        self.work = os.path.join(self.at, 'work')
        bin_ = os.path.join(self.at, 'bin')
        os.mkdir(self.work)
        os.mkdir(bin_)
        for path in (program, journal_check):
            os.symlink(os.path.abspath(path),
                       os.path.join(bin_, os.path.basename(path)))
        # What lies before it in PATH may take long to find it.
        os.symlink(sys.executable, os.path.join(bin_, 'python3'))
        for name in ('scenarios', 'docs'):
            os.symlink(os.path.join(ROOT, name), os.path.join(self.work,
                                                              name))
        self.env = dict(os.environ, PATH=bin_ + ':' + os.environ['PATH'],
                        LC_ALL='C', COLUMNS='80')
        for name in ('DOMFERRY_SITE', 'NO_COLOR', 'TERM'):
            self.env.pop(name, None)

    def drop(self):
        shutil.rmtree(self.at)

    def run(self, script):
        done = subprocess.run(['sh', '-c', script], cwd=self.work,
                              env=self.env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, check=False,
                              stderr=subprocess.STDOUT, timeout=TIME_LIMIT_S)
        return done.returncode, done.stdout.decode(errors='replace')

    def write(self, name, lines):
        with open(os.path.join(self.work, name), 'w', encoding='utf-8') \
                as file:
            file.write('\n'.join(lines) + '\n')

    def wants(self, script, what):
        status, said = self.run(script)
        if status != 0:
            raise Wrong('%s: status %d\n%s' % (what, status, said))


@functools.lru_cache(maxsize=None)
def schemas():
    return agree.Schemas(os.path.join(ROOT, 'docs', 'schema'))


def schema_takes(folder, kind, name):
    with open(os.path.join(folder.work, name), encoding='utf-8') as file:
        value = jsonc.read(file.read())
    for error in schemas().validator[kind].iter_errors(value):
        raise Wrong('%s and its schema: %s: %s' % (name, '/'.join(
            map(str, error.path)), error.message))


def site_tested(folder, name, lines):
    folder.write(name, lines)
    folder.wants('domferry check ' + name, 'domferry check ' + name)
    schema_takes(folder, 'site', name)


def scenario_tested(folder, name, lines):
    folder.write(name, lines)
    folder.wants('domferry run ' + name, 'domferry run ' + name)
    schema_takes(folder, 'scenario', name)


def session_commands(lines):
    """(lines typed, lines shown) of each command; a command that is not at
    its end, for the shell, goes on in the next line."""
    commands = []
    for line in lines:
        if line.startswith('$ '):
            commands.append(([line[2:]], []))
        elif not commands:
            raise Wrong('a session begins with "$ "')
        elif not commands[-1][1] and re.search(r'(\\|\||&&)$',
                                               commands[-1][0][-1]):
            commands[-1][0].append(line)
        else:
            commands[-1][1].append(line)
    return commands


def session_said(folder, commands):
    """What each command prints; all are typed into one shell."""
    mark = '@@ next of %d @@' % os.getpid()
    script = ''.join("(exit $s)\n%s\ns=$?; printf '%%s\\n' '%s'\n" % (
        '\n'.join(typed), mark) for typed, _ in commands)
    said = folder.run('s=0\n' + script)[1].split(mark + '\n')
    if len(said) != len(commands) + 1:
        raise Wrong('the session ended early:\n' + ''.join(said))
    return [text.splitlines() for text in said[:-1]]


def session_tested(folder, _, lines):
    commands = session_commands(lines)
    for (typed, shown), said in zip(commands, session_said(folder,
                                                           commands)):
        if shown != said:
            raise Wrong('$ %s\nshown:\n%s\nprinted:\n%s' % ('\n'.join(typed),
                        '\n'.join(shown), '\n'.join(said)))


def unfolded(lines):
    whole = []
    for line in lines:
        if line.startswith('    ') and whole:
            whole[-1] += line[4:]
        else:
            whole.append(line)
    return whole


def lines_tested(folder, command, lines):
    said = folder.run(command)[1].splitlines()
    at = 0
    for line in unfolded(lines):
        json.loads(line if line.count('{') == line.count('}') else line + '}')
        if line not in said[at:]:
            raise Wrong('%s does not print, after line %d:\n%s' % (command,
                                                                   at, line))
        at = said.index(line, at) + 1


def commands_tested(folder, status, lines):
    for line in lines:
        found, said = folder.run(line)
        if found != int(status or 0):
            raise Wrong('%s: status %d\n%s' % (line, found, said))


def before_done(folder, command, _):
    folder.wants(command, command)


TESTED = {'before': before_done, 'commands': commands_tested,
         'site': site_tested, 'scenario': scenario_tested,
         'session': session_tested, 'lines': lines_tested}


def page_tested(program, journal_check, page):
    """How many examples of each kind; raises Wrong at the first wrong one."""
    folder = Folder(program, journal_check)
    counts = {}
    try:
        for number, kind, rest, lines in displays(page, page.endswith('.5')):
            if kind not in TESTED:
                raise Wrong('%s:%d: "%s" is no kind of example' % (page,
                            number, kind))
            try:
                TESTED[kind](folder, rest, lines)
            except (Wrong, ValueError) as wrong:
                raise Wrong('%s:%d: %s' % (page, number, wrong)) from wrong
            if kind != 'before':
                counts[kind] = counts.get(kind, 0) + 1
    finally:
        folder.drop()
    return counts


def described(page):
    """Every word of a page that is marked as a variable, and as an item."""
    words, items = set(), set()
    with open(page, encoding='utf-8') as file:
        for line in file:
            found = re.findall(r'\bVa ((?:[A-Za-z_*]+(?: , )?)+)', line)
            for text in found:
                words |= set(re.findall('[A-Za-z_]+', text))
            if line.startswith(('.It Va', '.It Pa')):
                items |= set(re.findall('[a-z_]+', ' '.join(found)))
            words |= set(re.findall(r'(?:Ql|Cm) \(?([a-z]+)', line))
    return words, items


def schema_keys(kind):
    with open(os.path.join(ROOT, 'docs', 'schema', kind + '.schema.json'),
              encoding='utf-8') as file:
        schema = json.load(file)
    if kind == 'scenario':
        del schema['definitions']['change']
    keys = set()

    def walk(part):
        if isinstance(part, dict):
            for key, value in part.items():
                if key == 'properties':
                    keys.update(k for k, v in value.items()
                                if isinstance(v, dict))
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)
    walk(schema)
    return keys - {'propertyNames', 'additionalProperties', 'properties'}


def keys_compared(pages):
    """Keys of the schemas: all described, and nothing else as an item."""
    wrong = []
    count = 0
    for kind in ('site', 'scenario'):
        page = next((p for p in pages if p.endswith('-%s.5' % kind)), None)
        if page is None:
            continue
        words, items = described(page)
        keys = schema_keys(kind)
        count += len(keys)
        wrong += ['%s: %s is not described' % (page, key)
                  for key in sorted(keys - words)]
        wrong += ['%s: %s is described, and no key' % (page, key)
                  for key in sorted(items - keys - {'properties'})]
    return wrong, count


def keys_of(value, deep):
    for key, part in value.items():
        yield key
        if isinstance(part, dict) and key in deep:
            yield from keys_of(part, deep)
        if isinstance(part, list) and key in deep:
            for one in part:
                if isinstance(one, dict):
                    yield from keys_of(one, deep)


# What the program writes, and the page that has to describe each key of it.
WRITTEN = [
    ('plan', 'domferry new site -w site.json; for job in "create web1" '
     '"switch web1 --locks" services; do domferry plan $job -w -; done; '
     'for job in "p2v system1" "migrate ldom1" "maintain ldom1" '
     '"retire ldom1 --destroy-data d14"; do domferry plan $job -w - -s '
     'scenarios/sites/posts.json; done',
     {'checks', 'phases', 'steps', 'op', 'wait', 'question', 'answer', 'undo',
      'decide', 'leave', 'needs', 'unless'}),
    ('run', 'domferry new site -w site.json; domferry rehearse create web1 '
     '--run r1 >/dev/null; domferry rehearse switch web1 --run r2 -F '
     '"crash after group-switch web1-rg" >/dev/null 2>&1; domferry rehearse '
     'switch web1 --run r3 -F "refuse group-switch web1-rg, times always" '
     '>/dev/null; printf x >>r2/journal.jsonl; domferry rollback r2 '
     '>/dev/null; cat r?/journal.jsonl r1/lock', set()),
    ('events', 'domferry new site -w site.json; domferry check -j; domferry '
     'plan services -j | grep planned; domferry rehearse create web1 -j; domferry '
     'rehearse p2v system1 -j -s scenarios/sites/posts.json; '
     'domferry explore switch web1 -j --faults 0; domferry explain -j; '
     'domferry run -j scenarios/*.json scenarios/failing/*.json; echo {} '
     '>wrong.json; domferry check -j wrong.json',
     {'nodes', 'devices', 'services', 'guests', 'pools', 'groups',
      'resources', 'sources'}),
]


@functools.lru_cache(maxsize=None)
def written(program, journal_check, script):
    """What the program writes does not depend on the page: asked once."""
    folder = Folder(program, journal_check)
    lines = [json.loads(line) for line in folder.run(script)[1].splitlines()
             if line.startswith('{')]
    folder.drop()
    return lines


def written_compared(program, journal_check, pages):
    """Every key and every type that the program writes is described."""
    wrong = []
    count = 0
    for name, script, deep in WRITTEN:
        page = next((p for p in pages if p.endswith('-%s.5' % name)), None)
        if page is None:
            continue
        words = described(page)[0]
        lines = written(program, journal_check, script)
        keys = {key for line in lines for key in keys_of(line, deep)}
        types = {line['type'] for line in lines if 'type' in line}
        if len(lines) < 3:
            wrong.append('%s: nothing was written' % name)
        count += len(keys) + len(types)
        wrong += ['%s: %s is written, and not described' % (page, key)
                  for key in sorted((keys | types) - words)]
    return wrong, count


def session_print(folder, _, lines):
    """The session with what it prints now, for the author of the page."""
    commands = session_commands(lines)
    for (typed, _), said in zip(commands, session_said(folder, commands)):
        for i, line in enumerate(typed):
            print(('$ ' if i == 0 else '') + line.replace('\\', '\\e'))
        for line in said:
            line = line.replace('\\', '\\e')
            print('\\&' + line if line[:1] in ('', '.', "'") else line)


def pages_tested(program, journal_check, pages):
    """All of these pages; prints what is wrong."""
    failed = 0
    total = 0
    for page in pages:
        try:
            counts = page_tested(program, journal_check, page)
            total += sum(counts.values())
            print('%-28s %3d examples%s' % (os.path.basename(page),
                  sum(counts.values()), ''.join(', %d %s' % (
                      counts[kind], kind) for kind in sorted(counts))))
        except Wrong as wrong:
            print(wrong)
            failed = 1
    for what, (wrong, count) in (('keys of schemas, described',
                                  keys_compared(pages)),
                                 ('keys written, described', written_compared(
                                     program, journal_check, pages))):
        for line in wrong:
            print(line)
        failed |= bool(wrong)
        print('%-28s %3d' % (what, count))
    print('%d examples tested' % total)
    return failed


def wrong_found(program, journal_check, page):
    """A page that has a mistake.  What needs no example is seen first."""
    if keys_compared([page])[0] or written_compared(program, journal_check,
                                                    [page])[0]:
        return True
    try:
        page_tested(program, journal_check, page)
    except Wrong:
        return True
    print('not found: ' + page)
    return False


def main(argv):
    warnings.simplefilter('ignore')
    if argv[:1] == ['--print']:
        argv = argv[1:]
        TESTED.update({'session': session_print, 'lines': lambda *_: None})
        for page in argv[2:]:
            page_tested(argv[0], argv[1], page)
        return 0
    program, journal_check, *pages = argv
    wrong = []
    if '--wrong' in pages:
        at = pages.index('--wrong')
        pages, wrong = pages[:at], pages[at + 1:]
    failed = pages_tested(program, journal_check, pages)
    if not failed and wrong:
        found = sum(wrong_found(program, journal_check, page)
                    for page in wrong)
        print('%d of %d wrong pages found' % (found, len(wrong)))
        failed = found != len(wrong)
    return int(failed)


sys.exit(main(sys.argv[1:]))
