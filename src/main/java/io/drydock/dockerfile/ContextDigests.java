package io.drydock.dockerfile;

import io.drydock.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A digest of what each instruction of a Dockerfile reads of the context: names, modes and contents. Where a source
 * cannot be told exactly (variables, quotes, links in the context) it is of the whole context, which differs sooner.
 */
public final class ContextDigests {

    private static final int DIGEST_BYTES = 16;

    private final BuildContext context;
    private final List<ContextEntry> entries;
    private final boolean links;
    private final Map<String, String> contents = new HashMap<>();

    private ContextDigests(BuildContext context) {
        this.context = context;
        this.entries = context.entries();
        this.links = entries.stream().anyMatch(ContextEntry::isSymlink);
    }

    /** Of all instructions, by {@link #key}; one that also reads from a network has none. */
    public static Map<String, String> of(Dockerfile file, BuildContext context) {
        ContextDigests digests = new ContextDigests(context);
        Map<String, String> found = new LinkedHashMap<>();
        for (Stage stage : file.stages()) {
            for (Instruction instruction : stage.contextInstructions()) {
                digests.of(instruction).ifPresent(digest -> found.put(key(stage, instruction), digest));
            }
        }
        return found;
    }

    /** Names an instruction by its stage and its place in it. */
    public static String key(Stage stage, Instruction instruction) {
        return stage.label() + "." + stage.instructions().indexOf(instruction);
    }

    private Optional<String> of(Instruction instruction) {
        List<String> sources = instruction.copy().map(Copy::sources).orElse(List.of(""));
        if (sources.stream().anyMatch(Copy::remote)) {
            return Optional.empty();
        }
        boolean all = links || sources.stream().anyMatch(s -> s.chars().anyMatch(c -> "$\"'\\`".indexOf(c) >= 0));
        MessageDigest digest = Sha256.newDigest();
        for (ContextEntry entry : entries) {
            if (all || sources.stream().anyMatch(source -> reads(source, entry.path()))) {
                String line = entry.path()
                        + '\0'
                        + entry.type()
                        + '\0'
                        + entry.mode()
                        + '\0'
                        + entry.linkTarget()
                        + '\0'
                        + (entry.isFile() ? content(entry) : "")
                        + '\n';
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES));
    }

    private static boolean reads(String source, String path) {
        String relative = Paths.relative(source);
        String[] parts = relative.split("/");
        String[] names = path.split("/");
        boolean same = relative.isEmpty() || parts.length <= names.length;
        for (int i = 0; i < parts.length && same && !relative.isEmpty(); i++) {
            same = Glob.matches(parts[i], names[i]);
        }
        return same;
    }

    private String content(ContextEntry entry) {
        return contents.computeIfAbsent(entry.path(), path -> {
            MessageDigest digest = Sha256.newDigest();
            try (InputStream in = context.open(entry)) {
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return HexFormat.of().formatHex(digest.digest());
        });
    }
}
