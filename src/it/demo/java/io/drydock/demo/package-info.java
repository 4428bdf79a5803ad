/**
 * The demo: a repository with three branches, built as a CI server would build it. It uses the plugin as its users do,
 * through {@code mvn} and the files it leaves, and none of its classes.
 */
package io.drydock.demo;
