#!/bin/sh
# The prompt at a terminal: completion, history, Ctrl-C, other places.
set -u
B=${B:-build}
python=/usr/bin/python3
[ -x "$python" ] || python=python3
TERM=xterm
export TERM
unset DOMFERRY_SITE
"$python" - "$B/domferry" <<'E'
import os, pty, re, select, sys, time

program = sys.argv[1]
child, fd = pty.fork()
if child == 0:
    os.execv(program, [program, 'shell', '-s', 'scenarios/sites/posts.json',
                       '--begin', 'create ldom1'])

seen = ''

def read():
    """What has come, without what moves the cursor."""
    global seen
    if select.select([fd], [], [], 0.2)[0]:
        try:
            text = os.read(fd, 65536).decode('utf-8', 'replace')
        except OSError:
            return False
        seen += re.sub('\x1b\\[[0-9;]*[A-Za-z]', '', text)
    return True

def expect(keys, text):
    """Type, and wait until that text has come."""
    global seen
    seen = ''
    os.write(fd, keys)
    end = time.time() + 60
    while text not in seen:
        if time.time() > end or not read():
            print('after %r came %r, not %r' % (keys, seen, text))
            sys.exit(1)

def rest():
    """Wait until nothing comes any more: keys are lost while the terminal
    changes its mode."""
    global seen
    size = -1
    while size != len(seen):
        size = len(seen)
        read()

# Banner and prompt may come at once.
expect(b'', 'SIMULATED node1# ')
if 'nothing here is real' not in seen:
    print('the banner is %r' % seen)
    sys.exit(1)
expect(b'hostn\t\n', '\nnode1\r\n')
expect(b'ldm list-bi\tldom\t\n', '\nNAME ')
# What several have in common is put in, then all of them are listed.
expect(b'clrg status ldo\t\t', 'ldom1-fs-rs\r\nldom1-ldom-rs\r\nldom1-rg')
# Ctrl-C gives up the line, not the prompt.
rest()
expect(b'\x03', 'SIMULATED node1# ')
rest()
expect(b'node node2\n', 'SIMULATED node2# ')
expect(b'hostname\n', 'node2\r\n')
expect(b'ldm ls nobody\n', 'LDom nobody not found')
# The line before the last one again.
expect(b'\x1b[A\x1b[A\n', '\nnode2\r\n')
expect(b'sleep 100\n', 'SIMULATED node2# ')
expect(b'time\n', '100.000 s')
expect(b'exit\n', 'exit')
while read():
    pass
if os.waitpid(child, 0)[1] != 0:
    print('it ended with another status than 0')
    sys.exit(1)
E
