/*
 * screens.h: the screens of the installer, a row each; inside
 * backends/sim/console only.
 */
#ifndef SIM_CONSOLE_SCREENS_H
#define SIM_CONSOLE_SCREENS_H

#include <stdbool.h>
#include <stdint.h>

enum screen_id { SCREEN_NONE,
    /* who it is, for as long as it installs */
    SCREEN_PROGRAM, SCREEN_IDENTIFY, SCREEN_NETWORK, SCREEN_DHCP, SCREEN_HOST,
    SCREEN_ADDRESS, SCREEN_SUBNET, SCREEN_NETMASK, SCREEN_IPV6, SCREEN_ROUTE,
    SCREEN_ROUTER, SCREEN_NET_CONFIRM, SCREEN_SECURITY,
    SCREEN_SECURITY_CONFIRM, SCREEN_NAMES, SCREEN_NAMES_CONFIRM, SCREEN_NFS,
    SCREEN_NFS_CONFIRM, SCREEN_CONTINENT, SCREEN_COUNTRY, SCREEN_ZONE,
    SCREEN_DATE, SCREEN_DATE_CONFIRM, SCREEN_PASSWORD, SCREEN_REMOTE,
    SCREEN_REGISTER, SCREEN_REGISTER_AGAIN,
    /* what it does */
    SCREEN_INSTALL, SCREEN_EJECT, SCREEN_REBOOT, SCREEN_LICENSE,
    SCREEN_UPGRADE, SCREEN_RESUME, SCREEN_PATCHES, SCREEN_CUSTOMIZE,
    SCREEN_INITIAL, SCREEN_REGIONS, SCREEN_LOCALE, SCREEN_PRODUCTS,
    SCREEN_FILESYSTEM, SCREEN_SOFTWARE, SCREEN_DISKS, SCREEN_PRESERVE,
    SCREEN_LAYOUT, SCREEN_LAYOUT_SHOWN, SCREEN_REMOTE_MOUNTS,
    SCREEN_PROFILE, SCREEN_PROFILE_INITIAL,
    SCREEN_EXIT, SCREEN_HELP, SCREEN_PROGRESS,
    SCREENS };

enum form { FORM_TEXT, FORM_CHOICE, FORM_INPUT, FORM_PASSWORD,
    FORM_CONFIRM };		/* answers since the screen behind F3 */

struct screen {
	const char	*title;
	enum form	 form;
	const char	*body;		/* lines; "%s" is the host's name */
	const char	*items;		/* of a choice, lines */
	const char	*keys;		/* "2_Continue|6_Help" */
	uint8_t		 next;		/* by F2 */
	uint8_t		 other;		/* the same when the first item is not
					   chosen; 0: no other */
	uint8_t		 back;		/* by F3 */
	uint8_t		 first;		/* the item that is chosen at first */
	uint8_t		 slot;		/* of its answer or text in the row */
};

extern const struct screen screens[SCREENS];
/* How many answers the row keeps. */
enum { SCREEN_SLOTS = 24 };

#endif
