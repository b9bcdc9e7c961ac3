#include "backends/sim/console/going.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/device.h"
#include "backends/sim/console/installer.h"
#include "backends/sim/console/ok.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/down.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/simulation.h"

enum { WHOLE = 1000 };		/* of the time that something takes */

/* A line, and when it comes. */
struct going {
	uint16_t	 at;		/* thousandths */
	const char	*text;		/* with the host's name, perhaps */
};

static const struct going booting[] = {
	{ 20, "SunOS Release 5.10 Version Generic_147440-01 64-bit" },
	{ 25, "Copyright (c) 1983, 2011, Oracle and/or its affiliates. "
	    "All rights reserved." },
	{ 150, "Hostname: %s" },
	{ 400, "Reading ZFS config: done." },
	{ WHOLE, NULL },
};

/* From the medium only the first of them: what its system says comes when it is
 * up. */
enum { BOOTING_BOTH = 2, HALTING_SINGLE = 2 };

static const struct going halting[] = {
	{ 10, "svc.startd: The system is coming down.  Please wait." },
	{ 150, "svc.startd: 92 system services are now being stopped." },
	{ 900, "svc.startd: The system is down." },
	{ 950, "syncing file systems... done" },
	{ WHOLE, NULL },
};

/* Hands off: the answers are those of an install server. */
static const struct going served[] = {
	{ 5, "SunOS Release 5.10 Version Generic_147440-01 64-bit" },
	{ 10, "Configuring devices." },
	{ 15, "Using RPC Bootparams for network configuration information." },
	{ 20, "Beginning system identification..." },
	{ 25, "System identification complete." },
	{ 30, "Starting Solaris installation program..." },
	{ 40, "Executing JumpStart preinstall phase..." },
	{ 50, "Preparing system for Solaris install" },
	{ 60, "Creating and checking file systems" },
	{ 100, "Beginning Solaris software installation" },
	{ 900, "Solaris software installation is complete" },
	{ 920, "Installing boot information" },
	{ 940, "Install complete" },
	{ 950, "Executing JumpStart postinstall phase..." },
	{ 960, "syncing file systems... done" },
	{ 970, "rebooting..." },
	{ WHOLE, NULL },
};

/* What the system on the medium says before it asks. */
static const char medium[] = "Configuring devices.\n"
    "Using RPC Bootparams for network configuration information.\n"
    "Attempting to configure interface vnet0...\n"
    "Skipped interface vnet0\n"
    "Reading ZFS config: * done.\n"
    "Setting up Java. Please wait...\n"
    "Serial console, reverting to text install\n"
    "Beginning system identification...\n"
    "Searching for configuration file(s)...\n"
    "Search complete.\n"
    "Discovering additional network configuration...\n";

/* What goes on, in the console's row. */
enum { GOES_NOTHING, GOES_BOOT, GOES_MEDIUM, GOES_DOWN, GOES_SINGLE,
    GOES_SERVED };

static const struct {
	const struct going *lines;
	size_t		 count;		/* without the last */
} goes[] = {
	[GOES_NOTHING] = { NULL, 0 },
	[GOES_BOOT] = { booting, sizeof(booting) / sizeof(*booting) - 1 },
	[GOES_MEDIUM] = { booting, BOOTING_BOTH },
	[GOES_SINGLE] = { halting, HALTING_SINGLE },
	[GOES_DOWN] = { halting, sizeof(halting) / sizeof(*halting) - 1 },
	[GOES_SERVED] = { served, sizeof(served) / sizeof(*served) - 1 },
};

static uint8_t
goes_now(const struct console *console)
{
	const struct domain_row *domain = console_domain(console);
	const struct work_row *work = world_work(console_sim(console)->world,
	    domain->work);

	if (domain->state != STATE_AT_OK)
		return GOES_NOTHING;
	if (domain->soft == SOFT_HALTING)
		return work->kind == WORK_HALT &&
		    work->phase == DOWN_SINGLE ? GOES_SINGLE : GOES_DOWN;
	if (domain->soft != SOFT_BOOTING)
		return GOES_NOTHING;
	return work->kind == WORK_OP && op_table[work->op.kind].at_console ?
	    GOES_SERVED : GOES_BOOT;
}

/* The next line of it, or NULL. */
static const struct going *
line_next(const struct console_row *row)
{
	assert(row->goes < sizeof(goes) / sizeof(goes[0]));
	return row->printed < goes[row->goes].count ?
	    &goes[row->goes].lines[row->printed] : NULL;
}

static int64_t
due_ns(const struct console_row *row, const struct going *line)
{
	return row->since_ns + (row->until_ns - row->since_ns) / WHOLE *
	    line->at;
}

/* Those that are due, or all that have not come. */
static void
lines_print(struct console *console, bool all)
{
	struct console_row *row = console_row(console);
	int64_t now_ns = console_sim(console)->world->now_ns;
	const struct going *line;

	while ((line = line_next(row)) != NULL &&
	    (all || due_ns(row, line) <= now_ns)) {
		if (strstr(line->text, "%s") != NULL)
			console_print(console, "Hostname: %s\n",
			    console_host(console));
		else
			console_print(console, "%s\n", line->text);
		row->printed++;
	}
}

static void
times_take(struct console *console)
{
	struct world *world = console_sim(console)->world;
	struct console_row *row = console_row(console);
	const struct domain_row *domain = console_domain(console);
	const struct work_row *work = world_work(world, domain->work);

	row->since_ns = domain->work != 0 && work->kind != WORK_MOVE ?
	    work->since_ns : world->now_ns;
	row->until_ns = domain_ends_ns(console_sim(console), domain);
	row->printed = 0;
	row->goes = goes_now(console);
}

