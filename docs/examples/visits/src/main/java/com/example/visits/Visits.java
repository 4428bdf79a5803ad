package com.example.visits;

import java.util.List;

/** The entries of all guest books. A book is known by its name and begins with its first entry. */
interface Visits {

    void add(String book, Visit visit);

    /** The newest entries of a book, newest first. */
    List<Visit> latest(String book, int limit);

    /** Returns normally if entries can be read and written now. */
    void check();
}
