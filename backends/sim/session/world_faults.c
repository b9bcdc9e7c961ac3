/*
 * Faults of the world: the phrase of each, how it strikes and how it ends.
 *
 * A row without play is a phrase that the format knows and the simulator cannot
 * play yet.  A row without end is over as soon as it has struck, or lasts until
 * another action ends it.
 */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/cluster/split.h"
#include "backends/sim/p2v/share.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/session/trouble_faults.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/world/growth.h"
#include "core/formats/scenario/vocabulary.h"

static bool
power_off(struct sim *sim, const struct fault *fault)
{
	node_power_off(sim, fault->object);
	return true;
}

static bool
power_on(struct sim *sim, const struct fault *fault)
{
	node_power_on(sim, fault->object);
	return true;
}

static void
power_back(struct sim *sim, const struct fault *fault)
{
	node_power_on(sim, fault->object);
}

static bool
panic(struct sim *sim, const struct fault *fault)
{
	node_panic(sim, fault->object);
	return true;
}

static bool
reboot(struct sim *sim, const struct fault *fault)
{
	node_reboot(sim, fault->object);
	return true;
}

static bool
hang(struct sim *sim, const struct fault *fault)
{
	node_hang(sim, fault->object);
	return true;
}

static void
unhang(struct sim *sim, const struct fault *fault)
{
	node_unhang(sim, fault->object);
}

static bool
split(struct sim *sim, const struct fault *fault)
{
	return fault->other != 0 ?
	    split_begin(sim, fault->object, fault->other) :
	    split_all(sim, fault->object, true);
}

static void
joined(struct sim *sim, const struct fault *fault)
{
	if (fault->other != 0)
		split_end(sim, fault->object, fault->other);
	else
		split_all(sim, fault->object, false);
}

static bool
busy(struct sim *sim, const struct fault *fault)
{
	sim_busy(sim, fault->object, fault->on, true);
	return true;
}

static void
unbusy(struct sim *sim, const struct fault *fault)
{
	sim_busy(sim, fault->object, fault->on, false);
}

static bool
cut(struct sim *sim, const struct fault *fault)
{
	return sim_cut(sim, fault->object, fault->on, true);
}

static void
uncut(struct sim *sim, const struct fault *fault)
{
	sim_cut(sim, fault->object, fault->on, false);
}

static bool
serve(struct sim *sim, const struct fault *fault)
{
	sim_serve(sim, fault->object, fault->on, true);
	return true;
}

static void
unserve(struct sim *sim, const struct fault *fault)
{
	sim_serve(sim, fault->object, fault->on, false);
}

static bool
import_outside(struct sim *sim, const struct fault *fault)
{
	return sim_import_outside(sim, fault->object);
}

static void
export_outside(struct sim *sim, const struct fault *fault)
{
	sim_export_outside(sim, fault->object);
}

static bool
stop_guest(struct sim *sim, const struct fault *fault)
{
	return sim_stop_guest(sim, fault->object);
}

static bool
hang_guest(struct sim *sim, const struct fault *fault)
{
	return sim_hang_guest(sim, fault->object, true);
}

static void
unhang_guest(struct sim *sim, const struct fault *fault)
{
	sim_hang_guest(sim, fault->object, false);
}

static bool
loop_guest(struct sim *sim, const struct fault *fault)
{
	return sim_loop_guest(sim, fault->object, true);
}

static void
unloop_guest(struct sim *sim, const struct fault *fault)
{
	sim_loop_guest(sim, fault->object, false);
}

static bool
take_vcpus(struct sim *sim, const struct fault *fault)
{
	sim_take_capacity(sim, fault->on, fault->amount, 0);
	return true;
}

static bool
take_memory(struct sim *sim, const struct fault *fault)
{
	sim_take_capacity(sim, fault->on, 0, fault->amount);
	return true;
}

static bool
remove_file(struct sim *sim, const struct fault *fault)
{
	return sim_remove_file(sim, fault->object, fault->on);
}

static bool
misname(struct sim *sim, const struct fault *fault)
{
	return sim_misname(sim, fault->object, fault->other, fault->on);
}

static bool
drop(struct sim *sim, const struct fault *fault)
{
	return sim_drop_service(sim, fault->object, fault->on);
}

static bool
archive_down(struct sim *sim, const struct fault *fault)
{
	archive_answers(sim, fault->object, false);
	return true;
}

static void
archive_up(struct sim *sim, const struct fault *fault)
{
	archive_answers(sim, fault->object, true);
}

static bool
archive_full(struct sim *sim, const struct fault *fault)
{
	sim_archive_full(sim, fault->object, true);
	return true;
}

static void
archive_emptied(struct sim *sim, const struct fault *fault)
{
	sim_archive_full(sim, fault->object, false);
}

static bool
truncate_file(struct sim *sim, const struct fault *fault)
{
	return archive_truncate(sim, fault->object);
}

static bool
source_on(struct sim *sim, const struct fault *fault)
{
	return source_up(sim, fault->object);
}

static bool
clear_configs(struct sim *sim, const struct fault *fault)
{
	return sim_clear_configs(sim, fault->object);
}

