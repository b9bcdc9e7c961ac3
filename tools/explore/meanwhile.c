#include "tools/explore/meanwhile.h"

#include "backends/commands/commands.h"
#include "backends/sim/changes.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/sim.h"
#include "tools/report/lines.h"
#include "tools/say.h"

enum { HOUR_MS = 3600 * 1000, NIGHT_MS = 8 * HOUR_MS, ACTS = 2 };

/* The node where the next operation would be typed. */
static uint32_t
node_of(const struct branch *branch)
{
	struct op op;
	int64_t limit_ms;

	if (!run_next(branch->plan, &branch->run, &op, &limit_ms) ||
	    op.on == 0 || op.on > branch->plan->site->node_count)
		return 1;
	return op.on;
}

static struct answer
asked(const struct branch *branch, struct op ask)
{
	struct result res;

	simulated_ask(&branch->sandbox->simulated, &ask, &res);
	return res.answer;
}

/* Has the manager the group of the pool?  A pool that a person imports plainly
 * is imported again whenever its node boots, beside the manager. */
static bool
is_managed(const struct branch *branch)
{
	const struct plan *plan = branch->plan;

	return plan->guest != 0 && asked(branch, (struct op){
	    .kind = OP_GROUP_STATE,
	    .group = plan->site->guests[plan->guest].group }).state !=
	    STATE_ABSENT;
}

/* A colleague undoes a step, but not if that would destroy data, then or when
 * the site is without power next. */
static bool
undo_last(const struct branch *branch, struct op *op)
{
	const struct plan *plan = branch->plan;
	const struct run *run = &branch->run;

	for (uint32_t i = run->step < plan->step_count ? run->step + 1 :
	    plan->step_count; i-- > 0;)
		if (run->done[i] == STEP_DONE &&
		    plan->steps[i].kind == STEP_CHANGE &&
		    op_undo(&plan->steps[i].op, 0,
		    &run->found[plan->steps[i].decide.first], op))
			return !op_table[op->kind].destroys &&
			    (op->pool == 0 || !op_table[op->kind].pooled ||
			    !is_managed(branch));
	return false;
}

/* Where the guest is active, and on which node its group is online. */
static uint32_t
active_on(const struct branch *branch)
{
	for (uint32_t n = 1; n <= branch->plan->site->node_count; n++) {
		struct answer answer = asked(branch, (struct op){
		    .kind = OP_GUEST_STATE, .on = n,
		    .guest = branch->plan->guest });

		if (answer.state == STATE_RUNNING ||
		    answer.state == STATE_AT_OK)
			return n;
	}
	return 0;
}

static bool
switched(const struct branch *branch, struct op *op)
{
	const struct site_guest *row =
	    &branch->plan->site->guests[branch->plan->guest];
	struct answer group = asked(branch, (struct op){
	    .kind = OP_GROUP_STATE, .group = row->group });

	if (group.state != STATE_ONLINE || row->node_count < 2)
		return false;
	*op = (struct op){ .kind = OP_GROUP_SWITCH, .on = group.on,
	    .group = row->group, .to = group.on == row->node[0] ?
	    row->node[1] : row->node[0] };
	return true;
}

/* What the colleague types, one after the other. */
static unsigned
acts(enum meanwhile meanwhile, const struct branch *branch,
    struct op list[ACTS])
{
	uint32_t guest = branch->plan->guest, on;

	switch (meanwhile) {
	case MEAN_UNDO:
		return undo_last(branch, &list[0]) ? 1 : 0;
	case MEAN_RESTART:
		on = guest != 0 ? active_on(branch) : 0;
		list[0] = (struct op){ .kind = OP_GUEST_STOP, .on = on,
		    .guest = guest };
		list[1] = (struct op){ .kind = OP_GUEST_START, .on = on,
		    .guest = guest };
		return on != 0 ? 2 : 0;
	case MEAN_SWITCH:
		return guest != 0 && switched(branch, &list[0]) ? 1 : 0;
	case MEAN_NOTHING:
	case MEAN_NIGHT:
	case MEAN_REBOOT:
	case MEAN_ROLLBACK:
	case MEANWHILES:
		break;
	}
	return 0;
}

bool
meanwhile_of_person(enum meanwhile meanwhile)
{
	return meanwhile == MEAN_UNDO || meanwhile == MEAN_RESTART ||
	    meanwhile == MEAN_SWITCH;
}

bool
meanwhile_fits(enum meanwhile meanwhile, const struct branch *branch)
{
	struct op list[ACTS];

	return !meanwhile_of_person(meanwhile) ||
	    acts(meanwhile, branch, list) != 0;
}

static void
type(struct branch *branch, const struct op *op)
{
	struct simulated *simulated = &branch->sandbox->simulated;
	struct result res;
	uint32_t handle;

	simulated->disturbed = true;
	handle = simulated_begin(simulated, op, CAUSE_PERSON, &res);
	while (handle != 0 && !sim_ended(simulated->sim, handle, &res)) {
		int64_t next_ms = sim_next_ms(simulated->sim);

		if (next_ms < 0)
			break;
		sandbox_advance(branch->sandbox, next_ms);
	}
}

void
meanwhile_pass(enum meanwhile meanwhile, struct branch *branch)
{
	struct sandbox *sandbox = branch->sandbox;
	struct op list[ACTS];
	unsigned count = acts(meanwhile, branch, list);

	for (unsigned i = 0; i < count; i++)
		type(branch, &list[i]);
	if (meanwhile == MEAN_REBOOT) {
		sandbox->simulated.disturbed = true;
		node_reboot(sandbox->simulated.sim, node_of(branch));
		sandbox_advance(sandbox, sandbox_now_ms(sandbox) + HOUR_MS);
	} else if (meanwhile == MEAN_NIGHT) {
		sandbox_advance(sandbox, sandbox_now_ms(sandbox) + NIGHT_MS);
	}
}

void
meanwhile_write(FILE *out, enum meanwhile meanwhile,
    const struct branch *branch)
{
	const struct site *site = branch->plan->site;
	struct arena arena = { 0 };
	struct op list[ACTS];
	unsigned count = acts(meanwhile, branch, list);
	char place[80];

	for (unsigned i = 0; i < count; i++) {
		/* What is typed at a console stands there by itself. */
		say_to(out, "    { \"type\": ");
		lines_string_to(out, command_is_comment(&list[i]) ?
		    command_bare(&arena, site, &list[i]) :
		    command_text(&arena, site, &list[i]));
		say_to(out, ", \"on\": \"%s\" },\n", site_place(site->names,
		    op_place(&list[i]), place, sizeof(place)));
	}
	if (meanwhile == MEAN_REBOOT)
		say_to(out, "    { \"fault\": \"reboot %s\" },\n"
		    "    { \"wait\": \"1h\" },\n", names_text(site->names,
		    KIND_NODE, node_of(branch)));
	else if (meanwhile == MEAN_NIGHT)
		say_to(out, "    { \"wait\": \"8h\" },\n");
	say_to(out, "    { \"%s\": true },\n",
	    meanwhile == MEAN_ROLLBACK ? "rollback" : "resume");
	arena_drop(&arena);
}
