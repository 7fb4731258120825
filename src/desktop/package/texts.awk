# Makes the manual page and the completions of bash, zsh and fish of what `keytray --help` and `keytray COMMAND --help`
# print, each in a file, the command's own first: awk -v format=man|bash|zsh|fish -v version=… -v date=… -f texts.awk FILE…
FNR == 1 { sub(/^Usage: /, ""); command = FILENAME == ARGV[1] ? "" : $2; usage[command] = $0; state = "text"; next }
/^Commands:/ { state = "commands"; next }
/^Exit codes:/ { state = "exits"; next }
state == "commands" && /^  [a-z]/ {
  name = $1
  sub(/^ *[a-z]+ */, "")
  names[++count] = name
  about[name] = $0
  next
}
state == "exits" && /^  [0-9]/ { code = $1; sub(/^ *[0-9]+ */, ""); exits[++codes] = code; meaning[code] = $0; next }
/^ +(-[A-Za-z], )?--[a-z]/ {
  line = $0
  sub(/^ +/, "", line)
  short = ""
  if (line ~ /^-[A-Za-z],/) { short = substr(line, 2, 1); sub(/^-[A-Za-z], */, "", line) }
  # A value of two words has them in capitals. What is said of it follows, or stands on the next line.
  match(line, /^[^ ]+( [A-Z][A-Z]+( |$))?/)
  said = substr(line, RLENGTH + 1)
  line = substr(line, 1, RLENGTH)
  sub(/^ +/, "", said)
  sub(/ +$/, "", line)
  equals = index(line, "=")
  option = equals ? substr(line, 1, equals - 1) : line
  n = ++options[command]
  long[command, n] = option
  letter[command, n] = short
  value[command, n] = equals ? substr(line, equals + 1) : ""
  description[command, n] = said
  state = "options"
  next
}
state == "options" && /^            / {
  said = $0
  sub(/^ +/, "", said)
  n = options[command]
  description[command, n] = description[command, n] (description[command, n] == "" ? "" : " ") said
  next
}
{ state = state == "exits" || state == "commands" ? "after" : state; if (state == "text") lead[command] = lead[command] $0 "\n"; else after[command] = after[command] $0 "\n" }

