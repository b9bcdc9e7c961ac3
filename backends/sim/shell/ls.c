/*
 * ls: the files and file systems in the folder of a file system.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/shell/archived.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/sim.h"
#include "backends/sim/storage/access.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/text/lines.h"
#include "backends/sim/world/trouble.h"

enum { BLOCK = 512, HALF_YEAR_S = 180 * 86400 };

/* What is listed: the names, in order, and with which options. */
struct listed_files {
	struct named	*list;
	uint32_t	 count;
	bool		 is_long;
};

/* The last part of a name that lies directly in the folder, or NULL. */
static const char *
in_folder(const char *folder, const char *name)
{
	size_t n = strlen(folder);

	if (*name != '/') {
		folder++;
		n--;
	}
	return strncmp(name, folder, n) == 0 && name[n] == '/' &&
	    strchr(name + n + 1, '/') == NULL ? name + n + 1 : NULL;
}

static void
folder_read(struct call *call, const char *folder, struct listed_files *files)
{
	struct sim *sim = call->shell->sim;
	uint32_t count = sim->world->table[T_FILE].count;

	files->list = calloc((size_t)count + 1, sizeof(*files->list));
	if (files->list == NULL)
		abort();
	for (uint32_t f = 1; f <= count; f++) {
		const char *name = in_folder(folder, call_name(call, KIND_FILE,
		    f));

		if (name != NULL && file_visible(sim, f, call->place))
			files->list[files->count++] =
			    (struct named){ name, f };
	}
	qsort(files->list, files->count, sizeof(*files->list), text_order);
}

/* Does a system that runs on the node have the file as its disk? */
static bool
is_written(struct call *call, uint32_t file)
{
	struct world *world = call->shell->sim->world;
	const struct part_row *part;

	for (uint32_t d = 1; d <= world->table[T_DOMAIN].high; d++) {
		const struct domain_row *domain = world_domain(world, d);

		if (domain->guest == 0 || domain->node != call->place ||
		    !domain_writes(domain))
			continue;
		for (uint32_t p = domain->parts; p != 0; p = part->next) {
			part = world_part(world, p);
			if (part->kind == PART_DISK && part->file == file)
				return true;
		}
	}
	return false;
}

/* The hour of a file that was changed within half a year, else the year. */
static void
time_print(struct call *call, uint32_t file)
{
	struct world *world = call->shell->sim->world;
	const struct file_row *row = world_file(world, file);
	int64_t ns = is_written(call, file) ? world->now_ns :
	    row->pool != 0 ? row->written_ns : 0;
	int64_t now_s = world->now_ns / MS / 1000, s = ns / MS / 1000;
	struct moment moment;

	s -= ns % ((int64_t)MS * 1000) < 0;
	clock_split(s, &moment);
	buffer_print(&call->out, "%s %2d ", clock_month(&moment), moment.day);
	if (now_s - s < HALF_YEAR_S)
		buffer_print(&call->out, "%02d:%02d ", moment.hour,
		    moment.minute);
	else
		buffer_print(&call->out, " %d ", moment.year);
}

static void
long_print(struct call *call, const char *name, uint32_t file)
{
	const struct sim *sim = call->shell->sim;
	char mode[ACCESS_MODE];

	buffer_print(&call->out, "%s   1 %-8s %-8s %7lld ", access_mode(sim,
	    file, mode), access_owner(sim, file), "root",
	    (long long)archived_size(call, file));
	time_print(call, file);
	buffer_print(&call->out, "%s\n", name);
}

/* Of a file system below, a folder, it is not known when it was changed. */
static bool
is_simulated(struct call *call, const struct listed_files *files,
    int64_t *blocks)
{
	char mode[ACCESS_MODE];

	*blocks = 0;
	for (uint32_t i = 0; files->is_long && i < files->count; i++) {
		const struct file_row *row = world_file(
		    call->shell->sim->world, files->list[i].number);

		if (access_mode(call->shell->sim, files->list[i].number,
		    mode) == NULL)
			return false;
		*blocks += (row->size + BLOCK - 1) / BLOCK;
	}
	return true;
}

