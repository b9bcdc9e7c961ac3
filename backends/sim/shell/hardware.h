/*
 * hardware.h: the hardware of a site, as its programs print it; inside
 * backends/sim/shell only.
 *
 * What a site file leaves out has a default that follows from what it says, so
 * that every question about hardware has an answer, and always the same one
 * (docs/fidelity.md).
 */
#ifndef SIM_HARDWARE_H
#define SIM_HARDWARE_H

#include "core/site/site.h"

enum { HARDWARE_PATH = 96 };

/* The model of a node. */
const char	*hardware_model(const struct site *, uint32_t node);
/* The path of a shared device on the nodes, "/dev/rdsk/c4t…d0": borrowed from
 * the site, or written into the text. */
const char	*hardware_path(const struct site *, uint32_t device,
		    char text[HARDWARE_PATH]);
/* Its number in hexadecimal digits, two for each byte, as far as its path has
 * one; else "". */
const char	*hardware_disk_id(const struct site *, uint32_t device,
		    char text[HARDWARE_PATH]);
/* The n-th adapter of the private links, from 0 on.  NULL: there is none. */
const char	*hardware_adapter(const struct site *, unsigned n);

#endif
