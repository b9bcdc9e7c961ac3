/*
 * op_row.h: what rows of the table of operations are made of.
 */
#ifndef CORE_OP_ROW_H
#define CORE_OP_ROW_H

#include "core/op/op.h"

#define ON		TAKES(F_ON)
#define GUEST		TAKES(F_GUEST)
#define GROUP		TAKES(F_GROUP)
#define RESOURCE	TAKES(F_RESOURCE)
#define TYPE		TAKES(F_TYPE)
#define POOL		TAKES(F_POOL)
#define DEVICE		TAKES(F_DEVICE)
#define VOLUME		TAKES(F_VOLUME)
#define SERVICE		TAKES(F_SERVICE)
#define DISK		TAKES(F_DISK)
#define NET		TAKES(F_NET)
#define SOURCE		TAKES(F_SOURCE)
#define FILE_		TAKES(F_FILE)
#define VALUE		TAKES(F_VALUE)
#define TO		TAKES(F_TO)
#define OF_SERVICE	.value = KIND_TEXT, .decides = OP_SERVICE_STATE, \
			.of_machine = true
#define OF_MEMBER	.decides = OP_MEMBER_STATE, .late_ms = LATE_CLUSTER
#define OF_GROUP	.decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER
#define OF_RESOURCE	.decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER
#define OF_BLACKOUT	.decides = OP_BLACKOUT_STATE, .late_ms = LATE_LDM, \
			.frames = true
#define AT_SP		.at_sp = true, .decides = OP_NODE_STATE

/* Offline on the old node, and not yet online on the new one. */
#define PARTLY_MOVED	STATE_BIT(STATE_OFFLINE)

#endif
