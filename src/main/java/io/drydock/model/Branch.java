package io.drydock.model;

import java.util.Optional;

/**
 * A git branch, named as git names it: {@code feature/Login_1}, without {@code refs/heads/}.
 *
 * <p>Names come from outside (a CI's variable, a remote) and are data: what {@code git check-ref-format --branch}
 * refuses is refused here too.
 *
 * @param name the short name
 */
public record Branch(String name) {

    private static final String HEADS = "refs/heads/";

    public Branch {
        Optional<String> fault = BranchNameRules.fault(name);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(
                    "\"" + BranchNameRules.printable(name) + "\" is not a branch name: " + fault.get());
        }
    }

    /**
     * Takes a short or full name; {@code refs/heads/} is stripped.
     *
     * @throws IllegalArgumentException if git would not accept it as a branch name
     */
    public static Branch of(String name) {
        return new Branch(name.startsWith(HEADS) ? name.substring(HEADS.length()) : name);
    }

    // Written out: the JVM would make a record's own on the first call, which costs every run some 10 ms.
    @Override
    public boolean equals(Object other) {
        return other instanceof Branch branch && name.equals(branch.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
