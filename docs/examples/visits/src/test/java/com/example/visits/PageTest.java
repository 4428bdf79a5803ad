package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Page page = new Page("feature/a", "a8e8e83");

    @Test
    void showsEntriesCounterAndVersion() {
        String html = page.render(List.of(new Visit("Ada", "Hello", NOON)), 7);

        assertTrue(html.contains("<b>Ada</b>: Hello <small>1 Mar 2026, 12:00</small>"), html);
        assertTrue(html.contains(Page.counter(7)), html);
        assertTrue(html.contains("Branch feature/a, commit a8e8e83"), html);
    }

    @Test
    void showsMarkupOfGuestsAsText() {
        String html = page.render(List.of(new Visit("<script>", "a & \"b\"", NOON)), 1);

        assertTrue(html.contains("<b>&lt;script&gt;</b>: a &amp; &quot;b&quot;"), html);
        assertFalse(html.contains("<script>"), html);
    }

    @Test
    void groupsTheDigitsOfLargeCounts() {
        assertEquals("Hits: 1,234,567", Page.counter(1_234_567));
    }
}
