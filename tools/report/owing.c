#include "tools/report/owing.h"

#include "core/base/arena.h"
#include "core/run/owed.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"
#include "tools/say.h"

static const char *
guest_of(const struct plan *plan, const struct owed *owed)
{
	return names_text(plan->site->names, KIND_GUEST, owed->guest);
}

/* Where its group is, the cluster knows better than the run. */
static const char *
where_text(struct arena *arena, const struct plan *plan,
    const struct owed *owed)
{
	const struct names *names = plan->site->names;
	const char *group = names_text(names, KIND_GROUP,
	    plan->site->guests[owed->guest].group);

	const char *on = names_text(names, KIND_NODE, owed->on);

	if (owed->dead)
		return "a node that it needs, or may run on, is dead: do not "
		    "start it by hand without proof that it does not run there";
	if (owed->moved)
		return arena_format(arena, "it is not as this run has left it: "
		    "look at clrg status %s, and at ldm list on each node of "
		    "the group.  If it is up, nothing is owed.  If not, bring "
		    "it up where the group is online, and nowhere else",
		    group);
	if (owed->count == 0)
		return "the commands of the way back bring it up";
	if (owed->pay[0].group != 0)
		return arena_format(arena, "if %s cannot take %s, switch it to "
		    "another of its nodes", on, group);
	return arena_format(arena, "if clrg status %s does not say %s, its "
	    "group has moved: then bring it up where that is", group,
	    on);
}

void
owing_guest(struct arena *arena, const struct plan *plan,
    const struct run *run, void (*line)(void *, const char *), void *with)
{
	char since[TEXT_ROOM], span[TEXT_ROOM];
	struct owed owed;

	if (!run_owed(plan, run, &owed))
		return;
	line(with, printed_comment(arena, arena_format(arena,
	    "%s %s down since %s (%s), %s until now: bring it up whatever else "
	    "is done", guest_of(plan, &owed), owed.unsure ? "may be" : "is",
	    text_clock(owed.since_ms - run->begun_ms, since, sizeof(since)),
	    plan->steps[owed.step].name, text_span(run->at_ms - owed.since_ms,
	    span, sizeof(span)))));
	line(with, printed_comment(arena, where_text(arena, plan, &owed)));
	for (unsigned n = 0; n < owed.count; n++)
		printed_lines(arena, plan->site, &owed.pay[n], line, with);
}

/* What is true until this operation closes the debt. */
static const char *
open_text(const struct op *closing)
{
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (op_table[kind].closed_by == closing->kind)
			return op_table[kind].open_text;
	return "has a debt open";
}

void
owing_debts(struct arena *arena, const struct plan *plan,
    const struct run *run, void (*line)(void *, const char *), void *with)
{
	struct op closing;
	enum kind kind;

	for (unsigned n = 0; run_debt(plan, run, n, &closing); n++) {
		uint32_t name = op_object(&closing, &kind);

		line(with, arena_format(arena, "# %s %s; whatever else is "
		    "done:", names_text(plan->site->names, kind, name),
		    open_text(&closing)));
		printed_lines(arena, plan->site, &closing, line, with);
	}
}

const char *
owing_brief(const struct plan *plan, const struct run *run, char *room,
    size_t size)
{
	const struct names *names = plan->site->names;
	char since[TEXT_ROOM], words[TEXT_ROOM];
	struct owed owed;
	size_t n;

	if (!run_owed(plan, run, &owed))
		return NULL;
	n = (size_t)snprintf(room, size, "%s, down since %s%s",
	    guest_of(plan, &owed), text_clock(owed.since_ms, since,
	    sizeof(since)), owed.count != 0 ? ":" : "");
	for (unsigned i = 0; i < owed.count && n < size; i++)
		n += (size_t)snprintf(room + n, size - n, "%s %s%s%s",
		    i != 0 ? "," : "", text_op(names, &owed.pay[i], words,
		    sizeof(words)), owed.pay[i].to == 0 ? " on " : "",
		    owed.pay[i].to == 0 ? names_text(names, KIND_NODE,
		    owed.pay[i].on) : "");
	return room;
}
