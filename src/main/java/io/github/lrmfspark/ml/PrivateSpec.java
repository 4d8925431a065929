package io.github.lrmfspark.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.flow.FlowOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/**
 * What private densities were fitted on, and how. Saved ones are of use to a run only where all of it is the same: then c is
 * that of the same sets and the same family, and no held-out row was trained on.
 *
 * @param fold the fold that was left out, from 0
 * @param folds K
 * @param flow the family
 * @param dimension D
 * @param seed the root seed
 * @param noise as in training
 * @param heldOutFraction as in the split
 * @param sourceRows valid rows of A
 * @param targetRows valid rows of B
 * @param source standardisation of A
 * @param target standardisation of B
 */
record PrivateSpec(
        int fold,
        int folds,
        FlowOptions flow,
        int dimension,
        long seed,
        double noise,
        double heldOutFraction,
        long sourceRows,
        long targetRows,
        Standardisation source,
        Standardisation target) {
    private static final int SHOWN = 60;

    PrivateSpec withFold(int number) {
        return new PrivateSpec(
                number, folds, flow, dimension, seed, noise, heldOutFraction, sourceRows, targetRows, source, target);
    }

    /** In words, what is another thing in {@code saved}; empty if nothing is. */
    List<String> differences(PrivateSpec saved) {
        ObjectMapper json = new ObjectMapper();
        JsonNode here = json.valueToTree(this);
        JsonNode there = json.valueToTree(saved);
        List<String> differences = new ArrayList<>();
        for (Iterator<String> names = here.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!here.path(name).equals(there.path(name))) {
                differences.add(name + " was " + text(there.path(name)) + " and is " + text(here.path(name)));
            }
        }
        return differences;
    }

    private static String text(JsonNode value) {
        return StringUtils.abbreviate(value.toString(), SHOWN);
    }
}
