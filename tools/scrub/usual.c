#include "tools/scrub/usual.h"

#include <stdlib.h>
#include <string.h>

/* In the order of strcmp; tests/scrub_words_test.sh says which there are. */
static const char *const words[] = {
	"about", "absent", "absolute", "accept", "accepted", "accepts",
	"access", "accessed", "account", "act", "acted", "action", "active",
	"adapter", "adapters", "add", "added", "addr", "address", "addresses",
	"adds", "adm", "advise", "affinities", "affinity", "after", "again",
	"agent", "agree", "alias", "aliases", "all", "alloc", "allocated",
	"allocates", "allocationunits", "allowed", "already", "also",
	"altroot", "always", "among", "an", "and", "another", "answer",
	"answered", "answers", "any", "anything", "ap", "applications",
	"applies", "approved", "apr", "arch", "archive", "archived",
	"archives", "are", "arrived", "as", "ask", "asked", "asks",
	"assembled", "assigns", "at", "aug", "auth", "auto", "avail",
	"available", "away", "back", "backslash", "bad", "bare", "barred",
	"base", "batchmode", "be", "because", "become", "becomes", "been",
	"before", "begin", "begins", "being", "belongs", "below", "beside",
	"besides", "between", "big", "bin", "bind", "bindings", "binds",
	"blackout", "blanks", "block", "blocked", "blocks", "body", "boot",
	"booted", "booting", "bootmode", "boots", "both", "bound", "break",
	"bring", "brings", "broadcast", "broken", "brought", "busy", "but",
	"by", "byte", "bytes", "cable", "cache", "cached", "cachefile",
	"call", "came", "campaign", "can", "cancel", "cancelled", "cancels",
	"candidates", "cannot", "cap", "capacity", "case", "cat", "cause",
	"causes", "cd", "cells", "change", "changed", "changes", "channel",
	"character", "chassis", "check", "checked", "checks", "checksum",
	"checksums", "chmod", "chooses", "chosen", "cid", "cksum", "cl",
	"cldev", "cldevice", "cldevicegroup", "cldg", "clean", "clear",
	"clearallforwardings", "clears", "cli", "client", "clients",
	"clinterconnect", "clintr", "clnas", "clnasdevice", "clnode", "clock",
	"close", "closed", "closes", "closing", "clq", "clquorum",
	"clreslogicalhostname", "clresource", "clresourcegroup",
	"clresourcetype", "clressharedaddress", "clrg", "clrs", "clrslh",
	"clrssa", "clrt", "clta", "cltelemetryattribute", "cluster",
	"clustered", "cmd", "code", "cold", "colleagues", "collect",
	"columns", "com", "come", "comes", "comma", "command", "commands",
	"commas", "comment", "compared", "complete", "concentrator",
	"condition", "conf", "config", "configuration", "configurations",
	"confirmed", "connect", "connected", "connection", "connects",
	"connecttimeout", "cons", "console", "consoles", "constrained",
	"constraint", "constraints", "content", "continues", "contradicts",
	"control", "controlkey", "controlmaster", "conversion", "convert",
	"converted", "converts", "copies", "copy", "copyright", "core",
	"cores", "cost", "costs", "could", "count", "counts", "cp", "cpu",
	"cpus", "cpuset", "crash", "create", "created", "creates",
	"credentials", "cron", "crypto", "cryptographic", "cure", "current",
	"currently", "cut", "cuts", "cycle", "dash", "data", "dataset",
	"datasets", "date", "day", "days", "db", "dbg", "dead", "death",
	"debts", "debugging", "dec", "decide", "decision", "declared",
	"declares", "dedup", "default", "define", "defined", "defines",
	"definition", "definitions", "degraded", "delayed", "delete",
	"deleted", "deletes", "depend", "dependencies", "dependency",
	"depends", "description", "destroy", "destroyed", "destroys",
	"detached", "dev", "device", "devices", "df", "diag", "dialogue",
	"did", "dies", "different", "digest", "digit", "digits", "directory",
	"disable", "disabled", "disables", "disconnected", "disk", "disks",
	"dladm", "do", "document", "does", "dom", "domain", "domainchassis",
	"domaincontrol", "domainname", "domainrole", "domains", "domainuuid",
	"domferry", "done", "dot", "down", "downtime", "driftfile", "drop",
	"dry", "dsk", "duplex", "duration", "dvd", "each", "earlier", "edits",
	"edu", "ef", "effect", "efi", "eight", "elo", "else", "elsewhere",
	"em", "emc", "emm", "empty", "enable", "enabled", "enables", "end",
	"ended", "ending", "endpoint1", "endpoint2", "ends", "enough",
	"enterprise", "entities", "entries", "entry", "enum", "env",
	"envelope", "eof", "ep", "equal", "error", "errors", "establish",
	"etc", "evacuate", "evacuation", "eval", "even", "every",
	"everything", "everywhere", "evidence", "excl", "exclude", "excluded",
	"excludes", "exec", "exist", "exists", "exit", "exited", "expect",
	"expectation", "expected", "expects", "explicit", "export",
	"exported", "exports", "ey", "factor", "factors", "factory", "facts",
	"fail", "failback", "failed", "failmode", "failover", "fails",
	"failure", "failures", "false", "fault", "faulted", "faults", "fb",
	"fc", "features", "feb", "fence", "fenced", "fencing", "fewer",
	"fields", "file", "filegen", "files", "filesystem", "find", "fire",
	"firmware", "first", "fit", "flags", "flar", "flash", "fmri",
	"fmthard", "folder", "following", "follows", "for", "force", "forced",
	"format", "formatted", "former", "found", "free", "freely", "freeze",
	"fresh", "fri", "from", "frozen", "fs", "fudge", "full", "function",
	"fuser", "ga", "gb", "genericproperty", "geometry", "get", "getent",
	"gets", "given", "gives", "go", "goes", "gone", "good", "gov",
	"group", "groups", "guarded", "guest", "guests", "guid", "ha", "had",
	"halt", "halted", "halting", "hand", "hang", "hangs", "happens",
	"hard", "hardlimit", "has", "hash", "hastorageplus", "have", "hba",
	"head", "header", "heading", "health", "healthy", "heartbeat", "held",
	"here", "hex", "hitachi", "ho", "hold", "holds", "home", "hooks",
	"host", "hostid", "hostname", "hosts", "hour", "hours", "how", "hs",
	"html", "hung", "hypervisor", "iconv", "id", "identification",
	"identitiesonly", "identity", "idle", "if", "ifconfig", "ilom",
	"image", "impl", "implemented", "implicit", "import", "importable",
	"imported", "imports", "in", "inactive", "including", "indented",
	"info", "init", "initial", "initialized", "initializing", "input",
	"inside", "install", "installed", "installer", "installs", "instance",
	"instead", "int", "intent", "inter", "interface", "interrupted",
	"into", "inuse", "invalid", "invariant", "inventory", "io",
	"ipmitool", "irreversible", "is", "iscsi", "iso", "iso8859", "it",
	"item", "its", "itself", "jan", "job", "join", "joins", "journal",
	"json", "jul", "jumpstart", "jun", "kb", "kbytes", "keep", "keeps",
	"kept", "key", "keys", "keyswitch", "kill", "killing", "kind", "know",
	"known", "knows", "krb5ccname", "ksh", "label", "labels", "lacks",
	"lad1", "lan", "lanplus", "large", "larger", "largest", "last",
	"later", "latin", "lc", "ld", "ldap", "ldm", "ldmd", "ldmp2v", "ldom",
	"lead", "least", "leave", "leaves", "left", "legacy", "less", "let",
	"lets", "letter", "letters", "levels", "lib", "licences", "lies",
	"like", "limit", "limits", "line", "lines", "link", "linkprop",
	"links", "list", "listed", "listeners", "lists", "live", "lk", "ll",
	"load", "loaded", "loader", "loads", "local", "localhost", "lock",
	"locked", "locks", "log", "logconfig", "logfile", "logged", "logging",
	"logical", "login", "loglevel", "logname", "logs", "long", "longer",
	"look", "looked", "looks", "lose", "lost", "lowest", "ls", "lu",
	"lun", "m10", "m5", "m6", "m7", "m8", "mac", "macaddress", "machine",
	"made", "maintain", "maintenance", "major", "make", "makes",
	"managed", "management", "manager", "many", "mar", "mark", "marks",
	"master", "mau", "may", "mb", "mbps", "md", "mean", "means",
	"meanwhile", "media", "medium", "mem", "member", "members",
	"membership", "memory", "mend", "message", "met", "methods", "mgt",
	"mib", "middle", "might", "migrate", "migrated", "migration",
	"milliseconds", "minor", "mirror", "missing", "mkdir", "mkfile",
	"mnt", "mnttab", "mode", "model", "modified", "moment", "mon",
	"monitor", "monitored", "monitoring", "month", "more", "most",
	"mount", "mounted", "mountpoint", "mounts", "move", "moved", "moves",
	"moving", "mpgroup", "ms", "msg", "mtu", "much", "must", "mv", "name",
	"named", "names", "nameserver", "nc", "nclients", "ncpu", "need",
	"needed", "needs", "neither", "net", "netapp", "nets", "network",
	"never", "new", "newer", "newline", "next", "nfs", "nl", "no",
	"nobody", "node", "nodelist", "nodes", "nofencing", "non", "none",
	"nor", "norm", "normal", "not", "note", "nothing", "notification",
	"nov", "now", "nowhere", "np", "ns", "nth", "nul", "null", "number",
	"nvram", "nvramrc", "object", "objectives", "obp", "occasion",
	"occurs", "oct", "octal", "of", "off", "offers", "offline", "ok",
	"old", "older", "oldest", "on", "once", "one", "online", "only", "op",
	"open", "openboot", "opened", "opener", "opens", "openssh", "operand",
	"operating", "operation", "operator", "opt", "option", "options",
	"opts", "or", "oracle", "order", "org", "other", "otherresourcetype",
	"others", "otherwise", "ours", "out", "outage", "outcome", "output",
	"over", "overall", "override", "overrun", "overwrite", "owed", "own",
	"owner", "p2v", "pa", "package", "padding", "panic", "panicking",
	"parent", "parseable", "part", "partial", "partition", "partitioned",
	"pass", "passwd", "password", "path", "pathcount", "paths", "pause",
	"pdom", "pdomain", "pdomains", "peer", "pending",
	"permitlocalcommand", "person", "pfexec", "phase", "phases", "phone",
	"phrase", "physical", "pid", "ping", "pingpong", "pkg", "place",
	"placements", "places", "placing", "plain", "plan", "platform",
	"play", "please", "plugin", "pm", "point", "policy", "pool", "pools",
	"port", "ports", "possible", "potentially", "power", "powered",
	"powering", "poweron", "powers", "pref", "prefer3", "preference",
	"prepare", "prepares", "present", "primary", "print", "printf",
	"prints", "private", "probe", "procedure", "process", "processor",
	"profile", "program", "programs", "progress", "prom", "prompt",
	"proof", "properties", "property", "protocol", "prove", "proved",
	"proves", "prtvtoc", "ps", "pseudonym", "put", "puts", "pv", "pvid",
	"question", "quiesce", "quorum", "quota", "quote", "quotes", "ra",
	"raidz", "raidz1", "raidz2", "raidz3", "range", "rdsk", "reach",
	"reached", "read", "reads", "ready", "real", "reason", "reboot",
	"rebooting", "received", "reconfiguration", "record", "recover",
	"reduced", "refer", "referenced", "refers", "refusal", "refused",
	"register", "registered", "registers", "rejoin", "relative",
	"release", "releases", "remains", "remedy", "remote", "removal",
	"remove", "removed", "removes", "removing", "replacing", "report",
	"request", "requestkey", "reserv", "reservation", "reserved", "reset",
	"resize", "resource", "resources", "rest", "restart", "restarted",
	"restarts", "restore", "restores", "restrict", "result", "resume",
	"resumed", "resumes", "retire", "return", "returned", "rg", "rhpo",
	"right", "rights", "rm", "rmdir", "ro", "role", "roll", "rollback",
	"room", "root", "row", "rpool", "rs", "rt", "rules", "run", "running",
	"runs", "sa", "safe", "safely", "said", "same", "san", "sat", "save",
	"saved", "savepoint", "saves", "say", "says", "sbin", "scalable",
	"scan", "scdidadm", "scenario", "script", "scripts", "scrub", "scsi3",
	"search", "second", "secondary", "seconds", "section", "sectors",
	"sed", "see", "seed", "seen", "sep", "seq", "serial", "serialno",
	"server", "serveralivecountmax", "serveraliveinterval", "servers",
	"service", "services", "set", "sets", "settled", "settles", "sfw",
	"sh", "sha256", "share", "shared", "shell", "should", "show", "shown",
	"shutdown", "shuts", "side", "sides", "sign", "signal", "simulated",
	"since", "site", "size", "skip", "slewalways", "slice", "slices",
	"slot", "slots", "smi", "so", "sock", "soft", "softlimit",
	"softstate", "sol", "solaris", "solarisdvd", "some", "somebody",
	"something", "soon", "sortlist", "sound", "source", "sources", "sp",
	"space", "sparc", "spare", "spares", "spconfig", "special", "speed",
	"ssh", "ssource", "stage", "stand", "standard", "standby", "stands",
	"start", "started", "starting", "starts", "state", "states",
	"statistics", "statsdir", "status", "stay", "stays", "step", "steps",
	"still", "stime", "stop", "stopped", "stopping", "stops", "storage",
	"stored", "strand", "strange", "strangely", "strikes", "stuck",
	"such", "sudo", "sum", "sums", "sun", "sun4u", "sun4v", "sunfire",
	"sunoem", "sunos", "sunservice", "sunw", "sunwldm", "supported",
	"sure", "suspend", "suspended", "suspends", "svc", "svcprop", "svcs",
	"svm", "swap", "sweep", "switch", "switched", "switches", "sys",
	"system", "systems", "t2", "t3", "t4", "t5", "t7", "table", "tag",
	"tail", "take", "taken", "takes", "tar", "target", "targets", "tee",
	"tell", "tells", "telnet", "terminal", "test", "tests", "text", "tf",
	"than", "that", "thaw", "the", "their", "them", "then", "there",
	"these", "they", "thing", "this", "those", "through", "thu", "time",
	"timeout", "times", "timing", "tinker", "title", "titles", "tmp",
	"to", "together", "too", "took", "tool", "tools", "tos", "total",
	"touch", "tout", "transcript", "transistion", "transition",
	"transport", "travels", "tried", "trouble", "true", "trustedkey",
	"try", "tue", "turn", "twice", "twin", "twins", "two", "type",
	"typed", "types", "typographic", "tz", "uart", "ufs", "uid", "umount",
	"un", "unable", "uname", "unavail", "unbind", "unbinds", "unbound",
	"under", "understood", "undo", "unexpected", "uninitialized", "unit",
	"units", "unknown", "unless", "unmanage", "unmanaged", "unmonitor",
	"unmonitored", "unmount", "unmounted", "unmounts", "unpack",
	"unpacked", "unpacks", "unseen", "unsigned", "unstick", "unsure",
	"until", "up", "upgradable", "upgrade", "upgraded", "uptime",
	"urandom", "usage", "use", "used", "user", "users", "uses", "using",
	"usr", "utf", "util", "uuid", "valid", "validate", "validation",
	"value", "values", "var", "variable", "variables", "vcc", "vcons",
	"vconscon", "vcpu", "vcpus", "vdisk", "vdiskserver",
	"vdiskserverdevice", "vds", "vdsdev", "ver", "verification",
	"version", "vfstab", "vid", "view", "vio", "violation", "virtinfo",
	"virtual", "visible", "visitor", "vlan", "vm", "vnet", "vol",
	"volsize", "volume", "volumes", "vote", "votes", "vsw", "vswitch",
	"vvv", "vx", "vxfs", "wait", "waiting", "waits", "wanted", "warm",
	"warn", "warns", "was", "watch", "watched", "way", "ways", "wed",
	"well", "went", "were", "what", "whatever", "when", "whenever",
	"where", "wherever", "whether", "which", "while", "who", "whole",
	"whose", "why", "will", "with", "within", "without", "word", "words",
	"work", "world", "worlds", "would", "write", "writes", "writing",
	"written", "wrong", "wrote", "www", "x86", "xml", "year", "yes",
	"yet", "you", "zdb", "zero", "zfs", "zone", "zones", "zpool",
	"zpools",
};

