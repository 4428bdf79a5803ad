package io.drydock.git;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.InvalidRemoteException;

/** Makes what users read of JGit's exceptions: its words, once, without the user and password of a URL. */
final class GitErrors {

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^\\s/]*@");

    private GitErrors() {}

    static DrydockException because(String what, String why, String next) {
        return new DrydockException(Outcome.GIT_ERROR, what, withoutUser(why), List.of(next));
    }

    /** Without the cause's own stack, whose messages may hold what was removed here. */
    static DrydockException because(String what, Exception cause, String next) {
        DrydockException exception = because(what, words(cause), next);
        exception.setStackTrace(cause.getStackTrace());
        return exception;
    }

    /** Of "Invalid remote: origin", only the cause says which and why. */
    private static String words(Exception thrown) {
        Throwable cause =
                thrown instanceof InvalidRemoteException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }

    static String withoutUser(String text) {
        return USER_INFO.matcher(text).replaceAll("");
    }
}