static void
booting_begin(struct console *console, uint32_t was)
{
	struct console_row *row = console_row(console);
	struct device device;
	char path[DEVICE_BYTES];

	if ((row->boot & CONSOLE_TYPED) == 0) {
		row->boot = 0;
		memset(row->text, 0, sizeof(row->text));
		device_first(console, &device);
		row->device = (uint8_t)device.number;
		row->boot |= device.kind == DEVICE_NET ? CONSOLE_NET : 0;
		if (was == SOFT_NONE || was == SOFT_HALTING || was == SOFT_OK)
			banner_print(console);
	}
	device = (struct device){ (row->boot & CONSOLE_NET) != 0 ?
	    DEVICE_NET : DEVICE_DISK, row->device, 0 };
	if (row->goes == GOES_BOOT && device_is_medium(console, &device))
		row->goes = GOES_MEDIUM;
	console_print(console, "Boot device: %s  File and args: %.31s\n",
	    device_path(&device, path), row->text[2]);
}

static void
ok_begin(struct console *console, uint32_t was)
{
	if (was == SOFT_BOOTING)
		console_print(console, device_answers(console) ?
		    "\nThe file just loaded does not appear to be "
		    "executable.\n" : "\nCan't open boot device\n\n");
	else if (was == SOFT_HALTING)
		console_print(console, "Program terminated\n");
	else
		banner_print(console);
	console_ask(console, ASKS_OK);
}

static void
running_begin(struct console *console, uint32_t was)
{
	if (was == SOFT_SINGLE)
		console_print(console, "svc.startd: Returning to milestone "
		    "all.\n");
	console_ask(console, ASKS_LOGIN);
}

static void
single_begin(struct console *console, uint32_t was)
{
	(void)was;
	console_print(console, "Booting to milestone \"milestone/single-user:"
	    "default\".\nRequesting System Maintenance Mode\n"
	    "SINGLE USER MODE\n");
	console_ask(console, ASKS_MAINTENANCE);
}

static void
medium_begin(struct console *console, uint32_t was)
{
	bool single = (console_row(console)->boot & CONSOLE_SINGLE) != 0;

	(void)was;
	console_row(console)->boot = 0;
	if (single) {
		console_print(console, "Booting to milestone \"milestone/"
		    "single-user:default\".\nConfiguring devices.\n"
		    "INIT: SINGLE USER MODE\n");
		console_ask(console, ASKS_MINI);
		return;
	}
	console_put(console, medium);
	installer_begin(console);
}

static void
looping_begin(struct console *console, uint32_t was)
{
	(void)was;
	console_print(console, "\npanic: the system resets while it boots, "
	    "again and again\nrebooting...\n");
}

static void (*const begins[])(struct console *, uint32_t was) = {
	[SOFT_OK] = ok_begin,
	[SOFT_BOOTING] = booting_begin,
	[SOFT_RUNNING] = running_begin,
	[SOFT_HUNG] = NULL,
	[SOFT_MEDIA] = medium_begin,
	[SOFT_LOOPING] = looping_begin,
	[SOFT_SINGLE] = single_begin,
};

/* What was going on has ended: what it had still to say comes first. */
static void
soft_begin(struct console *console, uint32_t soft)
{
	struct console_row *row = console_row(console);
	uint32_t was = row->soft;

	if ((was == SOFT_BOOTING && soft != SOFT_OK && soft != SOFT_NONE) ||
	    was == SOFT_HALTING)
		lines_print(console, true);
	if (was == SOFT_MEDIA)
		installer_follow(console);
	row->soft = (uint8_t)soft;
	row->asks = ASKS_NOTHING;
	row->size = 0;
	row->resumes = 0;
	times_take(console);
	if (soft < sizeof(begins) / sizeof(begins[0]) && begins[soft] != NULL)
		begins[soft](console, was);
	if (soft != SOFT_BOOTING)
		console_row(console)->boot = 0;
}

/* Is it another boot than the one that was seen to begin? */
static bool
boots_again(const struct console *console)
{
	const struct domain_row *domain = console_domain(console);
	const struct work_row *work = world_work(console_sim(console)->world,
	    domain->work);

	return domain->soft == SOFT_BOOTING && domain->work != 0 &&
	    work->kind != WORK_MOVE &&
	    work->since_ns != console_row(console)->since_ns;
}

void
going_follow(struct console *console)
{
	const struct domain_row *domain = console_domain(console);
	uint32_t soft = domain->state == STATE_AT_OK ? domain->soft :
	    SOFT_NONE;

	if (soft != console_row(console)->soft || boots_again(console))
		soft_begin(console, soft);
	if (soft == SOFT_MEDIA)
		installer_follow(console);
	else
		lines_print(console, false);
}

int64_t
going_next_ms(struct console *console)
{
	const struct console_row *row = console_row(console);
	const struct going *line;
	int64_t at_ns;

	if (row->soft == SOFT_MEDIA)
		return installer_next_ms(console);
	line = line_next(row);
	if (line == NULL)
		return -1;
	at_ns = due_ns(row, line);
	return at_ns < row->until_ns ? (at_ns + MS - 1) / MS : -1;
}

/* The system stands still, and may go on. */
void
going_broken(struct console *console, uint32_t soft)
{
	struct console_row *row = console_row(console);
	bool stood = soft == SOFT_RUNNING || soft == SOFT_SINGLE ||
	    soft == SOFT_HUNG;

	row->soft = SOFT_OK;
	row->boot = 0;
	times_take(console);
	row->resumes = stood ? (uint8_t)soft : 0;
	console_print(console, stood ? "\nType  'go' to resume\n" : "\n");
	console_ask(console, ASKS_OK);
}
