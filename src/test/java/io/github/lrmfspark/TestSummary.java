package io.github.lrmfspark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a run how many tests there were, which of them were skipped and why, and which classes took longest. */
public final class TestSummary implements TestExecutionListener {
    private static final int SLOWEST = 10;

    private final Map<String, Long> starts = new HashMap<>();
    private final Map<String, Duration> classes = new HashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private int tests;
    private int failed;
    private long start;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        start = System.nanoTime();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        starts.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.add(name(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Duration time = since(starts.getOrDefault(test.getUniqueId(), start));
        if (test.getSource().filter(ClassSource.class::isInstance).isPresent()) {
            classes.merge(test.getLegacyReportingName(), time, Duration::plus);
        }
        tests += test.isTest() ? 1 : 0;
        failed += result.getStatus() == Status.FAILED ? 1 : 0;
        if (result.getStatus() == Status.ABORTED) {
            skipped.add(name(test) + ": "
                    + result.getThrowable().map(Throwable::getMessage).orElse("no reason was given"));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        System.out.print(text());
    }

    private String text() {
        StringBuilder text = new StringBuilder("\n%d tests of %d classes in %s: %d failed, %d skipped%n"
                .formatted(tests, classes.size(), seconds(since(start)), failed, skipped.size()));
        skipped.forEach(line -> text.append("  skipped: ").append(line).append(System.lineSeparator()));
        classes.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .limit(SLOWEST)
                .forEach(entry -> text.append("  %8s  %s%n".formatted(seconds(entry.getValue()), entry.getKey())));
        return text.toString();
    }

    private static String name(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().stream()
                .skip(1)
                .map(segment -> segment.getValue().replaceFirst("^(\\w+\\.)+", ""))
                .reduce((left, right) -> left + "." + right)
                .orElse(test.getDisplayName());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1e3);
    }
}
