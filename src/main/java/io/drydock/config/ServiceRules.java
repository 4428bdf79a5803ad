package io.drydock.config;

import io.drydock.model.App;
import io.drydock.model.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of all services together: their names and their order. Names that are legal and differ make variables
 * that differ, so those need no rule.
 */
final class ServiceRules {

    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<ServiceSpec> services;
    private final Complaint complaint;

    /** Receives a mistake about the service at an index. */
    @FunctionalInterface
    interface Complaint {
        void about(int index, String what);
    }

    private ServiceRules(List<ServiceSpec> services, Complaint complaint) {
        this.services = services;
        this.complaint = complaint;
    }

    static void check(List<ServiceSpec> services, Optional<App> app, Complaint complaint) {
        ServiceRules rules = new ServiceRules(services, complaint);
        rules.checkNames(app.map(App::name).orElse(""));
        rules.checkDependencies();
        rules.checkCycles();
    }

    private void checkNames(String app) {
        for (int i = 0; i < services.size(); i++) {
            String name = services.get(i).name();
            if (services.get(i).app().map(App::name).filter(app::equals).isPresent()) {
                complaint.about(i, "<app> " + Parser.quoted(app) + " is this app itself: name another one");
                continue;
            }
            if (name.isEmpty()) {
                continue;
            }
            if (name.equals(app)) {
                complaint.about(i, Parser.quoted(name) + " is what the app itself is called: choose another <name>");
            }
            checkUnique(i, name);
        }
    }

    private void checkUnique(int i, String name) {
        Integer first = positions.putIfAbsent(name, i + 1);
        if (first != null) {
            complaint.about(
                    i,
                    Parser.quoted(name) + " is the name of services " + first + " and " + (i + 1)
                            + ": give one another <name>");
        }
    }

    private void checkDependencies() {
        for (int i = 0; i < services.size(); i++) {
            for (String wanted : services.get(i).dependsOn()) {
                if (!positions.containsKey(wanted)) {
                    String right = Suggestion.nearest(wanted, positions.keySet())
                            .map(name -> "did you mean " + name + "?")
                            .orElse("known are " + String.join(", ", positions.keySet()));
                    complaint.about(i, "<dependsOn> " + Parser.quoted(wanted) + " is no service here; " + right);
                }
            }
        }
    }

    private void checkCycles() {
        Set<String> done = new HashSet<>();
        for (String name : positions.keySet()) {
            walk(name, new ArrayList<>(), done);
        }
    }

    private void walk(String name, List<String> way, Set<String> done) {
        int seen = way.indexOf(name);
        if (seen >= 0) {
            List<String> cycle = new ArrayList<>(way.subList(seen, way.size()));
            cycle.add(name);
            complaint.about(
                    positions.get(name) - 1,
                    "<dependsOn> goes in a circle: " + String.join(" -> ", cycle) + "; take one of them out");
            return;
        }
        if (!positions.containsKey(name) || !done.add(name)) {
            return;
        }
        way.add(name);
        services.get(positions.get(name) - 1).dependsOn().forEach(next -> walk(next, way, done));
        way.remove(way.size() - 1);
    }
}
