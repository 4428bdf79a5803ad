package io.drydock.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms in which a value may turn up in output. */
final class SecretForms {

    private static final Pattern ESCAPED_BYTE = Pattern.compile("%[0-9A-F]{2}");

    /** A shorter piece of base64 would be met by chance. */
    private static final int SHORTEST_PIECE = 6;

    private SecretForms() {}

    static Set<String> of(Collection<String> values) {
        Set<String> forms = new LinkedHashSet<>();
        for (String value : values) {
            Stream.concat(Stream.of(value, value.strip()), value.lines().map(String::strip))
                    .filter(part -> part.length() >= Redactor.SHORTEST)
                    .forEach(part -> add(part, forms));
        }
        return forms;
    }

    private static void add(String value, Set<String> forms) {
        forms.add(value);
        urlEncoded(value, forms);
        base64(value, forms);
    }

    /**
     * As any common encoder writes it: a space as {@code +} (form fields) or {@code %20} (RFC 3986), {@code *} and
     * {@code ~} escaped or not, hex digits in either case.
     */
    private static void urlEncoded(String value, Set<String> forms) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        Set<String> texts = Set.of(form);
        texts = withAlternative(texts, "+", "%20");
        texts = withAlternative(texts, "*", "%2A");
        texts = withAlternative(texts, "%7E", "~");
        for (String text : texts) {
            forms.add(text);
            forms.add(ESCAPED_BYTE.matcher(text).replaceAll(m -> m.group().toLowerCase(Locale.ROOT)));
        }
    }

    private static Set<String> withAlternative(Set<String> texts, String from, String to) {
        return texts.stream()
                .flatMap(text -> Stream.of(text, text.replace(from, to)))
                .collect(Collectors.toSet());
    }

    /**
     * Alone, and inside of a longer text such as {@code user:password}: there it may begin at any of three places of a
     * group, and only the characters that it alone decides can be looked for.
     */
    private static void base64(String value, Set<String> forms) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            forms.add(encoder.encodeToString(bytes));
            forms.add(encoder.withoutPadding().encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                String piece = piece(encoder, bytes, before);
                if (piece.length() >= SHORTEST_PIECE) {
                    forms.add(piece);
                }
            }
        }
    }

    private static String piece(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        byte[] encoded = encoder.withoutPadding().encode(padded);
        int from = (before * 8 + 5) / 6;
        int to = padded.length * 8 / 6;
        return new String(Arrays.copyOfRange(encoded, from, Math.max(from, to)), StandardCharsets.US_ASCII);
    }
}
