/*
 * What can be checked of a site without asking a machine.  With --live its
 * nodes are asked: checked_live.c.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/visible.h"
#include "core/formats/json/units.h"
#include "core/op/timing.h"
#include "tools/checked.h"
#include "tools/file.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/verbs.h"

enum { EVIDENCE_COLUMN = 33 };

static void
verdict(struct checking *checking, enum verdict verdict, const char *check,
    const char *on, const char *text)
{
	static const char *const words[] = { "pass", "warn", "fail" };

	*(verdict == PASS ? &checking->passed : verdict == WARN ?
	    &checking->warned : &checking->failed) += 1;
	if (checking->json)
		lines_print(json_pack("{s:s,s:s,s:s,s:s,s:s}", "type",
		    "check", "check", check, "on", on, "result",
		    words[verdict], "evidence", text));
	else {
		text_column(text, say("  %s  %-8s  %-14s ",
		    words[verdict], check, on), EVIDENCE_COLUMN);
	}
}

struct checking *
checked_as(struct checking *checking, enum verdict is)
{
	checking->is = is;
	return checking;
}

void
checked_verdict(struct checking *checking, const char *check, const char *on,
    const char *format, ...)
{
	struct arena arena = { 0 };
	va_list list, again;
	char *text;
	int n;

	va_start(list, format);
	va_copy(again, list);
	n = vsnprintf(NULL, 0, format, list);
	va_end(list);
	assert(n >= 0);
	text = arena_take(&arena, (size_t)n + 1, 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	verdict(checking, checking->is, check, on, text);
	arena_drop(&arena);
}

const char *
checked_name(const struct checking *checking, enum kind kind, uint32_t number)
{
	return names_text(checking->site->names, kind, number);
}

static const char *
name(const struct checking *checking, enum kind kind, uint32_t number)
{
	return checked_name(checking, kind, number);
}

static void
check_pool(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	int64_t sum = 0, size = checking->site->devices[row->device].size;
	char text[TEXT_ROOM];

	for (uint32_t d = 0; d < row->disk_count; d++)
		sum += row->disk[d].size;
	if (row->device == 0 || size == 0)
		return;
	snprintf(text, sizeof(text), "%s: its disks take %lld %% of %s",
	    name(checking, KIND_GUEST, guest), (long long)(sum * 100 / size),
	    name(checking, KIND_DEVICE, row->device));
	verdict(checking, sum > size ? FAIL : sum * 100 / size >= 80 ? WARN :
	    PASS, "pool", name(checking, KIND_POOL, row->pool), text);
}

static void
check_password(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const struct site_file *file = site_file_find(checking->site,
	    row->agent.password_file);
	char text[TEXT_ROOM];

	if (row->agent.password_file == 0)
		return;
	for (uint32_t i = 0; i < row->node_count; i++) {
		bool there = file != NULL &&
		    (file->nodes >> row->node[i] & 1) != 0;

		snprintf(text, sizeof(text), "%s is %sdeclared for this node",
		    name(checking, KIND_FILE, row->agent.password_file),
		    there ? "" : "not ");
		verdict(checking, there ? PASS : FAIL, "password",
		    name(checking, KIND_NODE, row->node[i]), text);
	}
}

static void
check_limits(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const struct op halt = { .kind = OP_GUEST_HALT };
	int64_t halt_ms = timing_op(&checking->site->timing, &halt);
	char text[TEXT_ROOM], limit[UNITS_BYTES], takes[UNITS_BYTES];

	if (!row->agent.present || row->agent.stop_timeout_ms == 0)
		return;
	snprintf(text, sizeof(text), "Stop_timeout %s, its shutdown takes %s",
	    units_write_duration(row->agent.stop_timeout_ms, limit),
	    units_write_duration(halt_ms, takes));
	verdict(checking, row->agent.stop_timeout_ms < halt_ms ? FAIL :
	    row->agent.stop_timeout_ms < 2 * halt_ms ? WARN : PASS, "limit",
	    name(checking, KIND_GUEST, guest), text);
}

static void
check_agent(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const char *who = name(checking, KIND_GUEST, guest);

	if (!row->agent.present)
		verdict(checking, WARN, "agent", who, "no agent: a switch "
		    "takes the pool away while the guest runs");
	else
		verdict(checking, PASS, "agent", who, "under SUNW.ldom");
	if (row->node_count < 2)
		verdict(checking, WARN, "nodes", who,
		    "only one node: there is no failover");
}

static void
guest_check(struct checking *checking, uint32_t guest)
{
	if (checking->site->guests[guest].foreign) {
		verdict(checking, WARN, "ours", name(checking, KIND_GUEST,
		    guest), "not ours: no job takes it, and it only takes "
		    "its room");
		return;
	}
	check_agent(checking, guest);
	check_pool(checking, guest);
	check_password(checking, guest);
	check_limits(checking, guest);
	checked_guest(checking, guest);
	checked_jobs(checking, guest);
}

static void
sources_check(struct checking *checking)
{
	const struct site *site = checking->site;
	struct arena arena = { 0 };
	uint32_t *guest = arena_take(&arena, site->source_count + 1,
	    sizeof(*guest));

	for (uint32_t g = site->guest_count; g >= 1; g--)
		guest[site->guests[g].source] = g;
	for (uint32_t s = 1; s <= site->source_count; s++)
		checked_source(checking, s, guest[s]);
	arena_drop(&arena);
}

static void
summary_print(const struct site_text *text)
{
	const struct site *site = text->site;

	const struct {
		uint32_t	 count;
		const char	*word;
	} things[] = {
		{ site->node_count, "node" },
		{ site->device_count, "device" },
		{ site->service_count, "service" },
		{ site->guest_count, "guest" },
		{ site->source_count, "source" },
	};

	say("%s: site %s", text->path, site->name);
	for (size_t i = 0; i < sizeof(things) / sizeof(things[0]); i++)
		say("%s %u %s%s", i == 0 ? ":" : ",",
		    (unsigned)things[i].count, things[i].word,
		    plural(things[i].count));
	say("\n");
	if (*site->about != '\0')
		text_wrap(site->about, 0, 0);
	if (site->simulated)
		say("its nodes are simulated\n");
}

static void
checked_print(const struct checking *checking, size_t mistakes)
{
	lines_print(json_pack("{s:s,s:I,s:I,s:I,s:I}", "type", "checked",
	    "mistakes", (json_int_t)mistakes, "passed",
	    (json_int_t)checking->passed, "warned",
	    (json_int_t)checking->warned, "failed",
	    (json_int_t)checking->failed));
}

/* The stream of a file that cannot be used; people get a message. */
static void
mistakes_stream(const struct mistakes *mistakes)
{
	const struct checking none = { 0 };
	struct arena arena = { 0 };

	lines_version("check");
	for (size_t i = 0; i < mistakes->count; i++) {
		const struct mistake *one = &mistakes->list[i];

		lines_print(json_pack("{s:s,s:s,s:I,s:I,s:s*,s:s*,s:s}",
		    "type", "mistake", "file", visible_text(&arena,
		    one->spot.file), "line",
		    (json_int_t)one->spot.line, "column",
		    (json_int_t)one->spot.column, "found", one->found,
		    "expected", one->expected, "text", one->text));
	}
	checked_print(&none, mistakes->count);
	arena_drop(&arena);
}

