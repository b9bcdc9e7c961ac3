#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/op/request.h"

static struct arena arena;
static struct names names;

static int
setup(void **state)
{
	(void)state;
	names_begin(&arena, &names);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

/* The question whether a file is on node 1. */
static struct op
file_at(const char *path)
{
	return (struct op){ .kind = OP_DISK_STATE, .on = 1,
	    .file = names_put(&names, KIND_FILE, path) };
}

static bool
same(struct op one, struct op other)
{
	struct request a = request_of(&names, &one);
	struct request b = request_of(&names, &other);

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
		assert_true(request_of(&names, &ask).kind < REQUEST_KINDS);
		assert_int_equal(request_of(&names, &ask).kind == REQUEST_NONE,
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
	assert_int_equal(request_of(&names, &guest).kind, REQUEST_DOMAINS);
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
	assert_int_equal(request_of(&names, &property).kind, REQUEST_GROUPS);
}

/* A request to one member answers what would be asked of another one. */
static void
every_member_prints_the_same_of_the_cluster(void **state)
{
	struct op node = { .kind = OP_NODE_STATE, .on = 2 };
	struct op group = { .kind = OP_GROUP_STATE, .on = 1, .group = 1 };
	struct op property = { .kind = OP_GROUP_STATE, .on = 1, .group = 1,
	    .value = TEXTS };
	struct op type = { .kind = OP_TYPE_STATE, .on = 2, .type = 1 };
	struct op pool = { .kind = OP_POOL_STATE, .on = 1, .pool = 1 };
	struct op there = pool;

	(void)state;
	assert_true(same(node, group));
	assert_true(same(property, type));
	assert_int_equal(request_place(&node), 2);
	assert_int_equal(request_of(&names, &node).place, 0);
	there.on = 2;
	assert_false(same(pool, there));
}

static void
one_list_of_a_directory_has_all_files_in_it(void **state)
{
	struct op disk0 = file_at("/pool/guest/disk0");
	struct op disk1 = file_at("/pool/guest/disk1");
	struct op deeper = file_at("/pool/guest/old/disk0");
	struct op above = file_at("/pool/disk0");
	struct op alike = file_at("/pool/guests/disk0");
	struct op root = file_at("/pfile");
	struct op archive = { .kind = OP_ARCHIVE_STATE, .file = disk1.file };

	(void)state;
	assert_int_equal(request_of(&names, &disk0).kind, REQUEST_FILES);
	assert_true(same(disk0, disk1));
	assert_false(same(disk0, deeper));
	assert_false(same(disk0, above));
	assert_false(same(disk0, alike));
	assert_false(same(disk0, root));
	assert_true(same(root, file_at("/other")));
	assert_false(same(disk0, archive));
	disk0.on = 0;
	assert_true(same(disk0, archive));
}

/* Its list says that it is there. */
static void
a_directory_is_asked_for_by_its_own_list(void **state)
{
	struct op file = file_at("/share/tools/sums");
	struct op tools = file_at("/share/tools");
	struct op empty = file_at("/share/empty");

	(void)state;
	assert_true(same(tools, file));
	assert_false(same(tools, empty));
	assert_int_equal(request_directory(&names, tools.file),
	    strlen("/share/tools"));
	assert_int_equal(request_directory(&names, empty.file),
	    strlen("/share"));
}

static void
a_request_about_one_thing_names_it(void **state)
{
	struct op fresh = { .kind = OP_FRESH_STATE, .source = 1, .file = 1 };
	struct op mark = { .kind = OP_FRESH_STATE, .source = 1, .file = 2 };
	struct op device = { .kind = OP_DEVICE_STATE, .on = 1, .device = 1,
	    .pool = 1 };
	struct op other = device;

	(void)state;
	assert_false(same(fresh, mark));
	assert_true(same(fresh, fresh));
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
	assert_int_equal(request_of(&names, &power).kind, REQUEST_POWER);
	assert_int_equal(request_of(&names, &vcpus).kind, REQUEST_MACHINE);
	assert_true(same(vcpus, memory));
	memory.value = TEXT_CRYPTO;
	assert_true(same(vcpus, memory));
	memory.value = TEXT_SLOTS;
	assert_true(same(vcpus, memory));
	memory.on = 2;
	assert_false(same(vcpus, memory));
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
	struct op share = { .kind = OP_SHARE_STATE, .on = PLACE_GUEST | 3,
	    .file = 1 };
	struct op console = { .kind = OP_SOURCE_STATE, .source = 2 };
	struct op writes = { .kind = OP_SOURCE_STATE, .source = 2,
	    .value = TEXT_APPLICATIONS };

	(void)state;
	assert_int_equal(request_of(&names, &sums).place, PLACE_GUEST | 3);
	assert_int_equal(request_of(&names, &inside).place, PLACE_GUEST | 3);
	assert_true(same(inside, share));
	assert_int_equal(request_of(&names, &outside).place, 1);
	assert_int_equal(request_of(&names, &outside).kind,
	    REQUEST_FILESYSTEMS);
	assert_int_equal(request_of(&names, &console).place, PLACE_SOURCE | 2);
	assert_int_equal(request_of(&names, &console).kind, REQUEST_CONSOLE);
	assert_int_equal(request_of(&names, &writes).kind, REQUEST_PROCESSES);
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
		cmocka_unit_test(
		    every_member_prints_the_same_of_the_cluster),
		cmocka_unit_test(one_list_of_a_directory_has_all_files_in_it),
		cmocka_unit_test(a_directory_is_asked_for_by_its_own_list),
		cmocka_unit_test(a_request_about_one_thing_names_it),
		cmocka_unit_test(power_is_asked_of_the_service_processor),
		cmocka_unit_test(
		    what_is_in_a_guest_or_on_a_source_is_asked_there),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
