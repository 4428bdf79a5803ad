package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.state.ContainerSummary;
import io.drydock.run.LogPrinter;
import io.drydock.run.Shell;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Opens the container of the suite that failed last in this branch's environment, as it was when it ended: file system,
 * variables, user, working folder, network. Services that have stopped are started again, and so is the app that a suite with
 * <code>&lt;withApp&gt;</code> tested, as long as the shell is open. The failed container itself stays
 * untouched; what is opened is a copy, removed afterwards.
 *
 * <p>At a terminal a shell is opened in it. <code>-Ddocker.command='mvn -o test'</code> runs a command instead, without a
 * terminal too, and fails the build with its exit code. <code>-Ddocker.suite=unit</code> takes the container of that suite.
 *
 * @since 0.1.0
 */
@Mojo(name = "shell", aggregator = true, threadSafe = true)
final class ShellMojo extends AbstractDockerMojo {

    @Override
    boolean needsSecrets() {
        return false;
    }

    @Override
    void perform(Invocation invocation) throws InterruptedException {
        invocation.warmUp();
        Optional<String> command = invocation.flags().command();
        Shell shell = new Shell(invocation.engine(), invocation.events(), invocation.environment());
        ContainerSummary failed = shell.failed(invocation.flags().suite());
        if (invocation.flags().dryRun()) {
            invocation.out().info("open a copy of container " + failed.name());
            return;
        }
        if (command.isEmpty() && !UnixTerminal.isThere()) {
            throw noTerminal();
        }
        announce(invocation, failed);
        invocation.interruption().guard(shell::close, () -> {
            try (shell) {
                shell.wake(failed, oneShots(invocation));
                if (suite(invocation, failed).filter(SuiteSpec::withApp).isPresent()) {
                    shell.wakeApp(failed);
                }
                if (command.isPresent()) {
                    require(run(invocation, shell, failed, command.get()), command.get());
                } else {
                    interactive(invocation, shell, failed);
                }
            }
        });
    }

    /** Its output is shown without the values that were forwarded to the suite. */
    private static int run(Invocation invocation, Shell shell, ContainerSummary failed, String command) {
        List<String> hidden = new LogPrinter(invocation.engine(), StandardOutput.stream(), out -> out, false)
                .values(List.of(failed), invocation.configuration().forwardEnv());
        return shell.run(failed, command, invocation.redactorOfKnown(hidden).wrap(StandardOutput.stream()));
    }

    private static void interactive(Invocation invocation, Shell shell, ContainerSummary failed)
            throws InterruptedException {
        int code;
        try (UnixTerminal terminal = UnixTerminal.open()) {
            int[] ended = new int[1];
            invocation.interruption().guard(terminal::close, () -> ended[0] = shell.open(failed, terminal));
            code = ended[0];
        }
        invocation.out().info("the shell ended with exit code " + code + "; " + failed.name() + " is as it was");
    }

    private static void announce(Invocation invocation, ContainerSummary failed) {
        invocation.out().info("opening a copy of " + failed.name() + " (" + failed.statusText() + ")");
        suite(invocation, failed)
                .map(SuiteSpec::command)
                .map(command -> command.get(command.size() - 1))
                .ifPresent(last -> invocation.out().info("its suite ran: " + last));
    }

    /** As it is configured now. */
    private static Optional<SuiteSpec> suite(Invocation invocation, ContainerSummary failed) {
        return invocation.configuration().verify().suites().stream()
                .filter(spec -> failed.label(Labels.SUITE).equals(Optional.of(spec.name())))
                .findFirst();
    }

    private static Set<String> oneShots(Invocation invocation) {
        return invocation.configuration().services().stream()
                .filter(ServiceSpec::oneShot)
                .map(ServiceSpec::name)
                .collect(Collectors.toSet());
    }

    private static void require(int code, String command) {
        if (code != 0) {
            throw new DrydockException(
                    Outcome.TESTS_FAILED,
                    "the command ended with exit code " + code,
                    command,
                    List.of("mvn docker:shell at a terminal opens a shell there"));
        }
    }

    private static DrydockException noTerminal() {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "a shell needs a terminal",
                "this process has none: its input or output goes elsewhere, or it is a system without stty",
                List.of("mvn docker:shell -Ddocker.command='<command>' runs a command instead"));
    }
}
