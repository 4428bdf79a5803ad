/**
 * The Docker engine of this project's own build: finds or installs it, and fills it with the base images of the tests.
 *
 * <p>Rule: sees nothing but the JDK, for it runs before anything of the project is compiled. It is no part of the plugin.
 */
package io.drydock.setup;
