#include "tools/report/printed.h"

#include <assert.h>
#include <string.h>

#include "backends/commands/asked.h"
#include "backends/commands/commands.h"
#include "core/base/arena.h"
#include "core/formats/json/digest.h"
#include "tools/report/text.h"
#include "tools/say.h"

static void
line_add(struct printed *printed, const char *line)
{
	assert(printed->count < PRINTED_LINES);
	printed->line[printed->count++] = line;
}

const char *
printed_comment(struct arena *arena, const char *text)
{
	return command_comment(arena, text);
}

static const char *
place_of(struct arena *arena, const struct site *site, uint32_t place)
{
	char buffer[TEXT_ROOM];

	site_place(site->names, place, buffer, sizeof(buffer));
	return arena_text(arena, buffer, strlen(buffer));
}

static const char *
guest_of(const struct site *site, const struct op *op)
{
	return names_text(site->names, KIND_GUEST, op->guest);
}

/* Notes: what a person has to know before the command or after it. */

static const char *
note_install(struct arena *arena, const struct site *site, const struct op *op)
{
	return arena_format(arena, "the next line opens the console of %s: its "
	    "port is in the column CONS of ldm list-domain %s on %s; a person "
	    "installs Solaris there", guest_of(site, op), guest_of(site, op),
	    place_of(arena, site, op->on));
}

static const char *
note_halt(struct arena *arena, const struct site *site, const struct op *op)
{
	return arena_format(arena, "wait until the console of %s shows its ok "
	    "prompt", op_table[op->kind].inside ? guest_of(site, op) :
	    place_of(arena, site, op->on));
}

static const char *
note_upgrade(struct arena *arena, const struct site *site, const struct op *op)
{
	return arena_format(arena, "the next line opens the console of %s: its "
	    "port is in the column CONS of ldm list-domain %s on %s; choose "
	    "F2_Upgrade there, never F4_Initial", guest_of(site, op),
	    guest_of(site, op), place_of(arena, site, op->on));
}

static const char *
note_medium(struct arena *arena, const struct site *site, const struct op *op)
{
	if (*names_text(site->names, KIND_DISK, op->disk) != '@')
		return NULL;
	return arena_format(arena, "the next line finds the name of the disk "
	    "behind the volume %s with ldm list-constraints on %s",
	    names_text(site->names, KIND_VOLUME, op->volume),
	    place_of(arena, site, op->on));
}

static const char *
note_convert(struct arena *arena, const struct site *site, const struct op *op)
{
	return arena_format(arena, "a \"Timeout\" does not mean that it "
	    "failed: on %s ldm list-domain %s says whether the guest is "
	    "active", place_of(arena, site, op->on), guest_of(site, op));
}

static const char *
note_restore(struct arena *arena, const struct site *site, const struct op *op)
{
	const struct op ask = { .kind = OP_SUMS_STATE, .on = op->on,
	    .guest = op->guest, .file = op->file, .value = op->value };

	return arena_format(arena, "check on guest:%s: %s says \"equal\"",
	    guest_of(site, op), asked_line(arena, site, LINE_SUMS, &ask));
}

static const char *
note_written(struct arena *arena, const struct site *site, const struct op *op)
{
	const char *text = names_text(site->names, KIND_TEXT, op->value);
	char digest[DIGEST_SIZE];

	return arena_format(arena, "check on %s: digest -a sha256 %s prints %s",
	    place_of(arena, site, op->on), names_text(site->names, KIND_FILE,
	    op->file), digest_hex(text, strlen(text), digest));
}

/* NULL from a note: nothing has to be known this time. */
static const struct {
	const char	*(*before)(struct arena *, const struct site *,
			    const struct op *);
	const char	*(*after)(struct arena *, const struct site *,
			    const struct op *);
	bool		 is_numbered;	/* its value ends in a number that only
					   the node knows */
} notes[OP_KINDS] = {
	[OP_CONFIG_SAVE] = { .is_numbered = true },
	[OP_GUEST_INSTALL] = { .before = note_install },
	[OP_GUEST_HALT] = { .after = note_halt },
	[OP_SOURCE_STOP] = { .after = note_halt },
	[OP_GUEST_UPGRADE] = { .before = note_upgrade },
	[OP_GUEST_VDISK_REMOVE] = { .before = note_medium },
	[OP_P2V_CONVERT] = { .after = note_convert },
	[OP_DATA_RESTORE] = { .after = note_restore },
	[OP_FILE_WRITE] = { .after = note_written },
	[OP_SCRIPT_WRITE] = { .after = note_written },
};

static void
note_add(struct arena *arena, struct printed *printed, const char *note)
{
	if (note != NULL)
		line_add(printed, printed_comment(arena, note));
}

const char *
printed_brief(struct arena *arena, const struct site *site,
    const struct op *op)
{
	const char *text = command_text(arena, site, op);
	const char *value = names_text(site->names, KIND_TEXT, op->value);
	char digest[DIGEST_SIZE];

	if (strlen(text) <= PRINTED_BRIEF)
		return text;
	return printed_comment(arena, arena_format(arena, "%s is written: %u "
	    "bytes, sha256 %.12s...; plan --commands has the whole line",
	    names_text(site->names, KIND_FILE, op->file),
	    (unsigned)strlen(value), digest_hex(value, strlen(value),
	    digest)));
}

void
printed_op(struct arena *arena, const struct site *site, const struct op *op,
    struct printed *printed)
{
	const char *text = command_text(arena, site, op);

