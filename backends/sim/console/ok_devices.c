/*
 * Devices of the firmware, in lists.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/device.h"
#include "backends/sim/console/lines.h"
#include "backends/sim/console/ok.h"
#include "backends/sim/world/simulation.h"

/* A selection is kept in the row: the two halves of a path. */
static void
selected_put(struct console_row *row, const char *path)
{
	memset(row->text[0], 0, sizeof(row->text[0]));
	memset(row->text[1], 0, sizeof(row->text[1]));
	for (size_t i = 0; i < 2 * sizeof(row->text[0]) - 1 &&
	    path[i] != '\0'; i++)
		row->text[i / sizeof(row->text[0])]
		    [i % sizeof(row->text[0])] = path[i];
}

/* Without the slice. */
static void
path_of(const struct device *device, char path[DEVICE_BYTES])
{
	device_path(device, path);
	path[strcspn(path, ":")] = '\0';
}

static void
devices_list(struct console *console, enum device_kind kind)
{
	struct device device;
	char path[DEVICE_BYTES];
	const char *name;

	for (unsigned i = 0; i < 'q' - 'a' && device_list(console, kind, i,
	    &device, &name); i++) {
		path_of(&device, path);
		console_print(console, "%c) %s\n", 'a' + (int)i, path);
	}
	console_print(console, "q) NO SELECTION\n");
	console_row(console)->cursor = (uint8_t)kind;
	console_ask(console, ASKS_SELECT);
}

void
show_disks_word(struct console *console, char *rest)
{
	(void)rest;
	devices_list(console, DEVICE_DISK);
}

void
show_nets_word(struct console *console, char *rest)
{
	(void)rest;
	devices_list(console, DEVICE_NET);
}

void
select_line(struct console *console, char *line)
{
	struct console_row *row = console_row(console);
	struct device device;
	char path[DEVICE_BYTES];
	const char *name;
	bool quits = *line == 'q' || *line == 'Q' || *line == '\004';

	if (!quits && line[0] != '\0' && line[1] == '\0' &&
	    line[0] >= 'a' && line[0] < 'q' && device_list(console,
	    row->cursor, (unsigned)(line[0] - 'a'), &device, &name)) {
		path_of(&device, path);
		selected_put(row, path);
		console_print(console, "%s has been selected.\n"
		    "Type ^Y ( Control-Y ) to insert it in the command "
		    "line.\n", path);
		quits = true;
	}
	console_ask(console, quits ? ASKS_OK : ASKS_SELECT);
}

void
show_devs_word(struct console *console, char *rest)
{
	static const enum device_kind kinds[] = { DEVICE_DISK, DEVICE_NET };
	struct device device;
	char path[DEVICE_BYTES];
	const char *name;

	(void)rest;
	for (uint32_t i = console_domain(console)->vcpus; i-- > 0;)
		console_print(console, "/cpu@%lx\n", (unsigned long)i);
	console_print(console, "/virtual-devices@100\n/virtual-memory\n"
	    "/memory@m0,80000000\n/aliases\n/options\n/openprom\n/chosen\n"
	    "/packages\n/virtual-devices@100/channel-devices@200\n"
	    "/virtual-devices@100/console@1\n");
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		for (unsigned i = 0; device_list(console, kinds[k], i,
		    &device, &name); i++) {
			path_of(&device, path);
			console_print(console, "%s\n", path);
		}
}

static void
alias_print(struct console *console, const char *only, const char *name,
    const struct device *device)
{
	char path[DEVICE_BYTES];

	if (*only != '\0' && strcmp(only, name) != 0)
		return;
	path_of(device, path);
	console_print(console, "%-24s %s\n", name, path);
}

void
devalias_word(struct console *console, char *rest)
{
	static const struct {
		enum device_kind kind;
		const char	*first;
	} kinds[] = { { DEVICE_DISK, "disk" }, { DEVICE_NET, "net" } };
	struct device device;
	const char *name;

	if (strchr(rest, ' ') != NULL) {
		console_print(console, "domferry: not simulated: devalias "
		    "%s\n", rest);
		return;
	}
	for (size_t k = 0; k < 2; k++)
		for (unsigned i = 0; device_list(console, kinds[k].kind, i,
		    &device, &name); i++) {
			alias_print(console, rest, name, &device);
			if (i == 0)
				alias_print(console, rest, kinds[k].first,
				    &device);
		}
}
