package io.drydock.config;

import io.drydock.model.spec.SuiteSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code <suites>}. */
final class SuiteReader {

    private SuiteReader() {}

    static List<SuiteSpec> read(Section verify) {
        List<SuiteSpec> suites = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : verify.child("suites").each("suite")) {
            Optional<String> name = section.find(Scalars.SUITE_NAME);
            if (!section.child("name").filled()) {
                section.mistake("has no <name>: write one such as unit");
            }
            if (name.isPresent() && !names.add(name.get())) {
                section.mistake(Parser.quoted(name.get()) + " is the name of two suites: rename one");
            }
            suites.add(suite(section, name.orElse("")));
        }
        return List.copyOf(suites);
    }

    private static SuiteSpec suite(Section section, String name) {
        boolean withApp = section.get(Scalars.WITH_APP);
        boolean freshServices = section.get(Scalars.FRESH_SERVICES);
        if (withApp && freshServices) {
            section.mistake(
                    "has <withApp> and <freshServices>: the app that it is shown takes over afterwards, so it talks to"
                            + " the branch's services and to no others: take one of the two out");
        }
        return new SuiteSpec(
                name,
                CommandReader.ofSuite(section),
                section.find(Scalars.SUITE_TARGET),
                withApp,
                section.list(Scalars.REPORTS),
                section.get(Scalars.SUITE_TIMEOUT),
                LimitsReader.read(section),
                section.map("env", Texts::variable),
                section.get(Scalars.PARALLEL),
                freshServices);
    }
}
