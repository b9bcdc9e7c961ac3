/*
 * scene.h: what the simulated manager knows, as a scene of core/policy.
 *
 * core/policy and backends/sim/cluster share no code: each is compared with the
 * other (tests/backends/policy_sim_test.c).
 */
#ifndef SIM_SCENE_H
#define SIM_SCENE_H

struct arena;
struct scene;
struct sim;

/* The world as it is now.  Its names are those of the simulator, which has to
 * outlive it; the lists are owned by the arena. */
struct scene	*sim_scene(struct arena *, struct sim *);

#endif
