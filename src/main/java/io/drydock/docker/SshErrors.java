package io.drydock.docker;

import java.util.List;

/** What a user can do about what ssh, or Docker's client at its other end, said. */
final class SshErrors {

    private SshErrors() {}

    /** The reason in ssh's words. */
    static String why(String words) {
        return words.contains("Cannot run program \"ssh\"") ? "ssh is not on the PATH of this machine" : words;
    }

    /** Commands to paste. */
    static List<String> remedies(SshTarget target, String why) {
        if (why.startsWith("ssh is not on the PATH")) {
            return List.of("install OpenSSH's client, for example: apt-get install openssh-client");
        }
        if (why.contains("Host key verification failed") || why.contains("HOST IDENTIFICATION HAS CHANGED")) {
            return List.of(target.trial("true") + "    by hand, once: it shows the host's key and asks");
        }
        if (why.contains("docker.sock")
                || why.contains("docker daemon socket")
                || why.contains("Docker daemon socket")) {
            return List.of(
                    target.trial("docker version"), "let that user use the engine there: sudo usermod -aG docker USER");
        }
        if (why.contains("Permission denied")) {
            return List.of("ssh-add    so that an agent has the key; no password is asked for", target.trial("true"));
        }
        if (why.contains("not found") || why.contains("dial-stdio") || why.contains("exit code 127")) {
            return List.of("install Docker's client there, 18.09 or newer, on the PATH of: " + target.trial("env"));
        }
        return List.of(target.trial("docker version"));
    }
}
