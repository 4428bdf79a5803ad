package io.drydock.model;

/**
 * The master branch and where it stands.
 *
 * @param branch the master branch
 * @param sha the commit it stands at, all 40 hex digits
 */
public record MasterRef(Branch branch, String sha) {}
