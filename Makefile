# make            builds build/domferry
# make demo       installs what is missing, builds, and plays the main procedures
# make check      installs what is missing, builds, and runs every test
# make deps       installs what is missing (as root, with apt-get)
# make test       unit tests and scenarios, nothing else
# make lint       purity of core, cppcheck, our rules, the manual, clang
# make asan       unit tests and scenarios under the sanitizers
# make valgrind   unit tests under valgrind
# make same-bytes the same output from gcc and clang, -O0 and -O2 (make check
#                 takes gcc -O2 and clang -O0)
# make big-endian the same output on s390x, under qemu-user
# make bench      how fast, and how big, built with -flto: lines of JSON
# make mutants    planted mistakes in core: each has to be found by its test
#                 (make check takes every eighth); BY=explore: which of them
#                 exploration finds by itself
# make explore    all triples of faults of switch, pairs with two nodes, and a
#                 million random schedules of each job (ten minutes); each
#                 job killed at each record, on many sites
# make swarm      200,000 random lives of random jobs on 2,200 random sites:
#                 struck, killed, resumed, rolled back (tests/swarm)
# make both-ways  all scenarios and 2,400 random schedules by operations and by
#                 commands, and 4,800 in which what comes back is spoilt
# make fuzz       libFuzzer makes inputs up for every reader, FUZZ_SECONDS (1200)
#                 each; what it finds is replayed by make check from then on;
#                 and what 100,000 random sites print is read as the truth, and
#                 100,000 random failures are watched without a change
# make ansible    a playbook of raw tasks on domferry lab (with ansible-core), and
#                 fifty connections of ssh at once
# make lab        apply at a simulated site behind sshd: procedures, fifty deaths,
#                 cut connections, a line that is slow; site files of sites of up
#                 to eight nodes; and a million vectors of hostile words arrive at
#                 a shell as they are
# make lab-kills  domferry apply is killed at every call that another process
#                 or the disk can see, and resumed
# make strace     every call on a file and every allocation fails, SIGKILL at
#                 every record, every prefix of a journal: all of what make
#                 test does with some of them
# make golden     writes scenarios/*.out anew: read the difference
# make coverage   lines and branches reached by the tests (lcov)
# make LINKED=shared  the program with all libraries outside, and in no fixed
#                 place
# make install    honours DESTDIR and PREFIX
# make uninstall  takes it away again
# make clean      removes build/
# make help       prints this list

B	?= build
PREFIX	?= /usr/local
BINDIR	?= $(PREFIX)/bin
LIBEXECDIR ?= $(PREFIX)/libexec/domferry
MANDIR	?= $(PREFIX)/share/man
DATADIR	?= $(PREFIX)/share/domferry
CC	= gcc
CFLAGS	?= -O2 -g
STRICT	:= -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic \
	   -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	   -Wvla -Werror
XML2	:= $(shell xml2-config --cflags 2>/dev/null || \
	   echo -I/usr/include/libxml2)
BUILD	:= $(shell git describe --always --dirty 2>/dev/null || echo unknown)

ifneq ($(findstring -DNDEBUG,$(CC) $(CFLAGS) $(CPPFLAGS)),)
$(error assertions are never compiled out: take -DNDEBUG away)
endif

