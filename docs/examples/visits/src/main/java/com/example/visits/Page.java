package com.example.visits;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The guest book as people see it. */
final class Page {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final String branch;
    private final String commit;

    Page(String branch, String commit) {
        this.branch = branch;
        this.commit = commit;
    }

    String render(List<Visit> visits, long hits) {
        StringBuilder entries = new StringBuilder();
        for (Visit visit : visits) {
            entries.append("  <li><b>%s</b>: %s <small>%s</small></li>\n"
                    .formatted(escape(visit.name()), escape(visit.message()), TIME.format(visit.time())));
        }
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Visits</title></head>
                <body style="font-family: sans-serif; max-width: 40em; margin: 2em auto">
                <h1>Guest book</h1>
                <ul>
                %s</ul>
                <p>%s</p>
                <footer><small>Branch %s, commit %s</small></footer>
                </body>
                </html>
                """.formatted(entries, counter(hits), escape(branch), escape(commit));
    }

    static String counter(long hits) {
        return String.format(Locale.ENGLISH, "Hits: %,d", hits);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
