/**
 * What git knows, read by JGit: branch, commit, work tree, trees of other commits, remotes.
 *
 * <p>Rule: the only package that sees {@code org.eclipse.jgit}; what leaves it are values of {@code io.drydock.model}.
 */
package io.drydock.git;