static int
site_check(const struct options *options, const struct site_text *text)
{
	struct checking checking = { .site = text->site,
	    .json = options->json };

	if (options->json)
		lines_version("check");
	else
		summary_print(text);
	checked_nodes(&checking);
	checked_cluster(&checking);
	checked_files(&checking);
	checked_hooks(&checking);
	for (uint32_t g = 1; g <= text->site->guest_count; g++)
		guest_check(&checking, g);
	checked_room(&checking);
	sources_check(&checking);
	if (options->json)
		checked_print(&checking, 0);
	else
		say("%u passed, %u warned, %u failed\n", checking.passed,
		    checking.warned, checking.failed);
	return checking.failed != 0 ? EXIT_REFUSED : EXIT_OK;
}

/* Options that only --live has. */
static bool
options_lack_live(const struct options *options)
{
	static const char *const only[] = { "ssh-config", "without", "record",
	    "verbose" };

	for (size_t i = 0; i < sizeof(only) / sizeof(only[0]); i++)
		if (options_given(options, only[i])) {
			say_to(stderr, "domferry: usage: --%s is for check "
			    "--live\n        domferry check --live [JOB]\n",
			    only[i]);
			return true;
		}
	return false;
}

int
cmd_check(const struct options *options)
{
	struct arena arena = { 0 };
	struct site_text site = { 0 };
	const char *path = options->operand_count > 0 ?
	    options->operand[0] : options->site;
	int status;

	if (options->live)
		return checked_live(options);
	if (options_lack_live(options))
		return EXIT_USAGE;
	if (options->site != NULL && path != options->site) {
		say_to(stderr, "domferry: usage: check takes one site file\n"
		    "        domferry check SITE\n");
		return EXIT_USAGE;
	}
	status = site_open(&arena, path, &site);
	if (status == EXIT_OK)
		status = site_check(options, &site);
	else if (options->json)
		mistakes_stream(&site.mistakes);
	arena_drop(&arena);
	return status;
}