static bool
old_config(struct sim *sim, const struct fault *fault)
{
	return sim_old_config(sim, fault->object);
}

static bool
degrade_config(struct sim *sim, const struct fault *fault)
{
	sim_degraded(sim, fault->object, true);
	return true;
}

static void
undegrade_config(struct sim *sim, const struct fault *fault)
{
	sim_degraded(sim, fault->object, false);
}

static bool
recover_config(struct sim *sim, const struct fault *fault)
{
	sim_recovers(sim, fault->object, true);
	return true;
}

static void
unrecover_config(struct sim *sim, const struct fault *fault)
{
	sim_recovers(sim, fault->object, false);
}

static const char *form_of(const struct fault *);

static bool
trouble_begin(struct sim *sim, const struct fault *fault)
{
	trouble_strike(sim, fault, form_of(fault), true);
	return true;
}

static void
trouble_end(struct sim *sim, const struct fault *fault)
{
	trouble_strike(sim, fault, form_of(fault), false);
}

/* The phrase (form.h), how the fault strikes, and how it ends. */
static const struct {
	const char	*form;
	bool		(*play)(struct sim *, const struct fault *);
	void		(*end)(struct sim *, const struct fault *);
} rows[] = {
	{ "power-off NODE", power_off, power_back },
	{ "power-on NODE", .play = power_on },
	{ "panic NODE", .play = panic },
	{ "reboot NODE", .play = reboot },
	{ "hang NODE", hang, unhang },
	{ "split NODE [from NODE]", split, joined },
	{ .form = "slow interconnect by DURATION" },
	{ "cut DEVICE [on NODE]", cut, uncut },
	{ .form = "wrong DEVICE on NODE" },
	{ .form = "degrade POOL" },
	{ .form = "fault POOL" },
	{ .form = "fill POOL" },
	{ "fill / on NODE", trouble_begin, trouble_end },
	{ "fill /var on NODE", trouble_begin, trouble_end },
	{ "busy POOL on NODE", busy, unbusy },
	{ "foreign-import POOL", import_outside, export_outside },
	{ .form = "panic-guest GUEST" },
	{ "hang-guest GUEST", hang_guest, unhang_guest },
	{ "stop-guest GUEST", .play = stop_guest },
	{ "boot-loop GUEST", loop_guest, unloop_guest },
	{ "stop ldmd on NODE", trouble_begin, trouble_end },
	{ "stop vntsd on NODE", trouble_begin, trouble_end },
	{ "fail ldmd on NODE", trouble_begin, trouble_end },
	{ "fail vntsd on NODE", trouble_begin, trouble_end },
	{ "delay-reconfiguration on NODE", trouble_begin, trouble_end },
	{ "take NUMBER vcpus on NODE", .play = take_vcpus },
	{ "take SIZE memory on NODE", .play = take_memory },
	{ .form = "fragment memory on NODE" },
	{ "remove FILE on NODE", .play = remove_file },
	{ "misname VOLUME as VOLUME on NODE", .play = misname },
	{ "drop SERVICE on NODE", .play = drop },
	{ "archive-down SERVER", archive_down, archive_up },
	{ "archive-full SERVER", archive_full, archive_emptied },
	{ "truncate ARCHIVE", .play = truncate_file },
	{ "source-up SOURCE", .play = source_on },
	{ .form = "migration-lost GUEST" },
	{ "clear-spconfig NODE", .play = clear_configs },
	{ "old-spconfig NODE", .play = old_config },
	{ "degrade-spconfig NODE", degrade_config, undegrade_config },
	{ "autorecover-spconfig NODE", recover_config, unrecover_config },
	{ "expire-password NODE", trouble_begin, trouble_end },
	{ "drop-cachefiles NODE", trouble_begin, trouble_end },
	{ "visit NODE", trouble_begin, trouble_end },
	{ "serve-names GUEST on NODE", serve, unserve },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static const char *
form_of(const struct fault *fault)
{
	assert(fault->world < ROWS);
	return rows[fault->world].form;
}

const char *
sim_world_fault(unsigned n, unsigned *can)
{
	if (n >= ROWS)
		return NULL;
	*can = (rows[n].play != NULL ? CAN_PLAY : 0) |
	    (rows[n].end != NULL ? CAN_END : 0);
	return rows[n].form;
}

unsigned
sim_world_fault_find(const char *word)
{
	size_t length = strlen(word);
	unsigned n = 0;

	while (n < ROWS && (strncmp(rows[n].form, word, length) != 0 ||
	    rows[n].form[length] != ' '))
		n++;
	assert(n < ROWS);
	return n;
}

bool
sim_strike(struct sim *sim, const struct fault *fault)
{
	assert(fault->class == FAULT_WORLD && fault->world < ROWS);
	assert(rows[fault->world].play != NULL);
	growth_names(sim);
	return rows[fault->world].play(sim, fault);
}

void
sim_mend(struct sim *sim, const struct fault *fault)
{
	assert(fault->class == FAULT_WORLD && fault->world < ROWS);
	growth_names(sim);
	if (rows[fault->world].end != NULL)
		rows[fault->world].end(sim, fault);
}
