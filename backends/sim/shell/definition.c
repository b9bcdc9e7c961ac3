#include "backends/sim/shell/definition.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/constraints.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"

struct definition {
	struct arena	   arena;
	struct constraints constraints;
};

void
definition_drop(struct definition *definition)
{
	if (definition != NULL)
		arena_drop(&definition->arena);
	free(definition);
}

/* A manager that takes no change refuses it first, whatever the file is. */
static bool
is_taken(struct call *call)
{
	const struct op op = { .kind = OP_GUEST_DEFINE,
	    .on = call_node(call) };
	struct err err;

	return ldmd_takes(call->shell->sim, &op, &err);
}

/* The text that somebody has written to that file, or NULL; then the call has
 * failed if there is no such file. */
static const char *
written(struct call *call, const char *path)
{
	char text[PATH_BYTES];
	struct looked looked;
	const struct file_row *row;

	path_look(call, path, text, &looked);
	if (looked.kind == PATH_ABSENT && is_taken(call))
		call_fail(call, 1, "%s: No such file or directory", path);
	row = world_file(call->shell->sim->world, looked.file);
	return row->type == FILE_WRITTEN ? call_name(call, KIND_TEXT,
	    (uint32_t)row->content) : NULL;
}

/* What the real one would define and this one cannot. */
static bool
is_beyond(const struct constraints *constraints)
{
	return constraints->unknown != NULL ||
	    strcmp(constraints->name, "primary") == 0;
}

/* A library that is missing on this machine is no failure of the document. */
static void
unread(struct call *call, const char *path, const struct err *err)
{
	if (err->code == ERR_PROGRAM_MISSING)
		call_fail(call, STATUS_NOT_SIMULATED, "domferry: %s",
		    err->text);
	else
		call_fail(call, 1, "%s: %s", path, err->text);
}

bool
definition_read(struct call *call, const char *path)
{
	const char *text = written(call, path);
	const char *words[] = { "ldm", "add-domain", NULL };
	struct definition *definition;
	struct err err = { 0 };

	if (text == NULL)
		return call->status != 0;
	assert(call->definition == NULL);
	definition = calloc(1, sizeof(*definition));
	if (definition == NULL)
		abort();
	call->definition = definition;
	if (!constraints_read(&definition->arena, text, strlen(text),
	    &definition->constraints, &err)) {
		unread(call, path, &err);
	} else if (is_beyond(&definition->constraints)) {
		call_not_simulated(call);
	} else {
		words[2] = definition->constraints.name;
		change_words(call, words, 3);
	}
	return true;
}

/* The part as a row, with the world's names. */
static struct part_row
part_of(struct names *names, const struct constraint *part, uint32_t disks)
{
	uint32_t service = names_put(names, KIND_SERVICE, part->service);
	char text[LINE_BYTES];

	switch (part->kind) {
	case CONSTRAINT_DISK:
		return (struct part_row){ .kind = PART_DISK,
		    .name = names_put(names, KIND_DISK, part->name),
		    .value = names_put(names, KIND_VOLUME, part->volume),
		    .service = service, .id = disks,
		    .timeout = (uint16_t)part->timeout };
	case CONSTRAINT_NET:
		return (struct part_row){ .kind = PART_NET,
		    .name = names_put(names, KIND_NET, part->name),
		    .value = service, .id = (uint32_t)part->mac,
		    .service = (uint32_t)(part->mac >> 32) };
	case CONSTRAINT_VARIABLE:
		break;
	}
	snprintf(text, sizeof(text), "%s=%s", part->name, part->value);
	return (struct part_row){ .kind = PART_VARIABLE,
	    .value = names_put(names, KIND_TEXT, text),
	    .name = names_key(names, names_put(names, KIND_TEXT, text)) };
}

/* Rows move while names and capacity grow: before any is held.  A name that
 * stands twice is taken once. */
static void
parts_apply(struct sim *sim, uint32_t row, const struct constraints *from)
{
	struct part_row parts[CONSTRAINTS_PARTS];
	uint32_t disks = 0;

	for (unsigned i = 0; i < from->part_count; i++) {
		parts[i] = part_of(sim->names, &from->part[i], disks);
		disks += parts[i].kind == PART_DISK;
	}
	growth_names(sim);
	growth_for(sim, T_PART, from->part_count);
	for (unsigned i = 0; i < from->part_count; i++)
		if (world_part_of(sim->world, row, (enum part_kind)
		    parts[i].kind, parts[i].name) == 0)
			part_add(sim, row, &parts[i]);
}

static void
amounts_apply(struct sim *sim, uint32_t row, const struct constraints *from)
{
	uint32_t master = names_put(sim->names, KIND_TEXT, from->master);
	struct domain_row *domain;

	growth_names(sim);
	domain = world_domain(sim->world, row);
	domain->vcpus = (uint32_t)from->vcpus;
	domain->crypto = (uint16_t)from->crypto;
	domain->memory = from->memory;
	domain->master = master;
	domain->fixed = (uint16_t)from->port;
	if (from->mac != 0)
		domain->mac = (uint64_t)from->mac;
	if (from->hostid != 0)
		domain->hostid = (uint32_t)from->hostid;
}

void
definition_apply(struct call *call, const struct op *op)
{
	const struct constraints *from;
	struct sim *sim = call->shell->sim;
	uint32_t row = world_domain_of(sim->world, op->guest, op->on);

	if (call->definition == NULL || row == 0)
		return;
	from = &call->definition->constraints;
	sim->world->addresses = 1;
	amounts_apply(sim, row, from);
	parts_apply(sim, row, from);
}
