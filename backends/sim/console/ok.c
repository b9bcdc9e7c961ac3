#include "backends/sim/console/ok.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/lines.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/world/simulation.h"

enum { MIB = 1 << 20, SERIAL = 0xffffff };

void
banner_print(struct console *console)
{
	const struct domain_row *domain = console_domain(console);
	const struct site *site = console->shell->site;
	const char *model = domain->node <= site->node_count ?
	    site->nodes[domain->node].model : NULL;
	char address[32] = "";
	size_t n = 0;

	for (int byte = 5; byte >= 0; byte--)
		n += (size_t)snprintf(address + n, sizeof(address) - n,
		    byte != 0 ? "%x:" : "%x",
		    (unsigned)(domain->mac >> 8 * byte & 0xff));
	console_print(console, "\n%s, No Keyboard\n"
	    "Copyright (c) 1998, 2012, Oracle and/or its affiliates. All "
	    "rights reserved.\n"
	    "OpenBoot 4.33.6.b, %lld MB memory available, Serial #%lu.\n"
	    "Ethernet address %s, Host ID: %08lx.\n\n\n",
	    model != NULL ? model : "SPARC Enterprise T5440",
	    (long long)(domain->memory / MIB),
	    (unsigned long)(domain->hostid & SERIAL), address,
	    (unsigned long)domain->hostid);
}

static void
banner_word(struct console *console, char *rest)
{
	(void)rest;
	banner_print(console);
}

/* The machine begins anew, and boots if auto-boot? says so. */
static void
reset_word(struct console *console, char *rest)
{
	(void)rest;
	console_row(console)->resumes = 0;
	console_do(console);
	boot_again(console_sim(console), console_domain(console));
	console_done(console);
	if (console_domain(console)->soft == SOFT_OK)
		banner_print(console);
}

static void
power_off_word(struct console *console, char *rest)
{
	(void)rest;
	console_do(console);
	boot_stop(console_sim(console), console_domain(console));
	console_done(console);
}

static void
go_word(struct console *console, char *rest)
{
	struct console_row *row = console_row(console);
	enum soft_state soft = row->resumes;

	(void)rest;
	if (soft == 0) {
		console_print(console, "Program is not active.\n");
		return;
	}
	console_do(console);
	domain_become(console_sim(console), console_domain(console),
	    STATE_AT_OK, soft);
	console_done(console);
	row = console_row(console);
	/* It goes on where it was; whoever was logged in has to do so again. */
	row->soft = (uint8_t)soft;
	row->resumes = 0;
	row->asks = ASKS_NOTHING;
	if (soft != SOFT_HUNG)
		console_ask(console, soft == SOFT_SINGLE ? ASKS_SINGLE :
		    ASKS_LOGIN);
}

static void
version_word(struct console *console, char *rest)
{
	(void)rest;
	console_print(console, "OpenBoot 4.33.6.b 2012/06/14 06:12\n");
}

static void	 help_word(struct console *, char *rest);

static const struct word {
	const char	*name;
	void		(*run)(struct console *, char *rest);
	const char	*about;
} words[] = {
	{ "boot", boot_word, "[device] [-a|-s|...]   boot a system" },
	{ "reset-all", reset_word, "reset the machine" },
	{ "reset", reset_word, "the same" },
	{ "power-off", power_off_word, "stop the domain" },
	{ "go", go_word, "let a system go on that a break has stopped" },
	{ "printenv", printenv_word, "[variable]   values of variables" },
	{ "setenv", setenv_word, "variable value   set a variable" },
	{ "set-default", set_default_word, "variable   the value that it "
	    "has by itself" },
	{ "set-defaults", set_defaults_word, "all variables" },
	{ "show-disks", show_disks_word, "list disks, and select one" },
	{ "show-nets", show_nets_word, "list nets, and select one" },
	{ "show-devs", show_devs_word, "list devices" },
	{ "devalias", devalias_word, "[alias]   short names of devices" },
	{ "banner", banner_word, "machine, memory, addresses" },
	{ ".version", version_word, "release of the firmware" },
	{ "help", help_word, "this list" },
	{ NULL, NULL, NULL },
};

/* Words that the firmware has and that are not simulated. */
static const char *const others[] = { "probe-scsi", "probe-scsi-all",
    "probe-ide", "nvalias", "nvunalias", "nvedit", "nvstore", "test",
    "test-all", "watch-net", "watch-net-all", "sync", "cd", "ls", "pwd",
    ".properties", "see", "words", "select", "eject", "obdiag", NULL };

static void
help_word(struct console *console, char *rest)
{
	(void)rest;
	for (const struct word *word = words; word->name != NULL; word++)
		console_print(console, "%-14s%s\n", word->name, word->about);
}

static void
unknown(struct console *console, const char *name)
{
	for (size_t i = 0; others[i] != NULL; i++)
		if (strcasecmp(others[i], name) == 0) {
			console_print(console, "domferry: not simulated: "
			    "%s\n", name);
			return;
		}
	console_print(console, "%s ?\n", name);
}

void
ok_line(struct console *console, char *line)
{
	char *name = line + strspn(line, " \t"), *rest;
	const struct word *word = words;

	rest = name + strcspn(name, " \t");
	if (*rest != '\0')
		*rest++ = '\0';
	rest += strspn(rest, " \t");
	while (word->name != NULL && strcasecmp(word->name, name) != 0)
		word++;
	if (word->name != NULL)
		word->run(console, rest);
	else if (*name != '\0' && *name != '\004' && *name != '\\')
		unknown(console, name);
	if (console_domain(console)->soft == SOFT_OK &&
	    console_domain(console)->state == STATE_AT_OK &&
	    console_row(console)->asks == ASKS_OK)
		console_ask(console, ASKS_OK);
}