CORE	:= $(filter-out core/formats/%,$(wildcard core/*/*.c))
PARTS	:= $(CORE) $(wildcard core/formats/*/*.c backends/*/*.c \
	   backends/*/*/*.c tools/adopt/*.c tools/apply/*.c \
	   tools/campaign/*.c tools/capture/*.c \
	   tools/explore/*.c tools/host/*.c tools/whatif/*.c \
	   tools/judge/*.c tools/live/*.c \
	   tools/rehearsal/*.c tools/replay/*.c tools/report/*.c \
	   tools/scenario/*.c tools/scrub/*.c \
	   tools/session/*.c tools/shell/*.c tools/swarm/*.c \
	   tools/lab/*.c tools/through/*.c tools/watch/*.c tools/ways/*.c) \
	   tools/client/filing.c tools/client/message.c tools/client/paths.c \
	   tools/client/talk.c tools/client/telnet_call.c
TOOLS	:= $(wildcard tools/*.c)
TESTS	:= $(wildcard tests/*/*_test.c)
BENCH	:= $(wildcard tools/bench/*.c)
FIXTURES := $(wildcard tests/*_fixture.c)
PAGES	:= $(wildcard docs/*.5)

SOURCES	:= $(PARTS) $(TOOLS) $(TESTS) $(FIXTURES) $(BENCH) tests/main.c \
	   $(wildcard tests/fuzz/*.c tools/journal-check/*.c) \
	   $(filter-out $(PARTS),$(wildcard tools/client/*.c))

object	= $(patsubst %.c,$(B)/%.o,$(1))
# Where tests and fixtures are compiled to: make check has clang do so once, and
# links them with the program of gcc as well.
T	?= $(B)
tester	= $(patsubst %.c,$(T)/%.o,$(1))
TARGETS	:= $(wildcard tests/fuzz/*_target.c)
PROGRAMS := $(patsubst %.c,$(B)/%,$(TESTS) $(TARGETS))
COMPILE	= $(CC) $(STRICT) $(CPPFLAGS) $(CFLAGS) $(TESTING) $(DEFINE) -I. \
	  -MMD -MP

# Test programs are many, and take the faster linker where it is at hand.  Gold
# cannot read what clang says of lines.
FASTER	:= $(if $(filter clang,$(CC)),lld,gold)
LINKER	:= $(if $(shell command -v ld.$(FASTER)),-fuse-ld=$(FASTER))

# A start costs more than what is done then: most of it is to find libraries, and
# to write addresses into tables.  So the program has jansson inside, and what
# computes SHA-256 of libcrypto, and its place is fixed; its clients have all of
# libc inside.  This is where archives are at hand, and not with LINKED=shared.
# libxml2 is loaded when there is a document (backends/commands/xml_library.c),
# libarchive when there is a bundle (tools/capture/archive_library.c), each by the
# name that a linker would note.
SHARED	:= $(filter shared,$(LINKED))$(findstring -fsanitize,$(CFLAGS))
archive	= $(if $(SHARED),,$(filter /%,$(shell $(CC) -print-file-name=$(1).a)))
FIXED	:= $(if $(SHARED),$(if $(filter -fno-pie,$(CFLAGS)),-no-pie),-no-pie)
INSIDE	= $(if $(call archive,libc),-static,$(FIXED))
# The compiler is asked once.
CRYPTO	= $(eval CRYPTO := $$(or $$(call archive,libcrypto),-lcrypto))$(CRYPTO)
JANSSON	= $(eval JANSSON := $$(or $$(call archive,libjansson),-ljansson))$(JANSSON)
LDLIBS	= $(JANSSON) $(CRYPTO) -ldl
soname	= $(shell readelf -d "$$($(CC) -print-file-name=$(1))" 2>/dev/null | \
	   sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
LIBXML2	= $(or $(call soname,libxml2.so),libxml2.so.2)
LIBARCHIVE = $(or $(call soname,libarchive.so),libarchive.so.13)

all: $(B)/domferry $(B)/domferry-client $(B)/domferry-prompt

# All but main, and what takes a flag of its own; MOSTLY is what $(1) is in.
# In make check gcc compiles many files at a time (BUNDLES=yes), where they have
# not been compiled one by one already: each of them a second time by clang.
WHOLE	:= $(PARTS) $(filter-out tools/domferry.c,$(TOOLS))
SINGLE	:= tools/version.c tools/scenario/junit_xml.c core/site/scripts.c \
    backends/commands/constraints.c backends/commands/xml_library.c \
    backends/real/channels/channel_text.c tools/capture/archive_library.c
# Under the sanitizers that takes clang four times as long, if it is to optimize:
# only what runs longest is worth it.
HOT	:= $(if $(findstring -fsanitize=address,$(CFLAGS)),$(filter core/base/% $(addprefix \
	   core/,$(addprefix formats/json/,scan.c token.c text.c) $(addprefix \
	   op/,answer.c backend.c op.c) $(addprefix run/,apply.c detour.c \
	   moment.c picture.c run.c)) $(addprefix backends/sim/,world/key.c \
	   world/world.c questions/ask.c session/translation.c),$(WHOLE)))
ifeq ($(BUNDLES)$(wildcard $(B)/core/base/arena.o),yes)
BUNDLED := $(shell tests/bundle $(B)/bundles \
	   $(filter-out $(SINGLE) $(HOT),$(WHOLE)))
endif
WHOLE_OBJECTS := $(if $(BUNDLED),$(BUNDLED:.c=.o) \
	   $(call object,$(SINGLE) $(HOT)),$(call object,$(WHOLE)))

# What does not go together is compiled one by one.
ifneq ($(BATCHES),yes)
$(BUNDLED:.c=.o): %.o: %.c | $(B)/.found-build
	@$(info $()  CC   $<)$(COMPILE) -Wno-shadow -c -o $@ $< || \
	    tests/bundle --apart $@ $< -- $(COMPILE)
endif

$(B)/domferry: $(WHOLE_OBJECTS) $(B)/tools/domferry.o
	@echo "  LD   $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(FIXED) -o $@ $^ \
	    $(LDLIBS)

# The programs of a simulated site: nothing but libc, so that they start fast.
TALK	:= tools/client/message.c tools/client/talk.c tools/client/telnet.c \
	   tools/client/telnet_call.c
CLIENTS	:= $(B)/domferry-client $(B)/domferry-prompt
$(B)/domferry-client: $(call object,$(TALK) tools/client/client.c \
    tools/client/filing.c tools/client/login.c tools/client/paths.c \
    tools/client/processor.c tools/client/root.c tools/client/ssh.c)
	@echo "  LD   $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(INSIDE) -o $@ $^

$(B)/domferry-prompt: $(call object,$(TALK) tools/client/prompt.c)
	@echo "  LD   $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(FIXED) -o $@ $^ \
	    -ledit

# Shares no code with the rest: it checks what the rest has written.
$(B)/journal-check: $(call object,$(wildcard tools/journal-check/*.c))
	@echo "  LD   $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(FIXED) -o $@ $^ \
	    $(CRYPTO)

$(B)/domferry-bench: $(WHOLE_OBJECTS) $(call object,$(BENCH))
	@echo "  LD   $@"; $(CC) $(CFLAGS) $(LDFLAGS) $(FIXED) -o $@ $^ \
	    $(LDLIBS)

# A test program takes from it what it calls.
$(B)/all.a: $(WHOLE_OBJECTS) $(call tester,$(FIXTURES))
	@echo "  AR   $@"; rm -f $@; gcc-ar rcsT $@ $^

# named PROGRAM, SOURCES: the program has the names of these tests, too.  To start
# ln takes longer than what it does.
named	= perl -e '$$all = shift; unlink @ARGV; link $$all, $$_ or die for @ARGV' \
	  $(1) $(patsubst %.c,$(B)/%,$(2))

LINK	= $(info $()  LD   $@)$(CC) $(CFLAGS) $(LINKER) $(LDFLAGS) $(FIXED) -o $@ \
	  $^ -lcmocka -lxml2 $(LDLIBS)
$(B)/tests/%_test: $(T)/tests/%_test.o $(T)/tests/main.o $(B)/all.a \
    | $(B)/.folders
	@$(LINK)

# To link each by itself takes as long as to compile it: make check has one
# program with all of them (TOGETHER=yes), but for those that put functions of
# their own before those of the system.
#
# journal_test has 100 MB of its own, in which the sanitizers look for leaks.
ALONE	:= tests/tools/disk_test.c tests/tools/memory_test.c \
	   tests/formats/journal_test.c
ifeq ($(TOGETHER),yes)
$(patsubst %.c,$(B)/%,$(filter-out $(ALONE),$(TESTS))): $(B)/.together ;
$(B)/.together: $(B)/tests/all
	@$(call named,$<,$(filter-out $(ALONE),$(TESTS))) && touch $@

$(B)/tests/all: $(call tester,$(filter-out $(ALONE),$(TESTS)) tests/main.c) \
    $(B)/all.a | $(B)/.folders
	@$(LINK)
endif

# The program is optimized, its tests are not: it takes longer to compile them
# so than to run them.  What gcc warns of only when it optimizes (a value that
# may not have been set) is not looked for in tests.
UNOPTIMIZED = -O0 $(patsubst -g%,-g1,$(filter -g%,$(CFLAGS)))
$(call object,$(FIXTURES) tests/main.c): TESTING = $(UNOPTIMIZED)
$(call object,$(TESTS)): TESTING = $(UNOPTIMIZED) -include tests/main.h
$(call object,$(TESTS)): tests/main.h

# A fuzz target plays its corpus, in one program with all of them; libFuzzer
# makes inputs up for each by itself (make fuzz).
FUZZ	:= $(wildcard tests/fuzz/*.c)
TRYING	:= tests/fuzz/fuzz.c tests/fuzz/fuzz_seats.c tests/fuzz/fuzz_stage.c
$(B)/tests/fuzz/replay: $(call tester,$(TARGETS) $(TRYING) \
    tests/fuzz/replay.c) $(B)/all.a | $(B)/.folders
	@$(LINK)

$(patsubst %.c,$(B)/%,$(TARGETS)): $(B)/tests/fuzz/.named ;
$(B)/tests/fuzz/.named: $(B)/tests/fuzz/replay
	@$(call named,$<,$(TARGETS)) && touch $@

# libFuzzer looks at what a reader compares with its input.  What lies behind
# the readers compares much, and little of it is the input; what reads outputs
# compares places in a text, and words by functions at which it looks anyway.
BEHIND	:= $(filter core/base/% core/op/% core/procedures/% core/run/% \
	   core/stack/% backends/sim/% backends/real/% tools/session/%,$(PARTS))
BEHIND	:= $(filter-out backends/sim/shell/% backends/sim/image.c,$(BEHIND))
$(call object,$(BEHIND)): TESTING = $(UNSEEN)

$(B)/fuzz/%: $(call object,$(TRYING) tests/fuzz/only.c) \
    $(B)/tests/fuzz/%_target.o $(B)/all.a
	@echo "  LD   $@"; mkdir -p $(@D); \
	    $(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ \
	    -lcmocka $(LDLIBS)

# Its calls on files go through tests/disk_fixture.c, and it takes journals to
# the checker.
CALLS_WRAPPED := open write pread pwrite fsync ftruncate rename mkdir close \
    unlink fcntl fopen fdopen time getpid
# fopencookie is GNU's: streams whose calls are ours.
$(B)/tests/disk_fixture.o: DEFINE = -D_GNU_SOURCE
CHECKER := $(filter-out %/journal-check.c,$(wildcard tools/journal-check/*.c))
$(B)/tests/tools/disk_test: LDFLAGS += $(CALLS_WRAPPED:%=-Wl,--wrap=%)
$(B)/tests/all $(B)/tests/tools/disk_test $(B)/tests/tools/journal_check_test \
    $(B)/tests/tools/journal_check_record_test: $(call object,$(CHECKER))

# No shell is started for an object, and no mkdir: there are more than a thousand.
$(B)/%.o: %.c | $(B)/.found-build $(B)/.folders
	@$(info $()  CC   $<)$(COMPILE) -c -o $@ $<

# A folder that is new is younger.
FOLDERS	:= $(sort $(dir $(SOURCES)))
$(B)/.folders: $(FOLDERS)
	@mkdir -p $(FOLDERS:%=$(B)/%) && touch $@

$(B)/tools/version.o: DEFINE = -DDOMFERRY_BUILD='"$(BUILD)"'
$(B)/tools/version.o: $(B)/.build-$(BUILD)
$(B)/.build-%:
	@mkdir -p $(B); rm -f $(B)/.build-*; touch $@

# Nothing else sees libxml2.
$(B)/tools/scenario/junit_xml.o $(B)/tests/tools/junit_test.o \
    $(B)/tests/commands/xml_library_test.o \
    $(B)/backends/commands/constraints.o: DEFINE = $(XML2)
$(B)/backends/commands/xml_library.o: DEFINE = $(XML2) -DLIBXML2='"$(LIBXML2)"'
$(B)/tools/capture/archive_library.o: DEFINE = -DLIBARCHIVE='"$(LIBARCHIVE)"'

# The scripts of the share, and what a shell of a place is told, are part of the
# program, as strings.
QUOTE	= s/\\/&&/g; s/"/\\"/g; s/.*/"&\\n"/
$(B)/share/%.inc: share/%
	@mkdir -p $(@D); sed '$(QUOTE)' $< > $@
# It is sent to each place, and is longer than a string of C has to be: lines,
# without comments.
$(B)/%.inc: %.ksh
	@mkdir -p $(@D); sed '/^$$/d; /^\t*#/d; $(QUOTE); s/$$/,/' $< > $@
MADE	:= $(B)/backends/real/channels/channel.inc $(B)/share/sums.inc \
	   $(B)/share/data-disk.inc
$(B)/backends/real/channels/channel_text.o $(B)/core/site/scripts.o: \
    DEFINE = -I$(B)
$(B)/backends/real/channels/channel_text.o $(B)/core/site/scripts.o: $(MADE)

# A library that is missing is named before the compiler stumbles.
$(B)/.found-%: tests/deps
	@mkdir -p $(B); [ "$(FOUND)" = no ] || \
	    CC="$(CC)" CPPFLAGS="$(CPPFLAGS)" tests/deps --found $* && touch $@

$(call object,$(TESTS) $(FIXTURES) $(FUZZ)): | $(B)/.found-test

deps:
	@tests/deps

demo:
	@tests/deps build
	@$(MAKE) --no-print-directory all
	@$(B)/domferry run --verbose scenarios/demo.json

check: deps
	@tests/check "$(MAKE)"

test: tree
	@B=$(B) tests/run test

lint: tree-lint tree-clang-O0
	@B=$(B) tests/lint

asan: tree-asan
	@B=$(B) tests/run asan

valgrind: $(PROGRAMS) $(B)/domferry
	@B=$(B) tests/valgrind

same-bytes: all tree-gcc-O0 tree-clang-O0 tree-clang-O2
	@B=$(B) tests/same-bytes

big-endian:
	@tests/big-endian "$(MAKE)"

# Optimized over the borders of files, as a build for production would be.
bench: all
	@$(MAKE) --no-print-directory B=$(B)/bench CFLAGS="-O2 -g -flto=auto" \
	    $(B)/bench/domferry-bench >&2
	@B=$(B) $(B)/bench/domferry-bench

explore: $(B)/domferry $(B)/tests/tools/swarm_test \
    $(B)/tests/tools/explore_test $(B)/tests/tools/beside_test
	@B=$(B) tests/explore
	@THOROUGH=yes $(B)/tests/tools/beside_test

# BY=explore takes no test but exploration.
BY	?= tests
ifeq ($(BY),explore)
mutants: $(B)/domferry
	@MAKE="$(MAKE)" tests/mutants/explore
else
mutants: tree-mutants
	@THOROUGH=yes B=$(B) tests/run mutants
endif

swarm: $(B)/domferry $(B)/journal-check
	@B=$(B) tests/swarm

both-ways: $(B)/tests/tools/through_test $(B)/tests/tools/spoil_test \
    $(B)/domferry $(B)/domferry-client
	@B=$(B) tests/both-ways

fuzz:
	@tests/deps fuzz
	@$(MAKE) --no-print-directory tree-fuzz \
	    $(B)/tests/backends/answers_world_test \
	    $(B)/tests/backends/observed_test \
	    $(B)/tests/backends/policy_sim_test \
	    $(B)/tests/backends/refusal_world_test \
	    $(B)/tests/backends/start_world_test \
	    $(B)/tests/tools/watch_world_test
	@tests/fuzz/run
	@LIVES=100000 $(B)/tests/backends/answers_world_test
	@LIVES=20000 $(B)/tests/backends/observed_test
	@LIVES=20000 $(B)/tests/backends/policy_sim_test
	@THOROUGH=yes LIVES=20000 $(B)/tests/backends/refusal_world_test
	@LIVES=20000 $(B)/tests/backends/start_world_test
	@FAILURES=100000 $(B)/tests/tools/watch_world_test

ansible: $(B)/domferry $(B)/domferry-client
	@tests/deps ansible
	@B=$(B) sh tests/ansible/run
	@THOROUGH=yes B=$(B) sh tests/lab_test.sh
	@echo "  ANSIBLE fifty connections of ssh at once have passed"

lab:
	@tests/deps lab
	@$(MAKE) --no-print-directory all $(B)/tests/backends/reach_test
	@THOROUGH=yes B=$(B) sh tests/apply_lab_test.sh
	@THOROUGH=yes B=$(B) sh tests/adopt_lab_test.sh
	@VECTORS=1000000 $(B)/tests/backends/reach_test

# Half an hour, on each processor a half of the calls.
lab-kills: tree
	@tests/deps check
	@B=$(B) tests/apply_kills 0 2 & one=$$!; B=$(B) tests/apply_kills 1 2; \
	    other=$$?; wait $$one && exit $$other

strace: tree tree-asan
	@THOROUGH=yes $(B)/tests/tools/disk_test
	@THOROUGH=yes $(B)/tests/formats/journal_test
	@THOROUGH=yes $(B)/tests/tools/memory_test
	@THOROUGH=yes $(B)/tests/tools/printed_test
	@THOROUGH=yes $(B)/tests/tools/scenario_test
	@THOROUGH=yes B=$(B) sh tests/strace_test.sh
	@B=build/asan sh tests/strace_test.sh
	@THOROUGH=yes B=$(B) sh tests/kill_test.sh
	@THOROUGH=yes B=$(B) sh tests/runbooks_test.sh
	@THOROUGH=yes B=$(B) sh tests/roots_test.sh

golden: $(B)/domferry
	@B=$(B) tests/golden

coverage: deps
	@tests/coverage "$(MAKE)"

install: $(B)/domferry $(B)/domferry-client $(B)/domferry-prompt
	mkdir -p $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBEXECDIR) \
	    $(DESTDIR)$(MANDIR)/man8 \
	    $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(DATADIR)/schema \
	    $(DESTDIR)$(DATADIR)/scenarios/sites \
	    $(DESTDIR)$(DATADIR)/scenarios/runbooks \
	    $(DESTDIR)$(DATADIR)/share
	install -m 755 $(B)/domferry $(DESTDIR)$(BINDIR)/domferry
	install -m 755 $(CLIENTS) $(DESTDIR)$(LIBEXECDIR)
	install -m 644 docs/domferry.8 $(DESTDIR)$(MANDIR)/man8/domferry.8
	install -m 644 $(PAGES) $(DESTDIR)$(MANDIR)/man5
	install -m 644 docs/schema/*.json $(DESTDIR)$(DATADIR)/schema
	install -m 644 scenarios/*.json scenarios/*.out \
	    $(DESTDIR)$(DATADIR)/scenarios
	install -m 644 scenarios/sites/*.json \
	    $(DESTDIR)$(DATADIR)/scenarios/sites
	install -m 755 scenarios/runbooks/*.sh \
	    $(DESTDIR)$(DATADIR)/scenarios/runbooks
	install -m 644 scenarios/runbooks/*.json scenarios/runbooks/*.out \
	    $(DESTDIR)$(DATADIR)/scenarios/runbooks
	install -m 755 share/sums share/data-disk $(DESTDIR)$(DATADIR)/share

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/domferry \
	    $(DESTDIR)$(MANDIR)/man8/domferry.8 \
	    $(PAGES:docs/%=$(DESTDIR)$(MANDIR)/man5/%)
	rm -rf $(DESTDIR)$(DATADIR) $(DESTDIR)$(LIBEXECDIR)

clean:
	rm -rf build

help:
	@sed -n '/^#/!q; s/^# //p' Makefile

# What the lanes of tests/run need, each in a tree of its own; ".built" says that
# nothing is missing.  How fast something is asks only one of them.
tree: $(B)/domferry $(CLIENTS) $(B)/journal-check $(PROGRAMS) \
    $(if $(filter yes,$(BATCHES)),,$(B)/domferry-bench)
	@touch $(B)/.built

tree-lint: every-object

grow	= rm -f build/$(1)/.built; \
	  $(MAKE) --no-print-directory B=build/$(1) T=build/$(1)

tree-asan:
	@+$(call grow,asan) tree CC=clang BATCHES=yes BUNDLES=$(TOGETHER) \
	    CFLAGS='-O1 $(if $(filter yes,$(TOGETHER)),,-g1) \
	    -fsanitize=address,undefined -fno-sanitize-recover=all \
	    -fno-omit-frame-pointer -fno-pie'

tree-fuzz:
	@+$(call grow,fuzz) fuzzers CC=clang CFLAGS='-O2 -g \
	    -fsanitize=fuzzer-no-link,address,undefined \
	    -fno-sanitize-recover=all -fno-omit-frame-pointer' \
	    UNSEEN=-fno-sanitize-coverage=trace-cmp

fuzzers: $(patsubst tests/fuzz/%_target.c,$(B)/fuzz/%,$(TARGETS))

# Planted mistakes are loaded before a library of these objects: hence -fPIC.
tree-clang-O0:
	@+$(call grow,clang-O0) all every-object build/clang-O0/all.a \
	    CC=clang CFLAGS='-O0 -fPIC' BATCHES=yes
	@touch build/clang-O0/.built

tree-mutants: tree-clang-O0
	@+BUILT=yes tests/mutants/run --prepare

tree-gcc-O0:
	@+$(call grow,gcc-O0) all CC=gcc CFLAGS=-O0
	@touch build/gcc-O0/.built

tree-clang-O2:
	@+$(call grow,clang-O2) all CC=clang CFLAGS=-O2
	@touch build/clang-O2/.built

# The same tests as tree has them; only make test and make lint show them to gcc.
# Lines are enough for who looks into a program that has died.
tree-together: tree-clang-O0
	@+$(MAKE) --no-print-directory B=$(B) T=build/clang-O0 \
	    CFLAGS='$(filter-out -g,$(CFLAGS))' BUNDLES=yes tree

trees: tree-asan tree-mutants tree-together

# What lint asks nm about, and what every compiler has to take.
objects: $(call object,$(PARTS) $(TOOLS))
	@echo $^

every-object: $(call object,$(SOURCES))


.PHONY: lab lab-kills tree tree-lint tree-asan tree-fuzz tree-mutants tree-gcc-O0 tree-clang-O0 tree-clang-O2 \
    tree-together trees all deps demo check test lint asan valgrind same-bytes big-endian \
    bench mutants explore swarm both-ways fuzz fuzzers ansible strace golden coverage install uninstall clean help objects every-object
.SECONDARY:

# BATCHES=yes, for clang: one process compiles whatever is out of date in many
# folders, but for the files that need a flag of their own.
#
# batch NAME, FILES, WHAT THEY INCLUDE, FLAGS
ifeq ($(BATCHES),yes)
HEADERS	:= $(wildcard */*.h */*/*.h */*/*/*.h */*/*/*/*.h)
LIBRARY	:= $(filter-out tests/%,$(HEADERS))
BY_ITSELF := $(SINGLE) tests/tools/junit_test.c \
    tests/commands/xml_library_test.c tests/disk_fixture.c
