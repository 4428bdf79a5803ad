package io.drydock.dockerfile;

/**
 * An inline document of RUN, COPY or ADD.
 *
 * @param name the delimiter, without quotes
 * @param expand whether variables in it are replaced: false when the delimiter was quoted
 * @param stripTabs whether it was opened with {@code <<-}, which drops leading tabs
 * @param content its lines, each with its line feed, as written
 */
public record Heredoc(String name, boolean expand, boolean stripTabs, String content) {}
