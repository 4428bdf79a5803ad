package io.drydock.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of the distribution project's {@code reference} package, before any default is applied.
 *
 * <p>In this grammar {@code team/app} has the domain {@code team}; {@link ImageName} makes of it what people mean.
 */
final class ImageGrammar {

    private static final int MAX_PATH = 255;
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String DOMAIN = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String PATH = COMPONENT + "(?:/" + COMPONENT + ")*";
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private static final String ALGORITHM = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*";
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:(" + DOMAIN + ")/)?(" + PATH + ")(?::(" + TAG + "))?(?:@(" + ALGORITHM + ":[0-9a-fA-F]{32,}))?");
    private static final Pattern LEGAL_DOMAIN = Pattern.compile(DOMAIN);
    private static final Pattern LEGAL_PATH = Pattern.compile(PATH);
    private static final Pattern LEGAL_TAG = Pattern.compile(TAG);
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
    private static final Map<String, Integer> DIGEST_LENGTHS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    private ImageGrammar() {}

    /**
     * Splits a reference into its parts as they are written.
     *
     * @param reference what to split
     * @param shown the text that a refusal quotes
     */
    static ImageName parse(String reference, String shown) {
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            boolean onlyCase =
                    REFERENCE.matcher(reference.toLowerCase(Locale.ROOT)).matches();
            throw refused(
                    shown,
                    onlyCase ? "its path must be lower case" : "its form must be [host[:port]/]path[:tag][@digest]");
        }
        checkPath(matcher.group(2), shown);
        Optional<String> digest = Optional.ofNullable(matcher.group(4));
        digest.ifPresent(value -> checkDigest(value, shown));
        return new ImageName(
                Optional.ofNullable(matcher.group(1)), matcher.group(2), Optional.ofNullable(matcher.group(3)), digest);
    }

    /** Holds parts that were not parsed together to the same grammar. */
    static void check(Optional<String> domain, String path, Optional<String> tag, Optional<String> digest) {
        String shown = ImageName.text(domain, path, tag, digest);
        boolean legal =
                domain.stream().allMatch(text -> LEGAL_DOMAIN.matcher(text).matches())
                        && LEGAL_PATH.matcher(path).matches()
                        && tag.stream().allMatch(ImageGrammar::isTag);
        if (!legal) {
            throw refused(shown, "its form must be [host[:port]/]path[:tag][@digest]");
        }
        checkPath(path, shown);
        digest.ifPresent(value -> checkDigest(value, shown));
    }

    static boolean isTag(String text) {
        return LEGAL_TAG.matcher(text).matches();
    }

    static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("\"" + text + "\" is not an image name: " + why);
    }

    private static void checkPath(String path, String shown) {
        if (path.length() > MAX_PATH) {
            throw refused(shown, "its path is longer than " + MAX_PATH + " characters");
        }
    }

    private static void checkDigest(String digest, String shown) {
        int colon = digest.indexOf(':');
        Integer length = DIGEST_LENGTHS.get(digest.substring(0, Math.max(colon, 0)));
        if (length == null) {
            throw refused(shown, "its digest must be sha256, sha384 or sha512");
        }
        String hex = digest.substring(colon + 1);
        if (hex.length() != length || !HEX.matcher(hex).matches()) {
            throw refused(shown, "its digest must have " + length + " lower-case hex digits");
        }
    }
}
