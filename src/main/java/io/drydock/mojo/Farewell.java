package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import io.drydock.run.Job;
import io.drydock.run.Workflow;
import java.io.PrintStream;
import java.util.List;

/** What is said and done when the process is ended in the midst of a goal. */
final class Farewell implements Runnable {

    private final Job job;
    private final Workflow workflow;
    private final PrintStream out;

    Farewell(Job job, Workflow workflow) {
        this.job = job;
        this.workflow = workflow;
        this.out = System.err;
    }

    @Override
    public void run() {
        Environment environment = job.target().environment();
        try {
            workflow.giveLocksBack();
            List<ContainerSummary> containers = job.engine().containers().list(Target.filter(environment));
            containers.stream()
                    .filter(c ->
                            c.running() && Labels.ROLE_VERIFY.equals(c.labels().get(Labels.ROLE)))
                    .forEach(c -> job.engine().containers().kill(c.id(), "KILL"));
            out.println("Interrupted. On the engine is left, all of it labelled " + Labels.APP + "=" + environment.app()
                    + ":");
            out.println("  network " + environment.network());
            containers.stream()
                    .filter(c -> !Lock.isOne(c.labels()))
                    .forEach(c -> out.println("  container " + c.name() + " (" + c.status() + ")"));
            out.println("The next mvn verify of branch " + environment.branch() + " goes on from there;"
                    + " mvn docker:down removes it.");
        } catch (DrydockException e) {
            out.println("Interrupted. What is left on the engine cannot be told: " + e.why());
        }
    }
}
