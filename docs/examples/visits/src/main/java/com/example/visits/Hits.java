package com.example.visits;

/** How often the page of each guest book was looked at. */
interface Hits {

    /** Counts one more and returns the new number. */
    long count(String book);

    /** Returns normally if the counter can be reached now. */
    void check();
}
