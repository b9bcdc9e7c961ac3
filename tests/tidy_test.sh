#!/bin/sh
# The checker of our rules is tested by making it fail: each rule fires on a
# copy of the tree with one mistake planted.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
bad=0

fresh() {
	rm -rf "$dir/tree"
	mkdir "$dir/tree"
	cp -r core backends tools tests "$dir/tree"
}

# fires PATTERN: the planted mistake is told with that rule.
fires() {
	if tests/tidy "$dir/tree" >"$dir/out" 2>&1 ||
	    ! grep -q -e "$1" "$dir/out"; then
		echo "not fired: $1"
		tail -3 "$dir/out"
		bad=1
	fi
}

plant() {
	fresh
	printf "$2" >>"$dir/tree/$1"
}

fresh
tests/tidy "$dir/tree" >"$dir/out" 2>&1 || {
	echo "the tree as it is:"
	cat "$dir/out"
	bad=1
}

plant core/run/run.c '\nvoid\nlong_one(void)\n{\n'
i=0
while [ $i -lt 71 ]; do
	echo '	;' >>"$dir/tree/core/run/run.c"
	i=$((i + 1))
done
echo '}' >>"$dir/tree/core/run/run.c"
fires 'a function of 71 lines'

fresh
i=0
while [ $i -lt 400 ]; do
	echo '/* */' >>"$dir/tree/core/plan/job.c"
	i=$((i + 1))
done
fires 'a file has at most 400'

plant core/plan/job.c '/* %080d */\n'
fires 'more than 80 columns'
plant core/plan/job.c 'int\nutil_it(void)\n{\n\treturn util_it();\n}\n'
fires 'a banned name'
for name in job_util manager_of my_job do_it job_data_helper; do
	plant core/plan/job.c "int\n$name(void)\n{\n\treturn 0;\n}\n"
	fires 'core/plan/job.c:[0-9]*: a banned name$'
done
plant core/plan/job.h 'struct event_handler {\n'
fires 'a banned name$'
fresh
cp "$dir/tree/core/plan/job.c" "$dir/tree/core/plan/job-util.c"
fires 'core/plan/job-util.c: a banned name for a file'
plant core/plan/job.c 'int\nf(int n)\n{\n\tif (n)\n\t\tgoto a;\n\tgoto b;\na:\n\tn = 2;\nb:\n\treturn n;\n}\n'
fires 'goto one exit label'
plant core/plan/job.c 'typedef int number;\n'
fires 'no typedef'
plant core/plan/job.c 'static int counter = 0;\n'
fires 'no static that changes'
plant tools/file.c '#define _GNU_SOURCE\n'
fires 'not in this tree'
plant core/plan/job.c '/* TO''DO */\n'
fires 'a NEEDSWORK'
plant core/plan/job.c 'int x; \n'
fires 'blanks at the end'
plant core/plan/job.c '#include "core/formats/json/units.h"\n'
fires 'core includes core and ISO C only'
plant core/plan/job.c '#include <time.h>\n'
fires 'core includes core and ISO C only'
plant core/run/run.h '#include "tests/posts_fixture.h"\n'
fires 'core includes core and ISO C only'
plant core/procedures/switch.c '#include "backends/sim/sim.h"\n'
fires 'core includes core and ISO C only'
plant core/formats/json/units.c '#include "tools/file.h"\n'
fires 'core/formats includes core, jansson and libcrypto only'
plant core/formats/json/units.c '#include <unistd.h>\n'
fires 'core/formats includes core, jansson and libcrypto only'
plant tools/file.c '#include "tests/posts_fixture.h"\n'
fires 'nothing but a test includes tests'
plant backends/sim/world/draw.c '#include "tools/file.h"\n'
fires 'a backend does not include tools'
plant tools/file.c '#include "file.h"\n'
fires 'paths begin at the root'
fresh
sed -i '1d' "$dir/tree/core/plan/job.h"
fires 'a header opens with'
fresh
sed -i '/^#ifndef/d' "$dir/tree/core/plan/job.h"
fires 'no guard'
fresh
sed -i 's/CORE_JOB_H/CORE_JBO_H/' "$dir/tree/core/plan/job.h"
fires 'core/plan/job.h: no guard'
fresh
mkdir "$dir/tree/core/more"
cp "$dir/tree/core/plan/job.h" "$dir/tree/core/more/job.h"
fires 'CORE_JOB_H: two headers with this guard'
fresh
sed -i 's|^#include <string.h>|#include <string.h>\n#include <stdio.h>|' \
    "$dir/tree/core/run/run.c"
fires 'includes are sorted'

exit $bad
