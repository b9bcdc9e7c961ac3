# The changed sources of every block of the files: out/N.c, and for each a line
# "N, where the block is, source, program, test, what is wrong with it".

# The words of the source from FROM on are those of the old lines.
function same_words(from,  i) {
	for (i = 1; i <= words; i++)
		if (word[from + i - 1] != wanted[i])
			return 0
	return 1
}

# The old lines as words: how they are broken into lines does not matter.
function want(  i, j, n, part) {
	words = 0
	for (i = 1; i <= olds; i++) {
		n = split(old[i], part)
		for (j = 1; j <= n; j++)
			wanted[++words] = part[j]
	}
}

# The source as words; those before the line after "after" are not looked at.
function read_words(lines,  i, j, n, part) {
	all = 0
	first = after == "" ? 1 : 0
	for (i = 1; i <= lines; i++) {
		n = split(line[i], part)
		for (j = 1; j <= n; j++) {
			word[++all] = part[j]
			line_of[all] = i
		}
		if (first == 0 && index(line[i], after) != 0)
			first = all + 1
	}
}

# Line I, where the words from FROM to TO, less one, are the new lines.
function print_line(i, k, from, to,  j, left) {
	if (line_of[to - 1] < i || line_of[from] > i) {
		print line[i] > target
		return
	}
	for (; k <= all && line_of[k] == i; k++) {
		if (k == from) {
			if (left != "")
				print left > target
			for (j = 1; j <= news; j++)
				print new[j] > target
			left = ""
		}
		if (k < from || k >= to)
			left = left " " word[k]
	}
	if (left != "")
		print left > target
}

# Whole lines are found first: one that is a part of another is no second hit.
function change_words(lines,  i, k, hit, at) {
	hit = 0
	want()
	read_words(lines)
	for (i = first; first != 0 && i + words - 1 <= all; i++) {
		if (!same_words(i))
			continue
		if (++hit == 1)
			at = i
		if (after != "")
			break
	}
	if (hit == 0)
		return "stale: its line is not there"
	if (hit > 1)
		return "its line is there more than once"
	for (i = k = 1; i <= lines; i++) {
		while (k <= all && line_of[k] < i)
			k++
		print_line(i, k, at, at + words)
	}
	return "-"
}

function change(  i, j, hit, at, passed, lines, text) {
	hit = lines = 0
	while ((getline text < file) > 0)
		line[++lines] = text
	close(file)
	if (lines == 0)
		return "there is no such file"
	target = out "/" count ".c"
	passed = after == ""
	for (i = 1; i + olds - 1 <= lines; i++) {
		for (j = 1; passed && j <= olds; j++)
			if (line[i + j - 1] != old[j])
				break
		if (passed && j > olds) {
			if (++hit == 1)
				at = i
			if (after != "")
				break
		}
		if (!passed && index(line[i], after) != 0)
			passed = 1
	}
	if (hit == 0)
		return change_words(lines)
	if (hit > 1)
		return "its line is there more than once"
	for (i = 1; i <= lines; i++) {
		if (i == at)
			for (j = 1; j <= news; j++)
				print new[j] > target
		if (i < at || i >= at + olds)
			print line[i] > target
	}
	return "-"
}

function flush(  wrong) {
	if (file != "" || olds != 0 || program != "") {
		count++
		if (file == "" || olds == 0 || test == "" || !why)
			wrong = "a part of the block is missing"
		else
			wrong = change()
		close(target)
		print count "\t" where "\t" (file != "" ? file : "?") \
		    "\t" (program != "" ? program : "?") "\t" \
		    (test != "" ? test : "?") "\t" wrong
	}
	file = after = program = test = ""
	olds = news = why = 0
}

FNR == 1 { flush() }
/^$/ { flush() }
/^#/ { why = 1 }
/^file / { file = $2; where = FILENAME ":" FNR }
/^after / { after = substr($0, 7) }
/^-/ { old[++olds] = substr($0, 2) }
/^\+/ { new[++news] = substr($0, 2) }
/^dies / { program = $2; sub(/:$/, "", program); test = $3 }
END { flush() }
