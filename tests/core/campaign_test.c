/*
 * What a campaign chooses, from views that are written by hand: the site of
 * three nodes, on which nobody is asked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/campaign/campaign.h"
#include "core/campaign/target.h"
#include "tests/main.h"
#include "tests/posts_fixture.h"

#define GIB	((int64_t)1 << 30)

static struct arena arena;
static struct site *site;
static struct campaign_view view;
static struct campaign_goal goal;
static struct campaign_choice choice;
static struct campaign_move moves[CAMPAIGN_MOVES];

enum { ALPHA = 1, BETA, GAMMA };
enum { DB = 1, APP, WEB1, WEB2, TEST, OLD };

static void
put(uint32_t guest, uint32_t node)
{
	view.guests[guest] = (struct guest_seen){ .group = STATE_ONLINE,
	    .on = node, .domain = node == view.node ? STATE_RUNNING :
	    STATE_ABSENT };
}

/* As the site file has them, and the goal is to empty beta. */
static int
begin(void **state)
{
	static const uint32_t on[] = { 0, ALPHA, ALPHA, BETA, GAMMA, BETA,
	    BETA };

	(void)state;
	site = three_site(&arena);
	campaign_view_make(&arena, site, BETA, &view);
	for (uint32_t n = ALPHA; n <= GAMMA; n++)
		view.nodes[n] = (struct node_seen){ true, 64, 8, 64 * GIB };
	for (uint32_t g = DB; g <= OLD; g++)
		put(g, on[g]);
	goal = (struct campaign_goal){ .kind = CAMPAIGN_EVACUATE,
	    .node = BETA };
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static void
next(const struct campaign_past *past)
{
	const struct campaign_past none = { NULL, 0 };

	campaign_next(&arena, &goal, &view, past != NULL ? past : &none,
	    &choice);
}

static void
lacks(uint32_t guest, uint32_t node, const char *text)
{
	view.lacks[guest * (view.node_count + 1) + node] = text;
}

static void
has_job(const char *job)
{
	assert_int_equal(choice.step, CAMPAIGN_JOB);
	assert_string_equal(choice.move.job, job);
}

static void
has_no_way(enum err_code code, const char *text)
{
	assert_int_equal(choice.step, CAMPAIGN_NO_WAY);
	assert_int_equal(choice.err.code, code);
	if (strstr(choice.err.text, text) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", text, choice.err.text);
}

static void
the_largest_guest_goes_first(void **state)
{
	(void)state;
	next(NULL);
	has_job("switch test --to gamma");
	assert_int_equal(choice.move.from, BETA);
}

static void
a_guest_without_an_agent_is_migrated(void **state)
{
	(void)state;
	put(TEST, GAMMA);
	put(WEB1, ALPHA);
	next(NULL);
	has_job("migrate old --to alpha");
	goal.locks = true;
	next(NULL);
	has_job("migrate old --to alpha --locks");
}

static void
an_empty_node_is_swept_and_then_it_is_done(void **state)
{
	const struct campaign_move sweep = { .from = BETA, .ending = ARRIVED };
	const struct campaign_past past = { &sweep, 1 };

	(void)state;
	put(TEST, GAMMA);
	put(WEB1, ALPHA);
	put(OLD, ALPHA);
	next(NULL);
	has_job("sweep beta");
	assert_int_equal(choice.move.guest, 0);
	goal.purpose = PURPOSE_FIRMWARE;
	next(NULL);
	has_job("sweep beta --for firmware");
	view.nodes[BETA].member = false;
	next(&past);
	assert_int_equal(choice.step, CAMPAIGN_DONE);
	view.nodes[BETA].member = true;
	goal.kind = CAMPAIGN_RETURN;
	put(OLD, BETA);
	next(NULL);
	assert_int_equal(choice.step, CAMPAIGN_DONE);
}

static void
a_guest_that_came_along_is_waited_for(void **state)
{
	const struct campaign_move move = { .guest = DB, .from = ALPHA,
	    .to = BETA, .ending = ARRIVED };
	const struct campaign_past past = { &move, 1 };

	(void)state;
	view.node = goal.node = ALPHA;
	for (uint32_t g = DB; g <= OLD; g++)
		put(g, g <= APP ? BETA : view.guests[g].on);
	view.guests[APP].down = true;
	next(&past);
	assert_int_equal(choice.step, CAMPAIGN_WAIT);
	assert_non_null(strstr(choice.err.text, "app has come along to beta"));
	view.guests[APP].down = false;
	next(&past);
	has_job("sweep alpha");
}

static void
a_weak_affinity_decides_between_two_nodes_with_room(void **state)
{
	const char *why;

	(void)state;
	/* test has -db-rg, which is on alpha, the first node of its list. */
	assert_int_equal(target_choose(&arena, &view, TEST, &why), GAMMA);
	put(DB, GAMMA);
	assert_int_equal(target_choose(&arena, &view, TEST, &why), ALPHA);
}

static void
a_group_is_not_put_beside_one_that_it_excludes(void **state)
{
	const char *why;

	(void)state;
	/* web2 has --web1-rg: it is on gamma. */
	assert_int_equal(target_choose(&arena, &view, WEB1, &why),
	    ALPHA);
	assert_non_null(strstr(target_refuses(&arena, &view, WEB1,
	    GAMMA), "would be stopped"));
	put(WEB1, ALPHA);
	assert_non_null(strstr(target_refuses(&arena, &view, WEB2,
	    ALPHA), "web2-rg has --web1-rg"));
}

static void
a_guest_that_follows_is_no_job_and_needs_its_room(void **state)
{
	(void)state;
	view.node = goal.node = ALPHA;
	for (uint32_t g = DB; g <= OLD; g++)
		put(g, view.guests[g].on);
	view.nodes[BETA].memory = 47 * GIB;
	next(NULL);
	has_job("switch db --to gamma");
	assert_non_null(strstr(choice.move.why, "app comes along"));
	view.nodes[GAMMA].vcpus = 47;
	next(NULL);
	has_no_way(ERR_NO_ROOM, "48 are needed");
	assert_int_equal(campaign_foresee(&arena, &goal, &view, moves,
	    &choice), 0);
}

static void
what_a_node_lacks_rules_it_out_and_is_said(void **state)
{
	(void)state;
	lacks(TEST, ALPHA, "alpha does not see d25");
	next(NULL);
	has_job("switch test --to gamma");
	assert_string_equal(choice.move.why, "not alpha: alpha does not see "
	    "d25");
	lacks(TEST, GAMMA, "gamma has no primary-vsw0");
	next(NULL);
	has_no_way(ERR_NO_ROOM, "gamma has no primary-vsw0");
}

static void
all_moves_are_foreseen_with_the_room_that_is_left(void **state)
{
	(void)state;
	view.nodes[ALPHA].vcpus = 11;
	assert_int_equal(campaign_foresee(&arena, &goal, &view, moves,
	    &choice), 2);
	has_no_way(ERR_NO_ROOM, "old has no place: not alpha: ");
	view.nodes[ALPHA].vcpus = 12;
	assert_int_equal(campaign_foresee(&arena, &goal, &view, moves,
	    &choice), 4);
	assert_int_equal(choice.step, CAMPAIGN_DONE);
	assert_string_equal(moves[3].job, "sweep beta");
	assert_string_equal(moves[0].job, "switch test --to gamma");
	assert_string_equal(moves[1].job, "switch web1 --to alpha");
	assert_string_equal(moves[2].job, "migrate old --to alpha");
}

static void
it_stops_at_the_first_that_does_not_arrive(void **state)
{
	struct campaign_move move = { .job = "switch test --to alpha",
	    .guest = TEST, .ending = RETURNED };
	const struct campaign_past past = { &move, 1 };

	(void)state;
	err_set(&move.err, ERR_POOL_BUSY, "zpool_test is busy");
	next(&past);
	has_no_way(ERR_POOL_BUSY, "switch test --to alpha did not arrive");
	move.ending = ARRIVED;
	next(&past);
	assert_int_equal(choice.step, CAMPAIGN_JOB);
}

static void
nothing_is_moved_without_a_member_here_and_there(void **state)
{
	(void)state;
	view.nodes[ALPHA].member = view.nodes[GAMMA].member = false;
	next(NULL);
	has_no_way(ERR_NODE_DOWN, "no node but beta is a member");
	view.nodes[ALPHA].member = true;
	view.nodes[BETA].member = false;
	next(NULL);
	has_no_way(ERR_NODE_DOWN, "beta is no member");
}

static void
who_may_not_be_moved_stands_in_the_way(void **state)
{
	(void)state;
	view.guests[WEB1].suspended = true;
	site->guests[OLD].foreign = true;
	next(NULL);
	has_no_way(ERR_CHECK_FAILED, "web1-rg of web1 is suspended");
	assert_non_null(strstr(campaign_obstacle(&arena, &goal, &view,
	    1), "old is not ours"));
	assert_null(campaign_obstacle(&arena, &goal, &view, 2));
	/* What is not on the node is not in the way. */
	view.guests[WEB1].suspended = false;
	put(OLD, ALPHA);
	view.guests[WEB2].suspended = true;
	assert_null(campaign_obstacle(&arena, &goal, &view, 0));
}

static void
a_domain_that_the_cluster_does_not_move_stands_in_the_way(void **state)
{
	(void)state;
	view.guests[OLD] = (struct guest_seen){ .group = STATE_UNMANAGED,
	    .domain = STATE_RUNNING };
	next(NULL);
	has_no_way(ERR_CHECK_FAILED, "old is running on beta, and its group "
	    "old-rg is unmanaged");
	/* A definition that is left over does no harm. */
	view.guests[OLD].domain = STATE_INACTIVE;
	next(NULL);
	assert_int_equal(choice.step, CAMPAIGN_JOB);
}

static void
who_left_last_comes_back_first(void **state)
{
	static const uint32_t left[] = { TEST, WEB1 };

	(void)state;
	goal.kind = CAMPAIGN_RETURN;
	campaign_goal_places(&goal, &(struct campaign_left){ BETA, left, 2 });
	put(TEST, GAMMA);
	put(WEB1, ALPHA);
	put(OLD, ALPHA);
	assert_int_equal(campaign_foresee(&arena, &goal, &view, moves,
	    &choice), 2);
	assert_string_equal(moves[0].job, "switch web1 --to beta");
	assert_string_equal(moves[1].job, "switch test --to beta");
}

static void
without_places_those_come_whose_group_prefers_the_node(void **state)
{
	static const uint32_t left[] = { TEST };

	(void)state;
	goal.kind = CAMPAIGN_RETURN;
	campaign_goal_places(&goal, &(struct campaign_left){ ALPHA, left, 1 });
	assert_null(goal.left);
	put(OLD, ALPHA);
	put(TEST, GAMMA);
	assert_int_equal(campaign_foresee(&arena, &goal, &view, moves,
	    &choice), 1);
	assert_string_equal(moves[0].job, "migrate old --to beta");
}

static void
whom_an_evacuation_has_moved_is_who_has_arrived(void **state)
{
	const struct campaign_move list[] = {
		{ .guest = TEST, .ending = ARRIVED },
		{ .guest = WEB1, .ending = RETURNED },
		{ .guest = OLD, .ending = ARRIVED },
	};
	struct campaign_left left = campaign_left_of(&arena, &goal,
	    &(struct campaign_past){ list, 3 });

	(void)state;
	assert_int_equal(left.node, BETA);
	assert_int_equal(left.count, 2);
	assert_int_equal(left.guests[0], TEST);
	assert_int_equal(left.guests[1], OLD);
}

static void
the_same_view_has_the_same_text_and_another_one_another(void **state)
{
	const char *text = campaign_view_text(&arena, &view);

	(void)state;
	assert_string_equal(text, campaign_view_text(&arena, &view));
	lacks(TEST, ALPHA, "alpha does not see d25");
	assert_string_not_equal(text, campaign_view_text(&arena, &view));
	lacks(TEST, ALPHA, NULL);
	view.nodes[GAMMA].crypto--;
	assert_string_not_equal(text, campaign_view_text(&arena, &view));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
		T(the_largest_guest_goes_first),
		T(a_guest_without_an_agent_is_migrated),
		T(an_empty_node_is_swept_and_then_it_is_done),
		T(a_guest_that_came_along_is_waited_for),
		T(a_weak_affinity_decides_between_two_nodes_with_room),
		T(a_group_is_not_put_beside_one_that_it_excludes),
		T(a_guest_that_follows_is_no_job_and_needs_its_room),
		T(what_a_node_lacks_rules_it_out_and_is_said),
		T(all_moves_are_foreseen_with_the_room_that_is_left),
		T(it_stops_at_the_first_that_does_not_arrive),
		T(nothing_is_moved_without_a_member_here_and_there),
		T(who_may_not_be_moved_stands_in_the_way),
		T(a_domain_that_the_cluster_does_not_move_stands_in_the_way),
		T(who_left_last_comes_back_first),
		T(without_places_those_come_whose_group_prefers_the_node),
		T(whom_an_evacuation_has_moved_is_who_has_arrived),
		T(the_same_view_has_the_same_text_and_another_one_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
