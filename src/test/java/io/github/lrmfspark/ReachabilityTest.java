package io.github.lrmfspark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.lrmfspark.job.Main;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The job's jar has no class that no one can reach: every one is named, directly or through others, by the command line or by a
 * public type of {@code ml}. What only tests and notebooks use belongs in {@code experiment}.
 */
class ReachabilityTest {
    private static final JavaClasses PRODUCT = CodeBase.product();
    /** What the compiler makes of a switch or of a package's description; no dependency on it is recorded. */
    private static final Predicate<String> WRITTEN_BY_NO_ONE =
            Pattern.compile("\\$\\d+$|package-info$").asPredicate();

    @Test
    void everyClassIsReachedFromACommandOrThePublicApi() {
        Set<JavaClass> reached = reached();
        assertThat(PRODUCT)
                .filteredOn(c -> !reached.contains(c) && !WRITTEN_BY_NO_ONE.test(c.getName()))
                .extracting(JavaClass::getName)
                .isEmpty();
    }

    private static Set<JavaClass> reached() {
        Set<JavaClass> reached = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>(roots());
        while (!open.isEmpty()) {
            JavaClass at = open.remove();
            if (PRODUCT.contain(at.getName()) && reached.add(at)) {
                at.getEnclosingClass().ifPresent(open::add);
                at.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .forEach(open::add);
            }
        }
        return reached;
    }

    private static List<JavaClass> roots() {
        return PRODUCT.stream()
                .filter(c -> c.isEquivalentTo(Main.class) || isPublicApi(c))
                .toList();
    }

    private static boolean isPublicApi(JavaClass c) {
        return c.getPackageName().equals(CodeBase.ROOT + "ml")
                && c.isTopLevelClass()
                && c.getModifiers().contains(JavaModifier.PUBLIC);
    }
}
