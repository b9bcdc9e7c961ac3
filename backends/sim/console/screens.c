#include "backends/sim/console/screens.h"

#include <stddef.h>

static const char go_on[] = "2_Continue|6_Help";
static const char go_back[] = "2_Continue|3_Go Back|5_Exit|6_Help";
static const char confirm[] = "2_Continue|4_Change|6_Help";
static const char confirm_title[] = "Confirm Information";
static const char confirm_body[] = "> Confirm the following information.  If "
    "it is correct, press F2;\n  to change any information, press F4.\n";

/* Titles are those of the installer; what stands below is ours but for the
 * choice between Upgrade and Initial. */
const struct screen screens[SCREENS] = {
	[SCREEN_PROGRAM] = { "The Solaris Installation Program", FORM_TEXT,
	    "The Solaris installation program is divided into a series of "
	    "short sections\nwhere you'll be prompted to provide information "
	    "for the installation.  At\nthe end of each section, you'll be "
	    "able to change the selections you've\nmade before continuing.\n\n"
	    "About navigation...\n"
	    "        - The mouse cannot be used\n"
	    "        - If your keyboard does not have function keys, or they "
	    "do not\n          respond, press ESC; the legend at the bottom "
	    "of the screen\n          will change to show the ESC keys to use "
	    "for navigation.", NULL, go_on, SCREEN_IDENTIFY, 0, 0, 0, 0 },
	[SCREEN_IDENTIFY] = { "Identify This System", FORM_TEXT,
	    "On the next screens, you must identify this system as networked "
	    "or\nnon-networked, and set the default time zone and "
	    "date/time.\n\nIf this system is networked, you will be asked for "
	    "its name and addresses.\n\n> To begin identifying this system, "
	    "press F2.", NULL, go_on, SCREEN_NETWORK, 0, 0, 0, 0 },
	[SCREEN_NETWORK] = { "Network Connectivity", FORM_CHOICE,
	    "Specify Yes if the system is connected to the network by one of "
	    "the Solaris\nor vendor network/communication Ethernet cards that "
	    "are supported on the\nSolaris CD.  Otherwise specify No.\n\n"
	    "      Networked", "Yes\nNo", go_on, SCREEN_DHCP, SCREEN_HOST, 0,
	    0, 0 },
	[SCREEN_DHCP] = { "DHCP for vnet0", FORM_CHOICE,
	    "Specify whether or not this network interface should use DHCP to "
	    "configure\nitself.\n\n      Use DHCP for vnet0", "Yes\nNo", go_on,
	    SCREEN_SECURITY, SCREEN_HOST, 0, 1, 1 },
	[SCREEN_HOST] = { "Host Name", FORM_INPUT,
	    "Enter the host name which identifies this system.\n\n"
	    "      Host name: ", NULL, go_on, SCREEN_ADDRESS, 0, 0, 0, 0 },
	[SCREEN_ADDRESS] = { "IP Address for vnet0", FORM_INPUT,
	    "Enter the Internet Protocol (IP) address for this network "
	    "interface.\n\n      IP address: ", NULL, go_on, SCREEN_SUBNET, 0,
	    0, 0, 1 },
	[SCREEN_SUBNET] = { "Subnet for vnet0", FORM_CHOICE,
	    "Specify whether this system is part of a subnet.\n\n"
	    "      System part of a subnet", "Yes\nNo", go_on, SCREEN_NETMASK,
	    SCREEN_IPV6, 0, 0, 2 },
	[SCREEN_NETMASK] = { "Netmask for vnet0", FORM_INPUT,
	    "Enter the netmask of the subnet.\n\n      Netmask: ", NULL,
	    go_on, SCREEN_IPV6, 0, 0, 0, 2 },
	[SCREEN_IPV6] = { "IPv6 for vnet0", FORM_CHOICE,
	    "Specify whether or not you want to enable IPv6 on this network "
	    "interface.\n\n      Enable IPv6 for vnet0", "Yes\nNo", go_on,
	    SCREEN_ROUTE, SCREEN_ROUTE, 0, 1, 3 },
	[SCREEN_ROUTE] = { "Set the Default Route for vnet0", FORM_CHOICE,
	    "To specify the default route, you can let the software try to "
	    "detect one\nupon reboot, you can specify the IP address of the "
	    "router, or you can choose\nNone.\n\n      Default Route for "
	    "vnet0", "Detect one upon reboot\nNone\nSpecify one", go_on,
	    SCREEN_NET_CONFIRM, SCREEN_NET_CONFIRM, 0, 0, 4 },
	[SCREEN_ROUTER] = { "Default Route IP Address for vnet0", FORM_INPUT,
	    "Enter the IP address of the default route.\n\n"
	    "      Router IP Address: ", NULL, go_on, SCREEN_NET_CONFIRM, 0, 0,
	    0, 3 },
	[SCREEN_NET_CONFIRM] = { "Confirm Information for vnet0", FORM_CONFIRM,
	    confirm_body, NULL, confirm, SCREEN_SECURITY, 0, SCREEN_NETWORK,
	    0, 0 },
	[SCREEN_SECURITY] = { "Configure Security Policy:", FORM_CHOICE,
	    "Specify Yes if the system will use the Kerberos security "
	    "mechanism.\n\n      Configure Kerberos Security", "Yes\nNo",
	    go_on, SCREEN_SECURITY_CONFIRM, SCREEN_SECURITY_CONFIRM, 0, 1, 5 },
	[SCREEN_SECURITY_CONFIRM] = { confirm_title, FORM_CONFIRM, confirm_body,
	    NULL, confirm, SCREEN_NAMES, 0, SCREEN_SECURITY, 0, 0 },
	[SCREEN_NAMES] = { "Name Service", FORM_CHOICE,
	    "Select the name service that will be used by this system.\n\n"
	    "      Name service", "NIS+\nNIS\nDNS\nLDAP\nNone", go_on,
	    SCREEN_NAMES_CONFIRM, SCREEN_NAMES_CONFIRM, 0, 4, 6 },
	[SCREEN_NAMES_CONFIRM] = { confirm_title, FORM_CONFIRM, confirm_body,
	    NULL, confirm, SCREEN_NFS, 0, SCREEN_NAMES, 0, 0 },
	[SCREEN_NFS] = { "NFSv4 Domain Name", FORM_CHOICE,
	    "NFS version 4 uses a domain name that is automatically derived "
	    "from the\nsystem's naming services.\n\n"
	    "      NFSv4 Domain Configuration",
	    "Use the NFSv4 domain derived by the system\nSpecify a different "
	    "NFSv4 domain", go_on, SCREEN_NFS_CONFIRM, SCREEN_NFS_CONFIRM, 0,
	    0, 7 },
	[SCREEN_NFS_CONFIRM] = { "Confirm Information for NFSv4 Domain",
	    FORM_CONFIRM, confirm_body, NULL, confirm, SCREEN_CONTINENT, 0,
	    SCREEN_NFS, 0, 0 },
	[SCREEN_CONTINENT] = { "Time Zone", FORM_CHOICE,
	    "Specify your default time zone by selecting a region.\n\n"
	    "      Continents and Oceans",
	    "Africa\nAmericas\nAntarctica\nArctic Ocean\nAsia\nAtlantic Ocean"
	    "\nAustralia\nEurope\nIndian Ocean\nother - offset from GMT",
	    go_on, SCREEN_COUNTRY, SCREEN_COUNTRY, 0, 7, 8 },
	[SCREEN_COUNTRY] = { "Country or Region", FORM_CHOICE,
	    "Select the country or region of this system.\n\n"
	    "      Countries and Regions",
	    "Britain (UK)\nFrance\nGermany\nSpain\nanother one",
	    "2_Continue|3_Go Back|6_Help", SCREEN_ZONE, SCREEN_ZONE,
	    SCREEN_CONTINENT, 0, 9 },
	[SCREEN_ZONE] = { "Time Zone", FORM_CHOICE,
	    "Select the default time zone.\n\n      Time zones",
	    "the time zone of that region", "2_Continue|3_Go Back|6_Help",
	    SCREEN_DATE, 0, SCREEN_COUNTRY, 0, 10 },
	[SCREEN_DATE] = { "Date and Time", FORM_TEXT,
	    "The date and time are those of the control domain.\n\n"
	    "> Accept them with F2.", NULL, go_on, SCREEN_DATE_CONFIRM, 0, 0,
	    0, 0 },
	[SCREEN_DATE_CONFIRM] = { confirm_title, FORM_CONFIRM, confirm_body,
	    NULL, confirm, SCREEN_PASSWORD, 0, SCREEN_CONTINENT, 0, 0 },
	[SCREEN_PASSWORD] = { "Root Password", FORM_PASSWORD,
	    "Please enter the root password for this system.\n\nThe root "
	    "password may contain alphanumeric and special characters.  For\n"
	    "security, the password will not be displayed on the screen as "
	    "you type it.", NULL, go_on, SCREEN_REMOTE, 0, 0, 0, 0 },
	[SCREEN_REMOTE] = { "Enabling remote services", FORM_CHOICE,
	    "Would you like to enable network services for use by remote "
	    "clients?\nThis affects initial installs only.\n\n"
	    "      Remote services enabled", "Yes\nNo", go_on, SCREEN_REGISTER,
	    SCREEN_REGISTER, 0, 0, 11 },
	[SCREEN_REGISTER] = { "Provide Solaris Auto Registration Info:",
	    FORM_TEXT, "Registration needs a network; this site is simulated "
	    "and has none that leads\noutside.\n\n> Go on with F2.", NULL,
	    go_on, SCREEN_REGISTER_AGAIN, 0, 0, 0, 0 },
	[SCREEN_REGISTER_AGAIN] = { "Provide Solaris Auto Registration Info:",
	    FORM_TEXT, "No registration information will be sent.\n\n"
	    "> Go on with F2.", NULL, "2_Continue|3_Go Back|6_Help",
	    SCREEN_INSTALL, 0, SCREEN_REGISTER, 0, 0 },
	[SCREEN_INSTALL] = { "Solaris Interactive Installation", FORM_TEXT,
	    "On the following screens, you can accept the defaults or you can "
	    "customize\nhow Solaris software will be installed by:\n\n"
	    "        - Selecting the type of Solaris software to install\n"
	    "        - Selecting disks to hold software you've selected\n"
	    "        - Selecting unbundled products to be installed with "
	    "Solaris\n        - Specifying how file systems are laid out on "
	    "the disks\n\nAfter completing these tasks, a summary of your "
	    "selections (called a\nprofile) will be displayed.\n\nThere are "
	    "two ways to install your Solaris software: Standard and Flash.",
	    NULL, "2_Standard|4_Flash|5_Exit|6_Help", SCREEN_EJECT, 0, 0, 0,
	    0 },
	[SCREEN_EJECT] = { "Eject a CD/DVD Automatically?", FORM_CHOICE,
	    "During the installation of Solaris software, you may be using "
	    "one or more\nCDs/DVDs.\n\n      Eject", "Automatically eject "
	    "CD/DVD\nManually eject CD/DVD", go_back, SCREEN_REBOOT,
	    SCREEN_REBOOT, SCREEN_INSTALL, 0, 12 },
	[SCREEN_REBOOT] = { "Reboot After Installation?", FORM_CHOICE,
	    "After Solaris software is installed, the system must be rebooted."
	    "  You can\nchoose to have the system automatically reboot, or you "
	    "can choose to manually\nreboot the system if you want to run "
	    "scripts or do other customizations before\nthe reboot.\n",
	    "Auto Reboot\nManual Reboot", go_back, SCREEN_LICENSE,
	    SCREEN_LICENSE, SCREEN_EJECT, 0, 13 },
	[SCREEN_LICENSE] = { "License", FORM_TEXT,
	    "The licence of the software that is installed stands here.\n\n"
	    "> Accept it with F2.", NULL, "2_Accept License|5_Exit",
	    SCREEN_UPGRADE, 0, 0, 0, 0 },
	[SCREEN_UPGRADE] = { "Solaris Interactive Installation", FORM_TEXT,
	    "This system is upgradable, so there are two ways to install the "
	    "Solaris\nsoftware.\n\nThe Upgrade option updates the Solaris "
	    "software to the new release, saving\nas many modifications to the "
	    "previous version of Solaris software as\npossible.  Back up the "
	    "system before using the Upgrade option.\n\nThe Initial option "
	    "overwrites the system disks with the new version of\nSolaris "
	    "software.  This option allows you to preserve any existing file\n"
	    "systems.  Back up any modifications made to the previous version "
	    "of Solaris\nsoftware before starting the Initial option.\n\n"
	    "After you select an option and complete the tasks that follow, a "
	    "summary of\nyour actions will be displayed.", NULL,
	    "2_Upgrade|3_Go Back|4_Initial|5_Exit|6_Help", SCREEN_PATCHES, 0,
	    SCREEN_REBOOT, 0, 0 },
	[SCREEN_RESUME] = { "Solaris Interactive Installation", FORM_TEXT,
	    "The installation program will resume a previous upgrade that did "
	    "not finish.\nThe slice c0d0s0 with the Solaris 10 version was "
	    "being upgraded.", NULL,
	    "2_Continue|3_Go Back|4_Initial|5_Exit|6_Help", SCREEN_PROFILE, 0,
	    SCREEN_REBOOT, 0, 0 },
	[SCREEN_PATCHES] = { "Patch Analysis", FORM_TEXT,
	    "Patches that the system has may be taken back by an upgrade to "
	    "an Update\nRelease.\n\n> Go on without an analysis with F2.",
	    NULL, go_back, SCREEN_CUSTOMIZE, 0, SCREEN_UPGRADE, 0, 0 },
	[SCREEN_CUSTOMIZE] = { "Customize Software?", FORM_TEXT,
	    "The system will be upgraded with the software that it has.\n\n"
	    "> Do you want to customize it?",
	    NULL, "2_Continue|3_Go Back|4_Customize|5_Exit", SCREEN_PROFILE, 0,
	    SCREEN_PATCHES, 0, 0 },
	[SCREEN_INITIAL] = { "Solaris Interactive Installation", FORM_TEXT,
	    "You'll be using the initial option for installing Solaris "
	    "software on the\nsystem.  The initial option overwrites the "
	    "system disks when the new Solaris\nsoftware is installed.\n\n"
	    "On the following screens, you can accept the defaults.", NULL,
	    go_back, SCREEN_REGIONS, 0, SCREEN_UPGRADE, 0, 0 },
	[SCREEN_REGIONS] = { "Select Geographic Regions", FORM_TEXT,
	    "Select the geographic regions for which support should be "
	    "installed: those\nof the language that was chosen.", NULL,
	    go_back, SCREEN_LOCALE, 0, SCREEN_INITIAL, 0, 0 },
	[SCREEN_LOCALE] = { "Select System Locale", FORM_CHOICE,
	    "Select the initial locale to be used after the system has been "
	    "installed.\n", "POSIX C ( C )", go_back, SCREEN_PRODUCTS, 0,
	    SCREEN_REGIONS, 0, 14 },
	[SCREEN_PRODUCTS] = { "Additional Products", FORM_CHOICE,
	    "To scan for additional products, select the location you wish to "
	    "scan.\n\n      Web Start Scan", "None\nCD/DVD\nNetwork File "
	    "System", go_back, SCREEN_FILESYSTEM, SCREEN_FILESYSTEM,
	    SCREEN_LOCALE, 0, 15 },
	[SCREEN_FILESYSTEM] = { "Choose Filesystem Type", FORM_CHOICE,
	    "Select the filesystem to use for your Solaris installation.\n",
	    "UFS\nZFS", go_back, SCREEN_SOFTWARE, SCREEN_SOFTWARE,
	    SCREEN_PRODUCTS, 0, 16 },
	[SCREEN_SOFTWARE] = { "Select Software", FORM_CHOICE,
	    "Select the Solaris software to install on the system.\n",
	    "Entire Distribution plus OEM support\nEntire Distribution\n"
	    "Developer System Support\nEnd User System Support\nCore System "
	    "Support", go_back, SCREEN_DISKS, SCREEN_DISKS, SCREEN_FILESYSTEM,
	    1, 17 },
	[SCREEN_DISKS] = { "Select Disks", FORM_TEXT,
	    "The disks for the system software are selected: those of the "
	    "guest, without\nthe medium.", NULL, go_back, SCREEN_PRESERVE, 0,
	    SCREEN_SOFTWARE, 0, 0 },
	[SCREEN_PRESERVE] = { "Preserve Data?", FORM_TEXT,
	    "Do you want to preserve existing data?  At least one of the "
	    "disks you've\nselected for installing Solaris software may have "
	    "file systems or unnamed\nslices that you may want to save.",
	    NULL, "2_Continue|3_Go Back|4_Preserve|5_Exit", SCREEN_LAYOUT, 0,
	    SCREEN_DISKS, 0, 0 },
	[SCREEN_LAYOUT] = { "Automatically Layout File Systems?", FORM_TEXT,
	    "Do you want to use auto-layout to automatically layout file "
	    "systems?\nManually laying out file systems requires advanced "
	    "system administration\nskills.", NULL,
	    "2_Auto Layout|3_Go Back|4_Manual Layout|5_Exit",
	    SCREEN_LAYOUT_SHOWN, 0, SCREEN_PRESERVE, 0, 0 },
	[SCREEN_LAYOUT_SHOWN] = { "File System and Disk Layout", FORM_TEXT,
	    "The summary below is your current file system and disk layout.\n"
	    "\n  File sys/Mnt point        Disk/Slice\n"
	    "  overlap                   c0d0s2\n"
	    "  /                         c0d0s0\n"
	    "  swap                      c0d0s1", NULL,
	    "2_Continue|3_Go Back|4_Customize|5_Exit", SCREEN_REMOTE_MOUNTS,
	    0, SCREEN_LAYOUT, 0, 0 },
	[SCREEN_REMOTE_MOUNTS] = { "Mount Remote File Systems?", FORM_TEXT,
	    "Do you want to mount software from a remote file server?", NULL,
	    "2_Continue|3_Go Back|4_Remote Mounts|5_Exit",
	    SCREEN_PROFILE_INITIAL, 0, SCREEN_LAYOUT_SHOWN, 0, 0 },
	[SCREEN_PROFILE] = { "Profile", FORM_TEXT,
	    "The information shown below is your profile for installing "
	    "Solaris software.\n\n"
	    "        Installation Option: Upgrade\n"
	    "                Boot Device: c0d0s0\n"
	    "             Upgrade Target: Solaris 10 c0d0s0\n"
	    "                   Software: Upgrade", NULL,
	    "2_Begin Upgrade|4_Change|5_Exit|6_Help", SCREEN_PROGRESS, 0,
	    SCREEN_UPGRADE, 0, 0 },
	[SCREEN_PROFILE_INITIAL] = { "Profile", FORM_TEXT,
	    "The information shown below is your profile for installing "
	    "Solaris software.\n\n"
	    "        Installation Option: Initial\n"
	    "                Boot Device: c0d0\n"
	    "            Client Services: None\n"
	    "                   Software: Solaris 10", NULL,
	    "2_Begin Installation|4_Change|5_Exit|6_Help", SCREEN_PROGRESS, 0,
	    SCREEN_INITIAL, 0, 0 },
	[SCREEN_EXIT] = { "Exit", FORM_TEXT,
	    "If you exit the Solaris installation program, your profile is "
	    "lost.\nNothing has been written to the disks.", NULL,
	    "3_Go Back|5_Exit", 0, 0, 0, 0, 0 },
	[SCREEN_HELP] = { "Help", FORM_TEXT,
	    "        F2  go on with what the screen shows\n"
	    "        F3  go back\n"
	    "        F4  what stands in the legend\n"
	    "        F5  exit or cancel\n"
	    "        F6  this help\n\n"
	    "Return marks what the cursor is at; arrows or Ctrl-N and Ctrl-P "
	    "move it.\nESC and a digit are a function key; ESC and f bring "
	    "the legend of function\nkeys back.  Ctrl-L draws the screen "
	    "again.", NULL, "3_Exit Help", 0, 0, 0, 0, 0 },
	[SCREEN_PROGRESS] = { "Upgrading Solaris Software - Progress",
	    FORM_TEXT, "The Solaris software is now being installed on the "
	    "system.  Please wait...", NULL, "", 0, 0, 0, 0, 0 },
};
