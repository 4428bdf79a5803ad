package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SendWindowsTest {

    private final SendWindows windows = new SendWindows();

    @Test
    void grantsNoMoreThanTheStreamHolds() throws Exception {
        windows.open(1);
        windows.add(0, 100_000);

        assertThat(windows.take(1, 60_000)).isEqualTo(60_000);
        assertThat(windows.take(1, 60_000)).isEqualTo(5_535);
    }

    @Test
    void grantsNoMoreThanTheConnectionHoldsForAllStreams() throws Exception {
        windows.open(1);
        windows.open(3);

        assertThat(windows.take(1, 60_000)).isEqualTo(60_000);
        assertThat(windows.take(3, 60_000)).isEqualTo(5_535);
    }

    @Test
    void waitsUntilThePeerGrantsMore() throws Exception {
        windows.open(1);
        windows.take(1, 65_535);
        CompletableFuture<Integer> waiting = takeLater(10);
        windows.add(1, 7);
        assertThat(waiting).isNotDone();

        windows.add(0, 100);

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void aSmallerInitialWindowMayPutAStreamBelowZero() throws Exception {
        windows.open(1);
        windows.take(1, 1_000);
        windows.setInitial(500);
        windows.add(1, 600);

        assertThat(windows.take(1, 5_000)).isEqualTo(100);
    }

    @Test
    void closingWakesASender() throws Exception {
        windows.open(1);
        windows.take(1, 65_535);
        CompletableFuture<Integer> waiting = takeLater(10);

        windows.close(1);

        assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesAWindowThatGrowsTooLargeOrByNothing() {
        windows.open(1);

        assertCode(() -> windows.add(0, Integer.MAX_VALUE), Http2Exception.FLOW_CONTROL_ERROR);
        assertCode(() -> windows.add(1, Integer.MAX_VALUE), Http2Exception.FLOW_CONTROL_ERROR);
        assertCode(() -> windows.setInitial(1L << 31), Http2Exception.FLOW_CONTROL_ERROR);
        assertCode(() -> windows.add(1, 0), Http2Exception.PROTOCOL_ERROR);
    }

    @Test
    void ignoresCreditForAStreamThatIsGone() throws Exception {
        windows.add(9, 10);

        assertThatThrownBy(() -> windows.take(9, 1)).isInstanceOf(IOException.class);
    }

    private CompletableFuture<Integer> takeLater(int wanted) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return windows.take(1, wanted);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void assertCode(ThrowingCallable call, int code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Http2Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
