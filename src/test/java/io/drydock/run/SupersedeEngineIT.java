package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.Engine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a real engine. */
@Tag("engine")
class SupersedeEngineIT extends SupersedeContract {

    @Override
    Engine engine() {
        return Up.open();
    }

    @Test
    void aWordToAnOlderCommitThatHasEndedMeanwhileIsTakenBack() throws Exception {
        Up older = up("a", "echo begun; sleep 1");
        Up newer = up("b", "true");
        CompletableFuture<Void> passed = CompletableFuture.runAsync(() -> {
            try (Engine own = Up.open()) {
                workflow(older, own).verify();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!older.told.contains("Output[source=unit, text=begun]")) {
            Thread.sleep(20);
        }
        Engine late = Overheard.engine(engine, call -> {
            if (call.matches("create .*-superseded .*")) {
                passed.get(30, TimeUnit.SECONDS);
            }
        });

        workflow(newer, late).servicesUp();

        assertThat(passed).isCompleted();
        assertThatOnlyTheRecordIsLeft();
    }
}
