package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.report.FailureMessage;
import io.drydock.report.Redactor;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Turns the one exception of ours into the two of Maven's: the app's failure, or an error around it. */
final class Errors {

    private Redactor redactor = Redactor.NONE;

    void redactWith(Redactor values) {
        redactor = values;
    }

    /** Never returns; declared so that the caller can say {@code throw}. */
    MojoFailureException translate(DrydockException e) throws MojoExecutionException, MojoFailureException {
        String message = e.outcome() + ": " + new FailureMessage(redactor).of(e);
        if (e.outcome().kind() == Outcome.Kind.ERROR) {
            throw new MojoExecutionException(message);
        }
        throw new MojoFailureException(message);
    }
}
