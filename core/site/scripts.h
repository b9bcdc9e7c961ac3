/*
 * scripts.h: the scripts that a conversion puts on the share, because the
 * source and the guest run them there.
 *
 * Their text is that of share/, taken in when domferry is built.
 */
#ifndef CORE_SCRIPTS_H
#define CORE_SCRIPTS_H

enum script {
	SCRIPT_SUMS,		/* checksums of a folder */
	SCRIPT_DATA_DISK,	/* a file system on a new disk of a guest */
	SCRIPTS
};

extern const char *const script_name[SCRIPTS];
extern const char *const script_text[SCRIPTS];

#endif
