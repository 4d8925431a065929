package io.github.lrmfspark.choice;

import io.github.lrmfspark.choice.MapJudge.Opinion;
import java.util.List;

/**
 * The maps that were tried of one source to one target, and which of them was written.
 *
 * @param candidates at least one, the map that changes least first; unmodifiable
 * @param written the number of the one that was written
 */
public record MapChoice(List<Candidate> candidates, int written) {
    /**
     * A map that was tried.
     *
     * @param name such as {@code gaussian} or {@code flow}
     * @param opinion what rows say of it
     * @param seconds that it took to find, beside what others needed too
     */
    public record Candidate(String name, Opinion opinion, double seconds) {}

    /**
     * {@return the choice of the best one, as {@link MapJudge#best} has it}
     *
     * @param candidates at least one, the map that changes least first
     */
    public static MapChoice of(List<Candidate> candidates) {
        return new MapChoice(
                List.copyOf(candidates),
                MapJudge.best(candidates.stream().map(Candidate::opinion).toList()));
    }

    /** {@return why that one was written, in a sentence} */
    public String reason() {
        return "Written is '" + best().name() + "', of " + candidates.size()
                + " maps that were tried: of those that bring the rows as near to the target as any, up to what chance explains,"
                + " the plainest one that keeps clusters together as well as any does.";
    }

    /** {@return whether the most flexible map was written} */
    public boolean isLast() {
        return written == candidates.size() - 1;
    }

    /** {@return the map that was written} */
    public Candidate best() {
        return candidates.get(written);
    }
}
