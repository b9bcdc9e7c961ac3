/*
 * What the cluster's commands say.
 *
 * Their statuses are documented (CL_ENOENT and so on), their words hardly: the
 * rows without a number in parentheses are what the simulated ones say.
 */
#include "backends/real/answers/refusal_rows.h"

const struct refusal_row cluster_refusals[] = {
	/* known */
	{ ERR_WRONG_STATE, FAILED, OP_NONE,
	    "this node is not in cluster mode" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE, "node is not in cluster mode" },
	{ ERR_REFUSED, FAILED, OP_NONE, "usage error" },
	{ ERR_VALIDATION, FAILED, OP_NONE,
	    "validate on resource *, resource group *, exited with "
	    "non-zero exit status" },
	{ ERR_VALIDATION, FAILED, OP_NONE,
	    "validation of resource * in resource group * on node * failed" },
	/*
	 * The command is over; where the group is now, its question says.  To
	 * take a switch for lost, and to repeat it, would stop the group again.
	 */
	{ ERR_START_FAILED, FAILED, OP_NONE,
	    "no primary node could be found for resource group *; it remains "
	    "offline" },
	{ ERR_START_FAILED, UNKNOWN, OP_GROUP_ONLINE,
	    "resource group * failed to start on chosen node and might fail "
	    "over to other node(s)" },
	{ ERR_START_FAILED, FAILED, OP_NONE,
	    "resource group * failed to start on chosen node and might fail "
	    "over to other node(s)" },
	/* ours */
	{ ERR_STOP_FAILED, FAILED, OP_NONE,
	    "resource group * is refused: it is in the state "
	    "error_stop_failed on *" },
	{ ERR_STOP_FAILED, FAILED, OP_NONE,
	    "resource group * stays where it is: ~" },
	{ ERR_STOP_FAILED, UNKNOWN, OP_NONE,
	    "resource group * is in the state error_stop_failed on *" },
	{ ERR_NODE_DOWN, FAILED, OP_NONE, "* is not a member of the cluster" },
	{ ERR_EXISTS, FAILED, OP_NONE, "group * already exists, on ~" },
	{ ERR_NOT_FOUND, FAILED, OP_NONE, "a node of \"~" },
	{ ERR_NOT_FOUND, FAILED, OP_NONE, "there is no group *" },
	{ ERR_NOT_FOUND, FAILED, OP_NONE, "there is no resource *" },
	{ ERR_IN_TRANSITION, FAILED, OP_NONE, "group * is in transition" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE,
	    "group * is managed; unmanage it first" },
	{ ERR_IN_USE, FAILED, OP_NONE, "group * has resources" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE, "group * is not offline" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE,
	    "resources of group * are enabled; disable them first" },
	{ ERR_VALIDATION, FAILED, OP_NONE,
	    "failback is true or false, and not *" },
	{ ERR_UNSUPPORTED, FAILED, OP_NONE,
	    "property * of a group is not simulated" },
	{ ERR_IN_USE, FAILED, OP_NONE,
	    "resource * is enabled; disable it first" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE,
	    "resource * depends on *, which is disabled" },
	{ ERR_IN_USE, FAILED, OP_NONE, "resource * depends on *" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE,
	    "resource * is not in state stop_failed on *" },
	{ ERR_TYPE_UNKNOWN, FAILED, OP_NONE,
	    "the resource type is not installed" },
	{ ERR_TYPE_UNKNOWN, FAILED, OP_NONE, "type * is not registered" },
	{ ERR_VALIDATION, FAILED, OP_NONE,
	    "migration_type is normal or migrate, and not ~" },
	{ ERR_VALIDATION, FAILED, OP_NONE,
	    "stop_timeout is a number of seconds, and not ~" },
	{ ERR_VALIDATION, FAILED, OP_NONE, "validation of * failed: ~" },
	{ ERR_UNSUPPORTED, FAILED, OP_NONE,
	    "affinities that lead from * back to it are not simulated" },
	{ ERR_NOT_FOUND, FAILED, OP_NONE, "*: at most * times + ++ ~" },
	{ ERR_IN_USE, FAILED, OP_NONE, "group * has an affinity to *" },
	{ ERR_AFFINITY, FAILED, OP_NONE, "group * has *, and ~" },
	{ ERR_LOAD_LIMIT, FAILED, OP_NONE, "group * adds * to the load ~" },
	{ ERR_VALIDATION, FAILED, OP_NONE,
	    "*: at most * times a name of a load limit~" },
	{ ERR_EXISTS, FAILED, OP_NONE, "resource * already exists" },
	{ ERR_UNSUPPORTED, FAILED, OP_NONE,
	    "resource * beside * is not simulated: ~" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE,
	    "* is not in the node list of group *" },
	{ ERR_STOP_FAILED, FAILED, OP_NONE, "group * is in error on *: ~" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE, "group * is online on *" },
	{ ERR_NOT_MANAGED, FAILED, OP_NONE, "group * is not managed" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};

const struct refusal_status cluster_statuses[] = {
	{ 36, ERR_NOT_FOUND },		/* CL_ENOENT */
	{ 39, ERR_EXISTS },		/* CL_EEXIST */
	{ 41, ERR_TYPE_UNKNOWN },	/* CL_ETYPE */
	{ 0, ERR_NONE },
};
