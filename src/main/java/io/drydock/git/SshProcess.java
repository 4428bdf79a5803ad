package io.drydock.git;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * Ssh as it runs. JGit asks for the exit code when the output has ended, which is a moment before the process has: here that
 * moment is waited for.
 */
final class SshProcess extends Process {

    private static final long PATIENCE_SECONDS = 5;

    private final Process ssh;

    SshProcess(Process ssh) {
        this.ssh = ssh;
    }

    @Override
    public int exitValue() {
        try {
            if (!ssh.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                ssh.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            ssh.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
        return ssh.exitValue();
    }

    @Override
    public OutputStream getOutputStream() {
        return ssh.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return ssh.getInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return ssh.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return ssh.waitFor();
    }

    @Override
    public void destroy() {
        ssh.destroy();
    }
}
