package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.FakeEngine;
import io.drydock.event.Event;
import io.drydock.event.EventSink;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageConfig;
import io.drydock.plan.Given;
import io.drydock.plan.ImageBuild;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One at a time, whoever they are and however they end. */
@Timeout(60)
class LocksTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeEngine engine = new FakeEngine();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final EventSink events = event -> told.add(
            event instanceof Event.Warning warning
                    ? "WARN " + warning.text()
                    : event instanceof Event.Note note ? note.text() : event.toString());
    private final Given given = Given.plain();
    private final Lock lock = lock(given.target(), given.image());

    @Test
    void whoComesFirstHasItByNameAndLabelsAndLeavesNothing() throws Exception {
        Locks locks = new Locks(engine, events, new TestTime());

        String done = alone(locks, () -> {
            ContainerState held = lock().orElseThrow();
            assertThat(held.name()).isEqualTo("shop.feature-login-df7c7aeb35.lock_77aa01b");
            assertThat(held.status()).isEqualTo("created");
            assertThat(held.labels())
                    .containsEntry(Labels.ROLE, "lock")
                    .containsEntry(Labels.OWNER, "tests")
                    .containsEntry(Labels.BRANCH, "feature/login")
                    .containsEntry(Labels.CREATED, "2026-01-01T00:00:00Z")
                    .doesNotContainKeys(Labels.PUSHED, Labels.IMAGE_APP);
            return "done";
        });

        assertThat(done).isEqualTo("done");
        assertNothingLeft();
        assertThat(told).isEmpty();
    }

    @Test
    void theImageOfLocksIsMadeOnceAndStays() throws Exception {
        Locks locks = new Locks(engine, events, new TestTime());

        alone(locks, () -> "first");
        alone(locks, () -> "second");

        assertThat(engine.calls())
                .filteredOn("images.empty drydock/lock:1"::equals)
                .hasSize(1);
    }

    @Test
    void theLockOnMastersImageIsOneWhicheverBranchBuildsIt() {
        Target branch = given.target();
        Target master = given.on("master").at(Given.OTHER).target();
        String image = "shop/master:a8e8e83";

        assertThat(lock(branch, image).name()).isEqualTo("shop.master.lock_a8e8e83");
        assertThat(lock(master, image).name()).isEqualTo("shop.master.lock_a8e8e83");
        assertThat(lock(branch, image).labels()).containsEntry(Labels.BRANCH, "master");
    }

    @Test
    void whoComesLaterIsToldOnceWhoHasItAndHasItOnceItIsGivenBack() throws Exception {
        Lease first = take(new Locks(engine, events, new TestTime()));
        TestTime time = new TestTime(passed -> {
            if (passed.compareTo(SECOND.multipliedBy(3)) >= 0) {
                first.close();
            }
        });

        alone(new Locks(engine, events, time), () -> "done");

        assertThat(time.passed()).isLessThan(SECOND.multipliedBy(4));
        assertThat(told)
                .containsExactly("waiting for image " + given.image() + ": tests makes it since 2026-01-01T00:00:00Z");
        assertNothingLeft();
    }

    @Test
    void aHolderThatLivesIsWaitedForHoweverLongItTakes() throws Exception {
        TestTime time = new TestTime();
        Lease first = take(new Locks(engine, events, time));
        String id = lock().orElseThrow().id();
        TestTime waiting = new TestTime(passed -> {
            time.sleep(passed.minus(time.passed()));
            assertThat(lock().orElseThrow().id()).isEqualTo(id);
            if (passed.toMinutes() >= 10) {
                first.close();
            }
        });

        alone(new Locks(engine, events, waiting), () -> "done");

        assertThat(waiting.passed()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(told).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void aHolderThatWasKilledIsTakenOverFromWithinNineSeconds() throws Exception {
        TestTime killed = new TestTime();
        take(new Locks(engine, events, killed));
        killed.sleep(SECOND.multipliedBy(3));
        TestTime time = new TestTime();

        alone(new Locks(engine, events, time), () -> "done");

        assertThat(time.passed()).isBetween(Locks.LEASE, Locks.LEASE.plus(SECOND));
        assertThat(told)
                .containsExactly(
                        "waiting for image " + given.image() + ": tests makes it since 2026-01-01T00:00:00Z",
                        "who makes image " + given.image() + " has given no sign of life for 8 s: taking over");
        assertNothingLeft();
    }

    @Test
    void timeInWhichTheWaitingProcessWasSuspendedDoesNotCount() throws Exception {
        take(new Locks(engine, events, new TestTime()));
        List<TestTime> self = new ArrayList<>();
        TestTime time = new TestTime(passed -> {
            if (passed.compareTo(SECOND.multipliedBy(5)) == 0) {
                self.get(0).suspend(Duration.ofHours(8));
            }
        });
        self.add(time);

        alone(new Locks(engine, events, time), () -> "done");

        assertThat(time.passed().minus(Duration.ofHours(8))).isGreaterThan(SECOND.multipliedBy(7));
    }

    @Test
    void ofEightWhoTakeOverFromAKilledOneAtOnceOneHasIt() throws Exception {
        for (int round = 0; round < 100; round++) {
            take(new Locks(engine, events, new TestTime()));
            String dead = lock().orElseThrow().id();
            CyclicBarrier start = new CyclicBarrier(8);
            // who sees another's lock has lost the race
            TestTime.Happening untilTaken = passed -> {
                if (lock().filter(c -> !c.id().equals(dead)).isPresent()) {
                    throw new InterruptedException();
                }
            };
            List<CompletableFuture<Boolean>> racers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                racers.add(onThread(() -> {
                    start.await();
                    return take(new Locks(engine, events, new TestTime(untilTaken))) != null;
                }));
            }

            int winners = 0;
            for (CompletableFuture<Boolean> racer : racers) {
                winners += racer.get(30, TimeUnit.SECONDS) ? 1 : 0;
            }

            assertThat(winners).isEqualTo(1);
            engine.containers().remove(lock().orElseThrow().id());
        }
    }

    @Test
    void eightAtOnceWorkOneAfterTheOther() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(onThread(() -> alone(new Locks(engine, events, Time.SYSTEM), () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.sleep(5);
                now.decrementAndGet();
                return true;
            })));
        }
        for (CompletableFuture<Boolean> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(most).hasValue(1);
        assertNothingLeft();
    }

    @Test
    void anInterruptEndsTheWaitAtOnce() throws Exception {
        take(new Locks(engine, events, new TestTime()));
        CompletableFuture<Class<?>> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                take(new Locks(engine, events, Time.SYSTEM));
                ended.complete(Void.class);
            } catch (InterruptedException e) {
                ended.complete(InterruptedException.class);
            }
        });
        waiting.start();
        while (told.isEmpty()) {
            Thread.sleep(1);
        }

        waiting.interrupt();

        assertThat(ended.get(1, TimeUnit.SECONDS)).isEqualTo(InterruptedException.class);
        assertThat(lock()).isPresent();
    }

    @Test
    void anInterruptedHolderGivesItBackAndStaysInterrupted() throws Exception {
        Locks locks = new Locks(engine, events, new TestTime());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> alone(locks, () -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertNothingLeft();
    }

    @Test
    void whereWorkFailsTheLockIsGivenBackAndTheFailureIsTheAnswer() {
        Locks locks = new Locks(engine, events, new TestTime());

        assertThatThrownBy(() -> alone(locks, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertNothingLeft();
    }

    @Test
    void aLockThatSomebodyPrunedIsMadeAgainAndTheWorkGoesOn() throws Exception {
        TestTime time = new TestTime();

        alone(new Locks(engine, events, time), () -> {
            time.sleep(SECOND.multipliedBy(3));
            engine.containers().remove(lock().orElseThrow().id());
            time.sleep(SECOND.multipliedBy(3));
            assertThat(lock()).isPresent();
            return "done";
        });

        assertNothingLeft();
        assertThat(told).isEmpty();
    }

    @Test
    void whoWasSilentAndLostItIsStoppedAndLooksAgainOnceTheOtherIsDone() throws Exception {
        Locks other = new Locks(engine, events, new TestTime());
        List<Lease> others = new ArrayList<>();
        TestTime time = new TestTime(passed -> {
            if (others.size() == 1 && passed.toSeconds() > 40) {
                others.get(0).close();
            }
        });
        AtomicInteger begun = new AtomicInteger();

        String done = alone(new Locks(engine, events, time), () -> {
            if (begun.incrementAndGet() == 1) {
                time.suspend(SECOND.multipliedBy(30));
                engine.containers().remove(lock().orElseThrow().id());
                others.add(take(other));
                time.sleep(SECOND);
                Thread.sleep(5000);
            }
            return "done";
        });

        assertThat(done).isEqualTo("done");
        assertThat(begun).hasValue(2);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(told).anyMatch(line -> line.startsWith("WARN the lock on image " + given.image() + " was lost"));
        assertNothingLeft();
    }

    @Test
    void whoIsToldOfANewerCommitEndsAndSaysWhich() {
        TestTime time = new TestTime();
        Locks locks = new Locks(engine, events, time);

        assertThatThrownBy(() -> alone(locks, () -> {
                    Map<String, String> newer = Map.of(Labels.COMMIT, "b".repeat(40));
                    new LifeSigns(engine.volumes())
                            .supersede(lock.name(), lock().orElseThrow().id(), newer);
                    time.sleep(SECOND.multipliedBy(3));
                    Thread.sleep(0);
                    return "runs on";
                }))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.SUPERSEDED);
                    assertThat(e.why()).contains("bbbbbbb");
                });

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertNothingLeft();
    }

    @Test
    void aStrangersContainerOfThatNameIsNamedAndStays() {
        engine.image("busybox:1", ImageConfig.EMPTY, Map.of());
        String foreign = Foreign.run(engine, lock.name(), "busybox:1");

        assertThatThrownBy(() -> take(new Locks(engine, events, new TestTime())))
                .isInstanceOf(DrydockException.class)
                .hasMessageContaining(lock.name());

        assertThat(engine.containers().find(foreign))
                .map(ContainerState::running)
                .contains(true);
    }

    /** Does it, after however many waits. */
    private <T> T alone(Locks locks, Locks.Work<T> work) throws InterruptedException {
        Optional<T> result = locks.alone(lock, work);
        while (result.isEmpty()) {
            result = locks.alone(lock, work);
        }
        return result.get();
    }

    private Lease take(Locks locks) throws InterruptedException {
        Optional<Lease> lease = locks.take(lock);
        while (lease.isEmpty()) {
            locks.await(lock);
            lease = locks.take(lock);
        }
        return lease.get();
    }

    private Optional<ContainerState> lock() {
        return engine.containers().find(lock.name());
    }

    private void assertNothingLeft() {
        assertThat(lock()).isEmpty();
        assertThat(engine.containers().list(Map.of(Labels.APP, ""))).isEmpty();
        assertThat(engine.volumes().list(Map.of())).isEmpty();
    }

    private static Lock lock(Target target, String image) {
        return Lock.onImage(
                target,
                new ImageBuild(
                        image,
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        "not there"));
    }

    private interface Racing {
        boolean run() throws Exception;
    }

    private static CompletableFuture<Boolean> onThread(Racing racing) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(racing.run());
            } catch (InterruptedException e) {
                result.complete(false);
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        return result;
    }
}