/* With a number behind them they are devices, disks, slices; several may follow
 * each other: c1t0d0s6. */
static const char *const counted[] = { "c", "ce", "d", "disk", "g", "hme",
    "igb", "ixgbe", "l", "lun", "net", "nxge", "p", "rsp", "s", "t", "vcc",
    "vdisk", "vds", "vnet", "vol", "vsw", NULL };

/* A longer number counts no devices. */
enum { DIGITS = 3 };

struct wanted {
	const char	*word;
	size_t		 size;
};

static int
compare(const void *key, const void *row)
{
	const struct wanted *wanted = key;
	const char *word = *(const char *const *)row;
	int order = strncmp(wanted->word, word, wanted->size);

	return order != 0 ? order : word[wanted->size] == '\0' ? 0 : -1;
}

/* How many bytes are one of these with its number; 0: none is there. */
static size_t
counted_size(const char *word, size_t size)
{
	size_t stem = 0, end;

	while (stem < size && (word[stem] < '0' || word[stem] > '9'))
		stem++;
	for (end = stem; end < size && word[end] >= '0' && word[end] <= '9';)
		end++;
	for (size_t i = 0; end > stem && end - stem <= DIGITS &&
	    counted[i] != NULL; i++)
		if (strlen(counted[i]) == stem &&
		    memcmp(counted[i], word, stem) == 0)
			return end;
	return 0;
}

static bool
is_counted(const char *word, size_t size)
{
	size_t at = 0, n = 1;

	for (; at < size && n != 0; at += n)
		n = counted_size(word + at, size - at);
	return size != 0 && n != 0;
}

bool
usual_is(const char *word, size_t size)
{
	const struct wanted wanted = { word, size };

	return is_counted(word, size) || bsearch(&wanted, words,
	    sizeof(words) / sizeof(words[0]), sizeof(words[0]), compare) !=
	    NULL;
}
