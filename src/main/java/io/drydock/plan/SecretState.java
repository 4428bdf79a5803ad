package io.drydock.plan;

/** What was found of a running service's secrets. */
public enum SecretState {
    /** They are there, with the values that are wanted. */
    RIGHT,
    /** None are there: the container has started since they were written, and waits for them. */
    NONE_YET,
    /** They are there with other values. */
    OTHER
}
