/*
 * building_p2v.h: fields of a conversion's operations.
 *
 * Each function returns one field as a number of the site's names: the share
 * and its files, options of ldmp2v, the install medium.  thing is a disk of the
 * guest; functions that are not about a disk ignore it.
 */
#ifndef PLAN_BUILDING_P2V_H
#define PLAN_BUILDING_P2V_H

#include "core/plan/building.h"

/* The archive server's share, and where it is mounted. */
uint32_t	 value_share(struct building *, const struct procedure_step *,
		    uint32_t thing);
uint32_t	 file_mount(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* A folder of the share: the source's own, or that of the tools. */
uint32_t	 file_directory(struct building *,
		    const struct procedure_step *, uint32_t thing);
/* The ldmp2v that is copied to the share, and the copy. */
uint32_t	 value_script(struct building *, const struct procedure_step *,
		    uint32_t thing);
uint32_t	 file_script(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* A script of domferry's own on the share, and its text. */
uint32_t	 value_tool(struct building *, const struct procedure_step *,
		    uint32_t script);
uint32_t	 file_tool(struct building *, const struct procedure_step *,
		    uint32_t script);
/* /etc/ldmp2v.conf and its text. */
uint32_t	 value_conf(struct building *, const struct procedure_step *,
		    uint32_t thing);
uint32_t	 file_conf(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* The mark of the freeze; what is excluded from the archive; the archive. */
uint32_t	 file_mark(struct building *, const struct procedure_step *,
		    uint32_t thing);
uint32_t	 value_excludes(struct building *,
		    const struct procedure_step *, uint32_t thing);
uint32_t	 file_flar(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* Where a data disk is mounted; the archive of its files, and their
 * checksums. */
uint32_t	 value_mount(struct building *, const struct procedure_step *,
		    uint32_t thing);
uint32_t	 file_tar(struct building *, const struct procedure_step *,
		    uint32_t thing);
uint32_t	 file_sums(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* Options of ldmp2v prepare; the source's folder, as a file and as a value. */
uint32_t	 value_prepare(struct building *,
		    const struct procedure_step *, uint32_t thing);
uint32_t	 file_folder(struct building *, const struct procedure_step *,
		    uint32_t thing);
uint32_t	 value_folder(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* The install medium's image. */
uint32_t	 file_image(struct building *, const struct procedure_step *,
		    uint32_t thing);

#endif
