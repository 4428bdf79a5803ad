package io.drydock.demo;

/** A commit that was pushed to a branch. */
record Commit(String branch, String sha, String subject) {

    String sha7() {
        return sha.substring(0, 7);
    }
}
