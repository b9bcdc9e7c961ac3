/*
 * disks.h: checks.  The disks of a guest.
 */
#ifndef READINESS_DISKS_H
#define READINESS_DISKS_H

struct judging;

void	 inside_judge(struct judging *);
void	 disk_files_judge(struct judging *);
void	 volumes_judge(struct judging *);
void	 mounted_judge(struct judging *);

#endif
