#include "tools/shell/consoles.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/console/console.h"
#include "backends/sim/console/server.h"
#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/world/simulation.h"

enum { PORT_DIGITS = 5 };

struct sitting {
	struct caller	*caller;
	struct server	 server;
	uint32_t	 guest, node;	/* in the world's numbers */
	uint16_t	 port;
	struct sitting	*next;
};

static struct sim *
sim_of(const struct stage *stage)
{
	return stage->sandbox->simulated.sim;
}

/* The domain at which it sits; 0: it is gone from there. */
static uint32_t
domain_of_sitting(const struct stage *stage, const struct sitting *sitting)
{
	struct sim *sim = sim_of(stage);
	uint32_t row;

	if (world_node(sim->world, sitting->node)->power != NODE_UP)
		return 0;
	row = bind_at_port(sim, sitting->node, sitting->port);
	return world_domain(sim->world, row)->guest == sitting->guest ? row :
	    0;
}

static struct console
console_at(const struct stage *stage, uint32_t domain, struct buffer *out)
{
	return (struct console){ .shell = &stage->sandbox->simulated.shell,
	    .domain = domain, .out = out };
}

static long
port_read(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n == 0 || n > PORT_DIGITS || text[n] != '\0' ? 0 :
	    strtol(text, NULL, 10);
}

static bool
is_taken(const struct stage *stage, const struct sitting *sitting)
{
	for (const struct sitting *at = stage->sitting; at != NULL;
	    at = at->next)
		if (at != sitting && at->guest == sitting->guest &&
		    at->node == sitting->node && !at->server.looks)
			return true;
	return false;
}

static void
sit(struct stage *stage, struct caller *caller, uint32_t domain)
{
	const struct domain_row *row = world_domain(sim_of(stage)->world,
	    domain);
	struct sitting *sitting = calloc(1, sizeof(*sitting));
	struct sitting **last = &stage->sitting;
	struct console console = console_at(stage, domain, &caller->out);

	if (sitting == NULL)
		abort();
	*sitting = (struct sitting){ .caller = caller, .guest = row->guest,
	    .node = row->node, .port = row->port };
	sitting->server.looks = is_taken(stage, sitting);
	while (*last != NULL)
		last = &(*last)->next;
	*last = sitting;
	caller->sitting = sitting;
	caller->waits = true;
	server_greet(&sitting->server, sim_name(sim_of(stage), KIND_GUEST,
	    row->guest), &caller->out);
	console_open(&console);
}

void
consoles_come(struct host *host, struct caller *caller, const char *port)
{
	struct stage *stage = (struct stage *)host;
	struct simulated *simulated = &stage->sandbox->simulated;
	uint32_t place = translation_place(&simulated->translation,
	    caller->place);
	long number = port_read(port);
	bool node = (place & ~(uint32_t)PLACE_ID) == 0;
	uint32_t domain = 0;

	assert(!caller->waits && caller->sitting == NULL);
	if (!simulated_answers(simulated, caller->place)) {
		buffer_print(&caller->err, "domferry: the place does not "
		    "answer\n");
		caller->status = STATUS_NO_ANSWER;
		return;
	}
	if (node && number > 0 && number <= UINT16_MAX)
		domain = bind_at_port(simulated->sim, place,
		    (uint16_t)number);
	caller->status = domain == 0;
	if (domain == 0) {
		buffer_print(&caller->err, "telnet: Unable to connect to "
		    "remote host: Connection refused\n");
		return;
	}
	sit(stage, caller, domain);
	stage->changed = true;
}

void
consoles_leave(struct stage *stage, struct caller *caller)
{
	struct sitting **at = &stage->sitting;

	while (*at != caller->sitting)
		at = &(*at)->next;
	*at = caller->sitting->next;
	free(caller->sitting);
	caller->sitting = NULL;
	caller->waits = false;
}

/* What a console has printed reaches all who sit there. */
static void
share(struct stage *stage, const struct sitting *by, struct buffer *out)
{
	for (struct sitting *at = stage->sitting; at != NULL; at = at->next)
		if (out->size != 0 && at->guest == by->guest &&
		    at->node == by->node)
			buffer_put(&at->caller->out, out->bytes, out->size);
	buffer_drop(out);
}

