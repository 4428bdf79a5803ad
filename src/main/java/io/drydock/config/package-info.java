/**
 * From the strings of a POM, the command line and the environment to one validated configuration.
 *
 * <p>Rule: the only place that knows defaults, precedence and the spelling of numbers, sizes and durations. All mistakes
 * are collected and told together, each with its XML path and what would be right. Knows no Maven type.
 *
 * <p>{@code Scalars} and {@code FlagsReader} are the tables of all values. YAML is parsed by snakeyaml-engine
 * (Apache-2.0, 300 kB, no dependencies of its own), which is loaded only where a {@code <composeFile>} is given.
 */
package io.drydock.config;
