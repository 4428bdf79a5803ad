/**
 * The goals: parameters, conversion, delegation, translation of errors. The only package that sees Maven, and the one that wires
 * all others by hand.
 */
package io.drydock.mojo;
