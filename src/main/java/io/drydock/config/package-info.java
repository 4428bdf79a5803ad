/**
 * From the strings of a POM, the command line and the environment to one validated configuration.
 *
 * <p>Rule: the only place that knows defaults, precedence and the spelling of numbers, sizes and durations. All mistakes
 * are collected and told together, each with its XML path and what would be right. Knows no Maven type.
 */
package io.drydock.config;
