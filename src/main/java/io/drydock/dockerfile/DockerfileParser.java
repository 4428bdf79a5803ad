package io.drydock.dockerfile;

import io.drydock.model.DrydockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a Dockerfile into instructions and these into stages. One instance parses one text. */
final class DockerfileParser {

    private static final Pattern DIRECTIVE = Pattern.compile("^#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*$");
    private static final Pattern HEREDOC = Pattern.compile("^\\d*<<(-?)([^<]+)$");
    private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9_.-]*");
    private static final String SEE = "See https://docs.docker.com/reference/dockerfile/";

    private final String file;
    private final List<String> lines;
    private final List<Arg> globalArgs = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private Optional<Directive> syntax = Optional.empty();
    private Optional<Directive> escapeDirective = Optional.empty();
    private char escape = '\\';
    private int next;

    DockerfileParser(String file, String text) {
        this.file = file;
        String withoutMark = text.startsWith("\ufeff") ? text.substring(1) : text;
        this.lines = withoutMark.lines().toList();
    }

    Dockerfile parse() {
        directives();
        while (next < lines.size()) {
            String line = lines.get(next);
            if (isBlankOrComment(line)) {
                next++;
            } else {
                add(instruction());
            }
        }
        if (stages.isEmpty()) {
            throw problem(Math.max(1, lines.size()), "there is no FROM");
        }
        return new Dockerfile(escape, syntax, globalArgs, stages, lines);
    }

    private void directives() {
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = DIRECTIVE.matcher(lines.get(i));
            if (!matcher.matches()) {
                return;
            }
            Directive directive = new Directive(matcher.group(2), i + 1);
            switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
                case "syntax" -> syntax = once("syntax", syntax, directive);
                case "escape" -> {
                    escapeDirective = once("escape", escapeDirective, directive);
                    escape = escapeOf(directive);
                }
                case "check" -> {
                    // Settings of BuildKit's linter; nothing here depends on them.
                }
                default -> {
                    return;
                }
            }
        }
    }

    private Optional<Directive> once(String name, Optional<Directive> before, Directive directive) {
        if (before.isPresent()) {
            throw problem(directive.line(), "the directive " + name + " is given twice");
        }
        return Optional.of(directive);
    }

    private char escapeOf(Directive directive) {
        if (!directive.value().equals("\\") && !directive.value().equals("`")) {
            throw problem(directive.line(), "the escape character must be \\ or `, not " + directive.value());
        }
        return directive.value().charAt(0);
    }

    private Instruction instruction() {
        int start = next + 1;
        String logical = logicalLine();
        int keywordEnd = Words.endOfWord(logical, 0, escape);
        Keyword keyword = Keyword.find(logical.substring(0, keywordEnd))
                .orElseThrow(() -> problem(start, "unknown instruction: " + logical.substring(0, keywordEnd)));
        List<String> flags = new ArrayList<>();
        String text = logical.substring(flags(logical, keywordEnd, flags)).strip();
        List<Heredoc> heredocs = keyword.heredocs(text) ? heredocs(text, start) : List.of();
        try {
            return keyword.instruction(flags, text, escape, heredocs, start, next);
        } catch (IllegalArgumentException e) {
            throw problem(start, e.getMessage());
        }
    }

    /** Joins the line at {@link #next} with those that continue it; comments and empty lines among them are skipped. */
    private String logicalLine() {
        StringBuilder joined = new StringBuilder();
        String line = lines.get(next++).stripLeading();
        boolean continued = continues(line);
        joined.append(continued ? withoutEscape(line) : line);
        while (continued && next < lines.size()) {
            line = lines.get(next++);
            if (!isBlankOrComment(line)) {
                continued = continues(line);
                joined.append(continued ? withoutEscape(line) : line);
            }
        }
        return joined.toString();
    }

    private boolean continues(String line) {
        String trimmed = trimEnd(line);
        int last = trimmed.length() - 1;
        return last >= 0 && trimmed.charAt(last) == escape && (last == 0 || trimmed.charAt(last - 1) != escape);
    }

    private static String withoutEscape(String line) {
        String trimmed = trimEnd(line);
        return trimmed.substring(0, trimmed.length() - 1);
    }

    private static String trimEnd(String line) {
        return line.replaceAll("[ \\t]+$", "");
    }

    private static boolean isBlankOrComment(String line) {
        String stripped = line.stripLeading();
        return stripped.isEmpty() || stripped.startsWith("#");
    }

    /** Collects the flags after the keyword and returns where the arguments start. */
    private int flags(String logical, int keywordEnd, List<String> flags) {
        int position = Words.skipSpaces(logical, keywordEnd);
        while (logical.startsWith("--", position)) {
            int end = Words.endOfWord(logical, position, escape);
            String flag = logical.substring(position, end);
            position = Words.skipSpaces(logical, end);
            if (flag.equals("--")) {
                break;
            }
            flags.add(Expansion.of(flag.replace("$", escape + "$"), escape, name -> Optional.empty()));
        }
        return position;
    }

    private List<Heredoc> heredocs(String text, int start) {
        List<Heredoc> found = new ArrayList<>();
        for (String word : Words.split(text, escape)) {
            Matcher matcher = HEREDOC.matcher(word);
            if (matcher.matches()) {
                found.add(heredoc(matcher.group(2), !matcher.group(1).isEmpty(), start));
            }
        }
        return found;
    }

    private Heredoc heredoc(String written, boolean stripTabs, int start) {
        String name = written.replaceAll("[\"']", "");
        StringBuilder content = new StringBuilder();
        while (next < lines.size()) {
            String line = lines.get(next++);
            if ((stripTabs ? line.replaceAll("^\\t+", "") : line).equals(name)) {
                return new Heredoc(name, name.equals(written), stripTabs, content.toString());
            }
            content.append(line).append('\n');
        }
        throw problem(start, "the heredoc <<" + name + " is not closed");
    }

    private void add(Instruction instruction) {
        if (instruction.is("FROM")) {
            stages.add(stage(instruction));
        } else if (!stages.isEmpty()) {
            Stage last = stages.remove(stages.size() - 1);
            List<Instruction> all = new ArrayList<>(last.instructions());
            all.add(instruction);
            stages.add(new Stage(
                    last.index(), last.name(), last.base(), last.platform(), all, last.line(), last.endLine()));
        } else if (instruction.is("ARG")) {
            instruction.args().forEach(word -> globalArgs.add(Arg.of(word, instruction.startLine())));
        } else {
            throw problem(instruction.startLine(), instruction.keyword() + " stands before the first FROM");
        }
    }

    private Stage stage(Instruction from) {
        List<String> args = from.args();
        boolean named = args.size() == 3 && args.get(1).equalsIgnoreCase("AS");
        if (args.size() != 1 && !named) {
            throw problem(from.startLine(), "FROM needs an image, or an image, AS and a name");
        }
        Optional<String> name = named ? Optional.of(args.get(2).toLowerCase(Locale.ROOT)) : Optional.empty();
        name.filter(n -> !STAGE_NAME.matcher(n).matches()).ifPresent(n -> {
            throw problem(from.startLine(), "invalid name for build stage: " + n);
        });
        return new Stage(
                stages.size(), name, args.get(0), from.flag("platform"), List.of(), from.startLine(), from.endLine());
    }

    private DrydockException problem(int line, String why) {
        return Problem.at(file, line, why, SEE);
    }
}