	assert(op_is_change((enum op_kind)op->kind));
	printed->count = 0;
	if (notes[op->kind].before != NULL)
		note_add(arena, printed, notes[op->kind].before(arena, site,
		    op));
	line_add(printed, *text == '#' ? text : arena_format(arena,
	    "%s\t%s", place_of(arena, site, op_place(op)), text));
	if (notes[op->kind].after != NULL)
		note_add(arena, printed, notes[op->kind].after(arena, site,
		    op));
}

void
printed_lines(struct arena *arena, const struct site *site,
    const struct op *op, void (*line)(void *, const char *), void *with)
{
	struct printed printed;

	printed_op(arena, site, op, &printed);
	for (unsigned i = 0; i < printed.count; i++)
		line(with, printed.line[i]);
}

/* Is the number of the configuration not known yet? */
static bool
is_open(const struct step *step, enum printed_number number)
{
	return number == NUMBER_OPEN && step->kind == STEP_CHANGE &&
	    notes[step->op.kind].is_numbered;
}

/* "ldm add-spconfig ha-base-1" with N in place of 1. */
static const char *
open_text(struct arena *arena, const struct plan *plan, const struct op *op)
{
	const char *text = command_bare(arena, plan->site, op);
	size_t n = strlen(text);

	while (n > 0 && text[n - 1] >= '0' && text[n - 1] <= '9')
		n--;
	return printed_comment(arena, arena_format(arena, "on %s: %.*sN, where "
	    "N is the next number that ldm list-spconfig does not show; this "
	    "plan was made without asking", place_of(arena, plan->site,
	    op->on), (int)n, text));
}

static const char *
wait_text(struct arena *arena, const struct plan *plan,
    const struct step *step)
{
	const struct op *ask = &plan->facts[step->decide.first].fact.ask;
	const char *guest = guest_of(plan->site, ask);

	if (ask->guest == 0)
		return printed_comment(arena, arena_format(arena, "wait until "
		    "%s is a member of the cluster: clnode status says Online",
		    names_text(plan->site->names, KIND_NODE, ask->to)));
	return printed_comment(arena, arena_format(arena, "wait until %s is "
	    "up on %s: ldm list-domain %s says active there, and its console "
	    "asks for a login", guest, place_of(arena, plan->site, ask->on),
	    guest));
}

/* What a person looks at to see that a node is empty. */
static const char *
empty_text(struct arena *arena, const struct plan *plan, const struct op *ask)
{
	const char *name = names_text(plan->site->names, KIND_NODE, ask->to);

	return printed_comment(arena, arena_format(arena, "check that %s is "
	    "empty: clrg status -n %s shows no group that is Online, zpool "
	    "list there only rpool, ldm list-domain there only primary, and "
	    "what is not ours", name, name));
}

static const char *
dead_text(struct arena *arena, const struct plan *plan, const struct op *ask)
{
	return printed_comment(arena, arena_format(arena, "check that %s does "
	    "not run on %s: it does not where there is no power, and its "
	    "service processor says so, or a person who has looked",
	    guest_of(plan->site, ask), place_of(arena, plan->site, ask->on)));
}

static const char *
check_text(struct arena *arena, const struct plan *plan,
    const struct step *step)
{
	static const char *(*const looks[OP_KINDS])(struct arena *,
	    const struct plan *, const struct op *) = {
		[OP_MEMBER_STATE] = empty_text,
		[OP_GUEST_STATE] = dead_text,
	};
	const struct op *ask = &plan->proofs[step->preconditions.first].ask;
	uint32_t place = op_asked_at(ask);

	if (looks[ask->kind] != NULL)
		return looks[ask->kind](arena, plan, ask);
	return printed_comment(arena, arena_format(arena, "check on %s: "
	    "%s?%s%s", place != 0 ? place_of(arena, plan->site, place) :
	    "any member", op_manual[ask->kind], ask->file != 0 ? " " : "",
	    names_text(plan->site->names, KIND_FILE, ask->file)));
}

const char *
printed_text(struct arena *arena, const struct plan *plan, uint32_t index,
    enum printed_number number)
{
	const struct step *step = &plan->steps[index];

	assert(index < plan->step_count);
	if (step->kind == STEP_WAIT)
		return wait_text(arena, plan, step);
	if (step->kind == STEP_CHECK)
		return check_text(arena, plan, step);
	if (is_open(step, number))
		return open_text(arena, plan, &step->op);
	return printed_brief(arena, plan->site, &step->op);
}

static const char *
skip_text(struct arena *arena, const struct step *step)
{
	const char *text = "leave the next line out";

	for (uint32_t i = 0; i < step->skip_if.count; i++)
		text = arena_format(arena, "%s%s if %s", text, i != 0 ?
		    "; or" : "", step->skip_why[i]);
	return printed_comment(arena, text);
}

void
printed_step(struct arena *arena, const struct plan *plan, uint32_t index,
    enum printed_number number, struct printed *printed)
{
	const struct step *step = &plan->steps[index];
	struct printed lines;

	printed->count = 0;
	if (step->skip_if.count != 0)
		line_add(printed, skip_text(arena, step));
	if (step->kind != STEP_CHANGE || is_open(step, number)) {
		line_add(printed, printed_text(arena, plan, index, number));
		return;
	}
	printed_op(arena, plan->site, &step->op, &lines);
	for (unsigned i = 0; i < lines.count; i++)
		line_add(printed, lines.line[i]);
}

void
printed_line(FILE *out, const char *line)
{
	size_t place = strcspn(line, "\t");

	say_to(out, "%.*s", (int)place, line);
	if (line[place] != '\0')
		say_to(out, "\t%s", line + place + 1);
	say_to(out, "\n");
}

void
printed_put(FILE *out, const struct printed *printed, const char *blanks)
{
	for (unsigned i = 0; i < printed->count; i++) {
		say_to(out, "%s", blanks);
		printed_line(out, printed->line[i]);
	}
}
