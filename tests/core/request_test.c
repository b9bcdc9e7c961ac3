#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "core/op/request.h"

static bool
same(struct op one, struct op other)
{
	struct request a = request_of(&one), b = request_of(&other);

	return request_equal(&a, &b);
}

static void
every_question_has_a_request(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		struct op ask = { .kind = kind };

		if (!op_table[kind].question)
			continue;
		assert_true(request_of(&ask).kind < REQUEST_KINDS);
		assert_int_equal(request_of(&ask).kind == REQUEST_NONE,
		    kind == OP_WORD_STATE);
	}
}

static void
one_list_of_domains_says_all_of_a_node(void **state)
{
	struct op guest = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };
	struct op disk = { .kind = OP_GUEST_STATE, .on = 1, .guest = 2,
	    .disk = 3 };
	struct op service = { .kind = OP_SERVICE_STATE, .on = 1,
	    .service = 2 };
	struct op volume = { .kind = OP_VOLUME_STATE, .on = 1, .volume = 1,
	    .service = 2 };
	struct op policy = { .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_POLICY };

	(void)state;
	assert_int_equal(request_of(&guest).kind, REQUEST_DOMAINS);
	assert_true(same(guest, disk));
	assert_true(same(guest, service));
	assert_true(same(guest, volume));
	assert_true(same(guest, policy));
	volume.on = 2;
	assert_false(same(guest, volume));
}

static void
the_status_of_the_cluster_says_nodes_groups_and_resources(void **state)
{
	struct op node = { .kind = OP_NODE_STATE, .on = 1 };
	struct op group = { .kind = OP_GROUP_STATE, .on = 1, .group = 1 };
	struct op suspended = { .kind = OP_GROUP_STATE, .on = 1, .group = 2,
	    .value = TEXT_SUSPENDED };
	struct op property = { .kind = OP_GROUP_STATE, .on = 1, .group = 1,
	    .value = TEXTS };
	struct op resource = { .kind = OP_RESOURCE_STATE, .on = 1,
	    .resource = 1, .value = TEXT_MONITORED };

	(void)state;
	assert_true(same(node, group));
	assert_true(same(node, suspended));
	assert_true(same(node, resource));
	assert_false(same(node, property));
	assert_int_equal(request_of(&property).kind, REQUEST_GROUPS);
	group.on = 2;
	assert_false(same(node, group));
}

static void
a_request_about_one_thing_names_it(void **state)
{
	struct op file = { .kind = OP_DISK_STATE, .on = 1, .file = 1 };
	struct op archive = { .kind = OP_ARCHIVE_STATE, .file = 1 };
	struct op device = { .kind = OP_DEVICE_STATE, .on = 1, .device = 1,
	    .pool = 1 };
	struct op other = device;

	(void)state;
	assert_true(same(file, file));
	assert_false(same(file, archive));
	archive.file = 2;
	file.file = 2;
	file.on = 0;
	assert_true(same(file, archive));
	other.pool = 2;
	assert_true(same(device, other));
	other.device = 2;
	assert_false(same(device, other));
}

static void
power_is_asked_of_the_service_processor(void **state)
{
	struct op power = { .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_POWER };
	struct op vcpus = { .kind = OP_NODE_STATE, .on = 1, .guest = 1,
	    .value = TEXT_VCPUS };
	struct op memory = { .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_MEMORY };

	(void)state;
	assert_int_equal(request_of(&power).kind, REQUEST_POWER);
	assert_int_equal(request_of(&vcpus).kind, REQUEST_FREE);
	assert_true(same(vcpus, memory));
}

static void
what_is_in_a_guest_or_on_a_source_is_asked_there(void **state)
{
	struct op sums = { .kind = OP_SUMS_STATE, .on = 1, .guest = 3,
	    .file = 1, .value = 1 };
	struct op inside = { .kind = OP_FILESYSTEM_STATE, .on = 1, .guest = 3,
	    .disk = 1 };
	struct op outside = { .kind = OP_FILESYSTEM_STATE, .on = 1,
	    .pool = 1, .file = 1 };
	struct op console = { .kind = OP_SOURCE_STATE, .source = 2 };
	struct op writes = { .kind = OP_SOURCE_STATE, .source = 2,
	    .value = TEXT_APPLICATIONS };

	(void)state;
	assert_int_equal(request_of(&sums).place, PLACE_GUEST | 3);
	assert_int_equal(request_of(&inside).place, PLACE_GUEST | 3);
	assert_int_equal(request_of(&outside).place, 1);
	assert_int_equal(request_of(&console).place, PLACE_SOURCE | 2);
	assert_int_equal(request_of(&console).kind, REQUEST_CONSOLE);
	assert_int_equal(request_of(&writes).kind, REQUEST_PROCESSES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_question_has_a_request),
		cmocka_unit_test(one_list_of_domains_says_all_of_a_node),
		cmocka_unit_test(
		    the_status_of_the_cluster_says_nodes_groups_and_resources),
		cmocka_unit_test(a_request_about_one_thing_names_it),
		cmocka_unit_test(power_is_asked_of_the_service_processor),
		cmocka_unit_test(
		    what_is_in_a_guest_or_on_a_source_is_asked_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
