package io.drydock.demo;

import java.util.function.Consumer;

/** Picks from Maven's output what the plugin itself says, without what it passes on from builds and suites. */
final class PluginLines implements Consumer<String> {

    private final Consumer<String> watcher;
    private boolean inPlugin;

    /** @param watcher gets the lines, without Maven's level before them */
    PluginLines(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    @Override
    public void accept(String line) {
        if (line.startsWith("[INFO] --- ")) {
            inPlugin = line.contains("drydock-maven-plugin:") || line.contains("- docker:");
        } else if (line.startsWith("[INFO] ------")) {
            inPlugin = false;
        } else if (inPlugin && isMavenLine(line)) {
            String text = line.substring(line.indexOf(']') + 1).stripTrailing();
            if (!text.isEmpty() && !text.startsWith(" [")) {
                watcher.accept(text.substring(1));
            }
        }
    }

    private static boolean isMavenLine(String line) {
        return line.startsWith("[INFO] ") || line.startsWith("[WARNING] ") || line.startsWith("[ERROR] ");
    }
}
