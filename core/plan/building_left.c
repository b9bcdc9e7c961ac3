/*
 * Nodes that the plan leaves out, because the cluster has given them up.
 */
#include "core/plan/building.h"
#include "core/plan/building_node.h"

#include "core/procedures/procedure.h"

bool
building_left_out(const struct building *building, uint32_t node)
{
	return (building->plan->left_out >> node & 1) != 0;
}

uint32_t
building_first_left(const struct building *building)
{
	const struct site_guest *row = building->row;

	for (uint32_t i = 0; i < row->node_count; i++)
		if (!building_left_out(building, row->node[i]))
			return row->node[i];
	return row->node[0];
}

uint32_t
building_named(const struct building *building)
{
	uint32_t node = 1;

	while ((building->job->nodes >> node & 1) == 0)
		node++;
	return node;
}

uint32_t
building_member(const struct building *building)
{
	for (uint32_t n = 1; n <= building->site->node_count; n++)
		if (!building_left_out(building, n) &&
		    (building->job->nodes >> n & 1) == 0)
			return n;
	return 0;
}

bool
building_nodes_left(const struct building *building, struct err *err)
{
	const struct job *job = building->job;
	uint64_t named = job->nodes |
	    (job->to != 0 ? (uint64_t)1 << job->to : 0);

	for (uint32_t n = 1; n <= building->site->node_count; n++)
		if (building_left_out(building, n) && (named >> n & 1) != 0)
			return err_set(err, ERR_NODE_DOWN, "%s is no member of "
			    "the cluster, and %s needs it", names_text(
			    building->site->names, KIND_NODE, n),
			    job->procedure->name);
	return true;
}
