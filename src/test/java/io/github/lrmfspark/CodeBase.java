package io.github.lrmfspark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of the product and of its experiments, and whether a contract's table has them all. */
public final class CodeBase {
    static final String ROOT = "io.github.lrmfspark.";
    /** The product and its experiments, without tests. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.lrmfspark");

    private CodeBase() {}

    /** What the product's jar holds. */
    static JavaClasses product() {
        return CLASSES.that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + "experiment..")));
    }

    /** Fails where a concrete class of that type is not the class of a row of its contract's table. */
    public static void assertAllIn(Stream<?> rows, Class<?> contract) {
        Set<String> tested = rows.map(row -> row.getClass().getName()).collect(Collectors.toSet());
        Set<String> implementations = implementations(contract);
        assertThat(implementations).as("what implements %s", contract).isNotEmpty();
        assertThat(implementations)
                .as("what implements %s and stands in no row of its contract's table", contract)
                .filteredOn(name -> !tested.contains(name))
                .isEmpty();
    }

    private static Set<String> implementations(Class<?> contract) {
        return CLASSES.stream()
                .filter(c -> c.isAssignableTo(contract) && !c.isInterface())
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    /** An object and the objects of this code base that it is made of. */
    public static Stream<Object> parts(Object whole) {
        Set<Object> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(whole);
        while (!open.isEmpty()) {
            Object part = open.remove();
            if (part instanceof Collection<?> several) {
                open.addAll(several);
            } else if (part.getClass().getName().startsWith(ROOT) && parts.add(part)) {
                fields(part).forEach(open::add);
            }
        }
        return parts.stream();
    }

    private static Stream<Object> fields(Object owner) {
        return Stream.<@Nullable Class<?>>iterate(owner.getClass(), Objects::nonNull, c -> c.getSuperclass())
                .flatMap(c -> Stream.of(c.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive())
                .map(field -> value(field, owner))
                .flatMap(Stream::ofNullable);
    }

    private static @Nullable Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