function roff(text) { gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text); gsub(/\n\.|\n'/, "\n\\\\\\&.", text); return text }
function quoted(text) { gsub(/'/, "'\\''", text); return "'" text "'" }
# What may stand behind an option, where its description begins with a list of it: "ask, yes, no; default: ask".
function values(command, n, text) {
  text = description[command, n]
  if (text !~ /^[a-z]+(, [a-z]+)+;/) return ""
  sub(/;.*/, "", text)
  gsub(/,/, "", text)
  return text
}
function paragraphs(text) {
  gsub(/\n+$/, "", text)
  gsub(/^\n+/, "", text)
  if (text != "") printf ".PP\n%s\n", roff(text)
}
function man_options(command, n) {
  for (n = 1; n <= options[command]; n++) {
    printf ".TP\n.B %s%s%s\n%s\n", letter[command, n] == "" ? "" : "\\-" letter[command, n] ", ", roff(long[command, n]),
      value[command, n] == "" ? "" : "=" roff(value[command, n]), roff(description[command, n])
  }
}
function man(i) {
  printf ".TH KEYTRAY 1 %s \"keytray %s\" \"User Commands\"\n", date, version
  sub(/\n.*/, "", lead[""])
  printf ".SH NAME\nkeytray \\- %s\n.SH SYNOPSIS\n.B keytray\n.I COMMAND\n[options]\n", roff(lead[""])
  printf ".SH DESCRIPTION\nKeytray signs a person in with the system browser (OAuth 2.0, OpenID Connect), keeps the sign\\-in in the keychain of\nthe desktop and gives applications a fresh access token.\n"
  printf ".SH OPTIONS\n"
  man_options("")
  printf ".SH COMMANDS\n"
  for (i = 1; i <= count; i++) {
    printf ".SS keytray %s\n%s\n", names[i], roff(about[names[i]])
    if (names[i] in usage) printf ".PP\n.nh\n.na\n%s\n.ad\n.hy\n", roff(usage[names[i]])
    man_options(names[i])
    paragraphs(after[names[i]])
  }
  if (codes) print ".SH EXIT STATUS"
  for (i = 1; i <= codes; i++) printf ".TP\n.B %s\n%s\n", exits[i], roff(meaning[exits[i]])
  print ".SH EXAMPLES"
  examples(after[""])
  print ".SH ENVIRONMENT"
  print ".TP\n.B BROWSER\nThe browser that opens at a sign\\-in, in place of the desktop's."
  print ".TP\n.B KEYTRAY_PROXY_PASSWORD\nThe password of the proxy."
  print ".SH FILES"
  print ".TP\n.I /etc/keytray/providers.d/*.json\nThe providers that administrators have set, one in each file."
  print ".TP\n.I /etc/keytray/policy.json\nWhat is not for the person to change, such as whether the tray starts at login."
  print ".TP\n.I ~/.config/keytray\nThe same files of the person."
}
# The text below the help of the command itself: sentences, and commands that stand further right.
function examples(text, n, i, lines) {
  n = split(text, lines, "\n")
  for (i = 1; i <= n; i++) {
    if (lines[i] == "") continue
    printf lines[i] ~ /^  / ? ".RS\n.EX\n%s\n.EE\n.RE\n" : ".PP\n%s\n", roff(lines[i] ~ /^  / ? substr(lines[i], 3) : lines[i])
  }
}
function words(command, n, list) {
  for (n = 1; n <= options[command]; n++) list = list " " long[command, n] (value[command, n] == "" ? "" : "=") (letter[command, n] == "" ? "" : " -" letter[command, n])
  return substr(list, 2)
}
function bash(i, n, name, given) {
  print "# Completion of keytray in bash."
  print "_keytray() {\n  local word=${COMP_WORDS[COMP_CWORD]} option= command= i"
  print "  COMPREPLY=()"
  print "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case ${COMP_WORDS[i]} in -* | =) ;; *) command=${COMP_WORDS[i]}; break ;; esac\n  done"
  print "  # Bash takes --store=memory apart at the sign."
  print "  if [[ $word == = ]]; then option=${COMP_WORDS[COMP_CWORD - 1]} word="
  print "  elif ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then option=${COMP_WORDS[COMP_CWORD - 2]}; fi"
  print "  case $option in"
  print "    --ca | --client-key) COMPREPLY=($(compgen -f -- \"$word\")); return ;;"
  for (i = 1; i <= count; i++) for (n = 1; n <= options[names[i]]; n++) {
    given = values(names[i], n)
    if (given != "" && !told[long[names[i], n]]++) printf "    %s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n", long[names[i], n], given
  }
  print "    -*) return ;;\n  esac\n  local words"
  print "  case $command in"
  for (i = 1; i <= count; i++) printf "    %s) words='%s' ;;\n", names[i], words(names[i])
  printf "    '') words='"
  for (i = 1; i <= count; i++) printf "%s ", names[i]
  printf "%s' ;;\n    *) return ;;\n  esac\n", words("")
  print "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))"
  print "  if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2>/dev/null; fi\n}"
  print "complete -F _keytray keytray"
}
function zsh_options(command, n, given, text) {
  for (n = 1; n <= options[command]; n++) {
    given = values(command, n)
    text = description[command, n]
    gsub(/\[|\]|:/, "\\\\&", text)
    printf " \\\n        %s", quoted(long[command, n] (value[command, n] == "" ? "" : "=") "[" text "]" \
      (value[command, n] == "" ? "" : ":value:" (value[command, n] ~ /^FILE/ ? "_files" : given == "" ? " " : "(" given ")")))
  }
  print ""
}
function zsh(i, text) {
  print "#compdef keytray\n# Completion of keytray in zsh.\n_keytray() {\n  local state line\n  _arguments -C '1:command:->command' '*::argument:->argument' && return\n  case $state in\n    command)\n      local -a commands=("
  for (i = 1; i <= count; i++) { text = about[names[i]]; gsub(/:/, "\\:", text); print "        " quoted(names[i] ":" text) }
  print "      )\n      _describe command commands\n      ;;\n    argument)\n      case $line[1] in"
  for (i = 1; i <= count; i++) if (options[names[i]]) { printf "      %s) _arguments", names[i]; zsh_options(names[i]); print "        ;;" }
  print "      esac\n      ;;\n  esac\n}\n_keytray \"$@\""
}
function fish_options(command, n, when, given) {
  when = command == "" ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " command
  for (n = 1; n <= options[command]; n++) {
    given = values(command, n)
    printf "complete -c keytray -n %s -l %s%s%s -d %s\n", quoted(when), substr(long[command, n], 3),
      letter[command, n] == "" ? "" : " -s " letter[command, n],
      value[command, n] == "" ? "" : value[command, n] ~ /^FILE/ ? " -r -F" : " -x" (given == "" ? "" : " -a " quoted(given)),
      fish_quoted(description[command, n])
  }
}
function fish_quoted(text) { gsub(/\\/, "\\\\", text); gsub(/'/, "\\'", text); return "'" text "'" }
function fish(i) {
  print "# Completion of keytray in fish.\ncomplete -c keytray -f"
  for (i = 1; i <= count; i++) printf "complete -c keytray -n __fish_use_subcommand -a %s -d %s\n", names[i], fish_quoted(about[names[i]])
  fish_options("")
  for (i = 1; i <= count; i++) fish_options(names[i])
}
END { if (format == "man") man(); else if (format == "bash") bash(); else if (format == "zsh") zsh(); else fish() }