/* One who sits there without its domain goes. */
static bool
is_gone(struct stage *stage, struct sitting *sitting)
{
	struct caller *caller = sitting->caller;

	if (domain_of_sitting(stage, sitting) != 0)
		return false;
	consoles_leave(stage, caller);
	caller->status = 1;
	return true;
}

void
consoles_follow(struct stage *stage)
{
	struct sitting *next;

	for (struct sitting *at = stage->sitting; at != NULL; at = next) {
		struct buffer out = { 0 };
		struct console console;

		next = at->next;
		if (is_gone(stage, at))
			continue;
		console = console_at(stage, domain_of_sitting(stage, at),
		    &out);
		console_follow(&console);
		if (out.size != 0)
			stage->changed = true;
		share(stage, at, &out);
	}
}

int64_t
consoles_next_ms(const struct stage *stage)
{
	int64_t first_ms = -1;

	for (struct sitting *at = stage->sitting; at != NULL; at = at->next) {
		struct console console = console_at(stage,
		    domain_of_sitting(stage, at), NULL);
		int64_t next_ms = console.domain == 0 ? -1 :
		    console_next_ms(&console);

		if (next_ms >= 0 && (first_ms < 0 || next_ms < first_ms))
			first_ms = next_ms;
	}
	return first_ms;
}

bool
consoles_busy(const struct stage *stage)
{
	for (struct sitting *at = stage->sitting; at != NULL; at = at->next) {
		struct console console = console_at(stage,
		    domain_of_sitting(stage, at), NULL);

		if (console.domain != 0 && console_is_busy(&console))
			return true;
	}
	return false;
}

/* One takes over from whoever has typed until now. */
static void
take_over(struct stage *stage, struct sitting *sitting)
{
	for (struct sitting *at = stage->sitting; at != NULL; at = at->next)
		if (at != sitting && at->guest == sitting->guest &&
		    at->node == sitting->node && !at->server.looks)
			server_taken(&at->server, &at->caller->out);
}

/* One byte; false: it has left. */
static bool
byte_take(struct stage *stage, struct sitting *sitting, char byte,
    bool *acted)
{
	struct buffer out = { 0 };
	struct console console = console_at(stage, domain_of_sitting(stage,
	    sitting), &out);
	struct served served = server_take(&sitting->server,
	    (unsigned char)byte, &sitting->caller->out);

	switch (served.what) {
	case SERVED_LEAVE:
		return false;
	case SERVED_TAKE:
		take_over(stage, sitting);
		break;
	case SERVED_BREAK:
		console_break(&console);
		break;
	case SERVED_KEYS:
		console_type(&console, served.key, served.count);
		break;
	case SERVED_NOTHING:
		break;
	}
	*acted |= console.acted;
	share(stage, sitting, &out);
	return true;
}

/* What it does to the site can be undone as one change. */
void
consoles_keys(struct host *host, struct caller *caller, const char *bytes,
    size_t n)
{
	struct stage *stage = (struct stage *)host;
	struct simulated *simulated = &stage->sandbox->simulated;
	struct bygone before = { .name = NULL };
	struct sitting *sitting = caller->sitting;
	bool acted = false, stays = true;

	assert(sitting != NULL);
	bygone_take(&before, simulated);
	for (size_t i = 0; i < n && stays; i++)
		stays = domain_of_sitting(stage, sitting) != 0 &&
		    byte_take(stage, sitting, bytes[i], &acted);
	stage->changed = true;
	if (acted) {
		history_put(&stage->history, &before);
		/* What watches the site looks at it. */
		simulated->disturbed = true;
		sandbox_advance(stage->sandbox,
		    sandbox_now_ms(stage->sandbox));
	} else {
		bygone_drop(&before);
	}
	if (!stays) {
		consoles_leave(stage, caller);
		caller->status = 0;
	}
	consoles_follow(stage);
}
