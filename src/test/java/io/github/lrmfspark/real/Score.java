package io.github.lrmfspark.real;

/** What a map is judged by; all are without units, and all but the area are the better, the higher they are. */
enum Score {
    KNN("5-NN", "right labels by the five nearest target rows"),
    LOGISTIC("logistic", "right labels by a regression trained on the target, with a C of .01 as scikit-learn has it"),
    AREA(
            "area",
            "of a classifier that tells mapped from target rows; best .5, and less by overfitting moments of few rows"),
    KEPT("kept", "of the ten nearest source rows those that are still among the ten nearest"),
    AGREEMENT("agreement", "of clusters of the source with those of the target that their rows come into"),
    TOP1("top-1", "rows whose true image is the nearest, by cosine, of all true images"),
    TOP10("top-10", "rows whose true image is among the ten nearest"),
    COSINE("cosine", "to the true image, in the mean");

    private final String label;
    private final String words;

    Score(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** Its name in tables. */
    String label() {
        return label;
    }

    /** What it is, after its name. */
    String words() {
        return words;
    }
}
