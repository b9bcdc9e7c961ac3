#include <stdio.h>
#include <string.h>

#include "backends/readiness/readiness.h"
#include "backends/sim/observers/invariants.h"
#include "backends/watch/watch.h"
#include "core/op/op.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/verbs.h"

static const char *
op_name(enum op_kind kind)
{
	return kind != OP_NONE ? op_table[kind].name : "";
}

static void
op_print(enum op_kind kind, bool json)
{
	const struct op_info *info = &op_table[kind];
	static const char *const again[] = { "safely", "never" };

	if (json) {
		lines_print(json_pack("{s:s,s:s,s:s,s:b,s:s,s:b,s:s,s:s}",
		    "type", "operation", "name", info->name, "text",
		    op_manual[kind], "question", (int)info->question, "again",
		    info->question ? "freely" : again[info->again],
		    "destroys", (int)info->destroys,
		    "decided_by", op_name(info->decides), "undo",
		    op_name(info->undo[0])));
		return;
	}
	say("%s: %s.\n", info->name, op_manual[kind]);
	say("  %s; may be repeated: %s\n",
	    info->question ? "a question: changes nothing" : "a change",
	    info->question ? "freely" : again[info->again]);
	if (info->decides != OP_NONE)
		say("  decided by: %s\n", op_table[info->decides].name);
	for (int u = 0; u < OP_UNDOS && info->undo[u] != OP_NONE; u++)
		say("  undone by: %s\n",
		    op_table[info->undo[u]].name);
	if (info->open_text != NULL)
		say("  leaves a debt open: it %s, until %s\n",
		    info->open_text,
		    op_table[info->closed_by].name);
	if (info->destroys)
		say("  destroys data: has to be requested by name\n");
}

static void
code_print(enum err_code code, bool json)
{
	const struct err_info *info = &err_table[code];

	if (json)
		lines_print(json_pack("{s:s,s:s,s:i,s:s}", "type", "code",
		    "name", info->name, "exit", info->exit, "hint",
		    info->hint));
	else
		say("%s (exit status %d): %s\n", info->name, info->exit,
		    info->hint);
}

/* All of them, or the one of that name; false: there is none. */
static bool
invariants_print(const char *wanted, bool json)
{
	const char *name, *sentence;
	bool printed = false;

	for (unsigned n = 0; (name = sim_invariant(n, &sentence)) != NULL;
	    n++) {
		if (wanted != NULL && strcmp(wanted, name) != 0)
			continue;
		if (json)
			lines_print(json_pack("{s:s,s:s,s:s}", "type",
			    "invariant", "name", name, "text", sentence));
		else
			say("%s: %s\n", name, sentence);
		printed = true;
	}
	return printed;
}

/* A check of a live site, what it is for, and what to do if it fails. */
static void
check_print(const struct readiness_row *row, bool json)
{
	struct arena arena = { 0 };
	const char *jobs = readiness_jobs(&arena, row);

	if (json)
		lines_print(json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "type",
		    "check", "name", row->id, "text", row->means, "severity",
		    found_words[row->severity], "jobs", jobs, "remedy",
		    row->remedy));
	else {
		text_wrap(arena_format(&arena, "%s: %s.", row->id,
		    row->means), 2, 0);
		say("  a check of the live site; if not: %s\n  for: %s\n  do: ",
		    found_words[row->severity], jobs);
		text_wrap(row->remedy, 6, 6);
	}
	arena_drop(&arena);
}

static void
checks_print(bool json)
{
	const struct readiness_row *row;

	for (unsigned n = 0; (row = readiness_row(n)) != NULL; n++)
		if (json)
			check_print(row, true);
		else
			say("%s: %s\n", row->id, row->means);
}

/* What the watch finds. */
static void
finding_print(const struct watch_row *row, bool json)
{
	struct arena arena = { 0 };

	if (json)
		lines_print(json_pack("{s:s,s:s,s:s,s:s,s:i,s:s}", "type",
		    "finding", "name", row->id, "text", row->means, "severity",
		    watch_severities[row->severity], "in_a_row",
		    (int)row->in_a_row, "do", row->advice));
	else {
		text_wrap(arena_format(&arena, "%s: %s.", row->id,
		    row->means), 2, 0);
		say("  a finding of the watch: %s\n  do: ",
		    watch_severities[row->severity]);
		text_wrap(row->advice, 6, 6);
	}
	arena_drop(&arena);
}

static void
findings_print(bool json)
{
	const struct watch_row *row;

	for (unsigned n = 0; (row = watch_row(n)) != NULL; n++)
		if (json)
			finding_print(row, true);
		else
			say("%s: %s\n", row->id, row->means);
}

static int
all_print(const struct options *options)
{
	for (enum err_code code = ERR_NONE + 1; code < ERR_CODES; code++)
		if (options->codes)
			say("%s\n", err_table[code].name);
		else
			code_print(code, options->json);
	if (options->codes)
		return EXIT_OK;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (options->json)
			op_print(kind, true);
		else
			say("%s: %s.\n", op_table[kind].name,
			    op_manual[kind]);
	invariants_print(NULL, options->json);
	checks_print(options->json);
	findings_print(options->json);
	return EXIT_OK;
}

int
cmd_explain(const struct options *options)
{
	const char *name;

	name = options->operand[0];
	if (options->codes && options->operand_count != 0) {
		say_to(stderr, "domferry: usage: --codes lists all codes: \"%s"
		    "\" is one word too many\n        domferry explain "
		    "--codes\n", name);
		return EXIT_USAGE;
	}
	if (options->json)
		lines_version("explain");
	if (options->operand_count == 0)
		return all_print(options);
	if (op_find(name) != OP_NONE) {
		op_print(op_find(name), options->json);
		return EXIT_OK;
	}
	if (err_find(name) != ERR_NONE) {
		code_print(err_find(name), options->json);
		return EXIT_OK;
	}
	if (invariants_print(name, options->json))
		return EXIT_OK;
	if (readiness_find(name) != NULL) {
		check_print(readiness_find(name), options->json);
		return EXIT_OK;
	}
	if (watch_find(name) != NULL) {
		finding_print(watch_find(name), options->json);
		return EXIT_OK;
	}
	say_to(stderr, "domferry: usage: \"%s\" is not an operation, code, "
	    "invariant, check or finding\n        'domferry explain' lists "
	    "them all.\n", name);
	return EXIT_USAGE;
}
