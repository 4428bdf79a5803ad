package io.drydock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The recipes for CIs are what their servers read; the integration test {@code recipes} runs their commands. */
class RecipesTest {

    @Test
    @SuppressWarnings("unchecked")
    void githubsWorkflowIsOne() {
        Map<String, Object> workflow = yaml("github-actions.yml");
        assertThat(workflow).containsOnlyKeys("name", "on", "concurrency", "jobs");
        Map<String, Object> job = (Map<String, Object>) ((Map<String, Object>) workflow.get("jobs")).get("verify");
        assertThat(job).containsOnlyKeys("runs-on", "timeout-minutes", "steps");
        List<Map<String, Object>> steps = (List<Map<String, Object>>) job.get("steps");
        assertThat(steps).allMatch(step -> step.containsKey("run") != step.containsKey("uses"));
        assertThat(steps)
                .filteredOn(step -> step.containsKey("uses"))
                .allMatch(step -> step.get("uses").toString().matches("actions/[a-z-]+@v\\d+"));
        assertThat(steps.get(0).get("with")).isEqualTo(Map.of("fetch-depth", 0));
    }

    @Test
    @SuppressWarnings("unchecked")
    void gitlabsPipelineIsOne() {
        Map<String, Object> pipeline = yaml("gitlab-ci.yml");
        Map<String, Object> job = (Map<String, Object>) pipeline.get("verify");
        assertThat(job).containsOnlyKeys("tags", "variables", "rules", "timeout", "script", "artifacts");
        assertThat((List<String>) job.get("script")).hasSize(1);
        assertThat((Map<String, Object>) job.get("artifacts")).containsOnlyKeys("when", "paths", "reports");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String name) {
        String text = Document.read(Path.of("docs/ci", name)).text();
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
