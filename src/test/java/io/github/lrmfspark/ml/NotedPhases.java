package io.github.lrmfspark.ml;

import io.github.lrmfspark.train.Progress;
import io.github.lrmfspark.train.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/** Hears of the phases of a training and remembers them. */
class NotedPhases implements ProgressListener {
    private final List<String> names = new ArrayList<>();

    List<String> names() {
        return names;
    }

    @Override
    public void phase(String name, int number, int count) {
        names.add(name);
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void dropped(int round) {}
}
