package io.github.lrmfspark.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/**
 * What private densities were fitted on, and how. Saved ones are of use to a run only where all of it is the same: then c is
 * that of the same sets and the same family, and no held-out row was trained on. By how many workers and in how many steps
 * does not matter.
 *
 * @param aligner the family and the standardisations
 * @param fold the fold that was left out, from 0
 * @param folds K
 * @param noise as in training
 * @param heldOutFraction as in the split
 * @param sourceRows valid rows of A
 * @param targetRows valid rows of B
 */
record PrivateSpec(
        AlignerSpec aligner,
        int fold,
        int folds,
        double noise,
        double heldOutFraction,
        long sourceRows,
        long targetRows) {
    private static final int SHOWN = 60;

    PrivateSpec withFold(int number) {
        return new PrivateSpec(aligner, number, folds, noise, heldOutFraction, sourceRows, targetRows);
    }

    /** In words, what is another thing in {@code saved}; empty if nothing is. */
    List<String> differences(PrivateSpec saved) {
        ObjectMapper json = new ObjectMapper();
        List<String> differences = new ArrayList<>();
        compare("", json.valueToTree(this), json.valueToTree(saved), differences);
        return differences;
    }

    private static void compare(String path, JsonNode here, JsonNode there, List<String> differences) {
        if (!here.isObject()) {
            if (!here.equals(there)) {
                differences.add(path + " was " + text(there) + " and is " + text(here));
            }
            return;
        }
        for (Iterator<String> names = here.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            compare(path.isEmpty() ? name : path + "." + name, here.path(name), there.path(name), differences);
        }
    }

    private static String text(JsonNode value) {
        return StringUtils.abbreviate(value.toString(), SHOWN);
    }
}