define batch
$(B)/.batch-$(1): $(2) $(3) | $(B)/.found-test $(B)/.folders
	@tests/batch $(B) $$(if $$(filter-out %.c,$$?),$(2),$$?) -- \
	    $(CC) $(STRICT) $(CPPFLAGS) $(CFLAGS) $(4) && touch $$@
$(call object,$(2)): $(B)/.batch-$(1) ;
endef
batched	= $(filter-out $(BY_ITSELF) $(HOT),$(1))
ifneq ($(HOT),)
$(eval $(call batch,hot,$(HOT),$(LIBRARY)))
endif
ifneq ($(BUNDLED),)
define batch-bundles
$(B)/.batch-bundles-$(1): $(2) $(LIBRARY) | $(B)/.found-build $(B)/.folders
	@echo "  CC   $(B)/bundles"; set -- $(CC) $(STRICT) -Wno-shadow \
	    $(CPPFLAGS) $(CFLAGS) $(UNOPTIMIZED); tests/batch . $(2) -- "$$$$@" || \
	    for each in $(2); do "$$$$@" -I. -c -o $$$${each%c}o $$$$each || \
	    tests/bundle --apart $$$${each%c}o $$$$each -- "$$$$@" -I. || \
	    exit 1; done; touch $$@
$(2:.c=.o): $(B)/.batch-bundles-$(1) ;
endef
part	= $(filter $(patsubst %,$(B)/bundles/%.c,$(1)),$(BUNDLED))
$(eval $(call batch-bundles,1,$(call part,1 2 3 4)))
$(eval $(call batch-bundles,2,$(filter-out $(call part,1 2 3 4),$(BUNDLED))))
$(eval $(call batch,rest,$(filter tools/domferry.c tools/client/% \
    tools/journal-check/%,$(SOURCES)),$(LIBRARY),$(UNOPTIMIZED)))
else
library	= $(call batched,$(filter $(1),$(SOURCES)))
$(eval $(call batch,1,$(call library,core/% tools/%),$(LIBRARY),$(UNOPTIMIZED)))
$(eval $(call batch,2,$(call library,backends/%),$(LIBRARY),$(UNOPTIMIZED)))
endif
# In $(B), where -I. finds what is made there.
$(eval $(call batch,single,$(filter-out tools/version.c,$(SINGLE)),$(LIBRARY) \
    $(MADE),$(UNOPTIMIZED) -I. $(XML2) -DLIBXML2='"$(LIBXML2)"' \
    -DLIBARCHIVE='"$(LIBARCHIVE)"'))
$(eval $(call batch,fixtures,$(call batched,$(FIXTURES) $(FUZZ) \
    tests/main.c),$(HEADERS),$(UNOPTIMIZED)))
$(eval $(call batch,tests,$(call batched,$(TESTS)),$(HEADERS), \
    $(UNOPTIMIZED) -include tests/main.h))
endif

-include $(patsubst %.o,%.d,$(call object,$(SOURCES))) $(BUNDLED:.c=.d)