static void
folder_print(struct call *call, const char *folder, bool is_long)
{
	struct listed_files files = { .is_long = is_long };
	int64_t blocks;

	folder_read(call, folder, &files);
	if (!is_simulated(call, &files, &blocks)) {
		call_not_simulated(call);
		free(files.list);
		return;
	}
	if (is_long)
		buffer_print(&call->out, "total %lld\n", (long long)blocks);
	for (uint32_t i = 0; i < files.count; i++)
		if (is_long)
			long_print(call, files.list[i].name,
			    files.list[i].number);
		else
			buffer_print(&call->out, "%s\n", files.list[i].name);
	free(files.list);
}

/* Is it a folder of a share: is something in it, or may be? */
static bool
is_shared_folder(struct call *call, uint32_t file)
{
	struct sim *sim = call->shell->sim;
	const char *name = call_name(call, KIND_FILE, file);
	size_t n = strlen(name);

	for (uint32_t f = 1; f <= sim->world->table[T_FILE].count; f++) {
		const char *other = call_name(call, KIND_FILE, f);

		if (sim->index.path[f].share != 0 &&
		    strncmp(other, name, n) == 0 && other[n] == '/')
			return true;
	}
	return false;
}

static void
folder_long(struct call *call, const char *word)
{
	buffer_print(&call->out, "drwxr-xr-x   2 root     root         512 "
	    "Jan  1 00:00 %s\n", word);
}

static void
file_print(struct call *call, const char *word, uint32_t file, bool is_long)
{
	char mode[ACCESS_MODE];

	if (!is_long)
		buffer_print(&call->out, "%s\n", word);
	else if (is_shared_folder(call, file))
		folder_long(call, word);
	else if (access_mode(call->shell->sim, file, mode) != NULL)
		long_print(call, word, file);
	else
		call_not_simulated(call);
}

/* The folder of HAStoragePlus; what is in it is not known. */
static const char cachefiles[] = "/var/cluster/run/HAStoragePlus/zfs";

static void
looked_list(struct call *call, const char *word, const struct given *given)
{
	bool is_long = given_has(given, 'l');
	char text[PATH_BYTES];
	struct looked looked;

	path_look(call, word, text, &looked);
	if (archived_hangs(call, text))
		return;
	if (call_node(call) != 0 && strcmp(text, cachefiles) == 0)
		looked.kind = trouble_is(call->shell->sim, call_node(call),
		    TROUBLE_NO_CACHEFILES) ? PATH_ABSENT : PATH_FOLDER;
	switch (looked.kind) {
	case PATH_UNKNOWN:
		call_not_simulated(call);
		break;
	case PATH_ABSENT:
		call_fail(call, 2, "%s: No such file or directory", word);
		break;
	case PATH_FILE:
		file_print(call, word, looked.file, is_long);
		break;
	case PATH_FOLDER:
		if (given_has(given, 'd')) {
			if (is_long)
				folder_long(call, word);
			else
				buffer_print(&call->out, "%s\n", word);
			break;
		}
		if (looked.dataset == NULL) {
			call_not_simulated(call);
			break;
		}
		if (given->count > 1)
			buffer_print(&call->out, "%s%s:\n",
			    call->out.size != 0 ? "\n" : "", word);
		folder_print(call, looked.name, is_long);
		break;
	}
}

void
ls_run(struct call *call)
{
	struct given given;

	if (!given_read(&given, &call->line, 1, "1ld") ||
	    (given.count == 0 && call->line.folder == NULL)) {
		call_not_simulated(call);
		return;
	}
	if (given.count == 0)
		given.operand[given.count++] = ".";
	for (unsigned i = 0; call_answers(call) && i < given.count; i++) {
		looked_list(call, given.operand[i], &given);
		if (call->status == STATUS_NOT_SIMULATED ||
		    call->status == STATUS_NO_ANSWER)
			return;
	}
}
