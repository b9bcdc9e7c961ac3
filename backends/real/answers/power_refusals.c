/*
 * What a service processor says of a power command.  Its status says nothing:
 * over ssh ILOM ends with 0 whatever has happened.
 */
#include "backends/real/answers/refusal_rows.h"

const struct refusal_row power_refusals[] = {
	{ ERR_REFUSED, DONE, OP_NODE_POWER_OFF, "stopping /sys~" },
	{ ERR_REFUSED, DONE, OP_NODE_POWER_OFF,
	    "stopping /servers/pdomains/~" },
	{ ERR_REFUSED, DONE, OP_NODE_POWER_OFF,
	    "stop: target already stopped" },
	{ ERR_REFUSED, DONE, OP_NODE_POWER_OFF,
	    "chassis power control: down/off" },
	{ ERR_REFUSED, DONE, OP_NODE_POWER_ON, "starting /sys~" },
	{ ERR_REFUSED, DONE, OP_NODE_POWER_ON,
	    "starting /servers/pdomains/~" },
	{ ERR_REFUSED, DONE, OP_NODE_POWER_ON,
	    "start: target already started" },
	{ ERR_REFUSED, DONE, OP_NODE_POWER_ON,
	    "chassis power control: up/on" },
	{ ERR_UNSUPPORTED, FAILED, OP_NONE, "*: invalid target ~" },
	{ ERR_UNSUPPORTED, FAILED, OP_NONE, "*: invalid command ~" },
	/* ours: it was not even typed */
	{ ERR_NOT_CONFIRMED, FAILED, OP_NODE_POWER_OFF, "not confirmed: ~" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};
