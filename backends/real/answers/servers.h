/*
 * servers.h: whom a node asks for the time and for names of users: ntp.conf,
 * and the file of the LDAP client.
 */
#ifndef ANSWERS_SERVERS_H
#define ANSWERS_SERVERS_H

#include "backends/real/answers/printout.h"

/* What their lines look like. */
struct servers_form;
extern const struct servers_form time_servers, directory_servers;

/* Is a line of that form among the output? */
bool		 servers_are(const struct printout *, const void *form);
/* A fact for each server that a line names. */
void		 servers_read(struct printout *, const void *form);

#endif
