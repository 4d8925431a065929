package io.github.lrmfspark.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which slice of a flat parameter vector is which matrix: named blocks, one after another, each stored column
 * by column.
 *
 * <p>Blocks leave no gaps: each begins where the one before it ends, so a spec is fixed by names and shapes in
 * order. A map of other maps names their blocks by a path, such as {@code 0-LuLinear/lu} for the first part of
 * a chain.
 *
 * <p>Immutable; {@code and} gives a longer spec and leaves this one as it was. Serialised with the map that it
 * belongs to. The order of blocks is part of the format of saved models.
 */
public final class ParameterSpec implements Serializable {
    private static final long serialVersionUID = 1;

    /** No parameters: P = 0. */
    public static final ParameterSpec EMPTY = new ParameterSpec(List.of());

    /**
     * One matrix [rows, columns] that begins at {@code offset}.
     *
     * @param name its path, with a stroke between the names of enclosing maps
     * @param rows how many; 1 for a bias or a scale
     * @param columns how many
     * @param offset of its first number, counted from the first one of the spec
     */
    public record Block(String name, int rows, int columns, int offset) implements Serializable {
        /**
         * How many numbers the block has.
         *
         * @return rows · columns
         * @throws ArithmeticException if that is above 2³¹ − 1
         */
        public int size() {
            return Math.multiplyExact(rows, columns);
        }
    }

    private final ArrayList<Block> blocks;
    private final int size;

    private ParameterSpec(List<Block> blocks) {
        this.blocks = new ArrayList<>(blocks);
        this.size = blocks.stream().mapToInt(Block::size).reduce(0, Math::addExact);
    }

    /**
     * The blocks of these specs, one spec after the other, each under its name and a stroke.
     *
     * @param specs by name, in the order in which their numbers follow one another
     * @return the spec of all
     * @throws ArithmeticException if there are more than 2³¹ − 1 numbers in all
     */
    public static ParameterSpec of(Map<String, ParameterSpec> specs) {
        List<Block> all = new ArrayList<>();
        int offset = 0;
        for (Map.Entry<String, ParameterSpec> part : specs.entrySet()) {
            for (Block b : part.getValue().blocks) {
                all.add(new Block(part.getKey() + "/" + b.name, b.rows, b.columns, offset + b.offset));
            }
            offset = Math.addExact(offset, part.getValue().size);
        }
        return new ParameterSpec(all);
    }

    /**
     * These blocks, followed by a matrix [rows, columns].
     *
     * @param name of the matrix, not yet taken
     * @param rows how many
     * @param columns how many
     * @return the longer spec
     * @throws ArithmeticException if there are more than 2³¹ − 1 numbers in all
     */
    public ParameterSpec and(String name, int rows, int columns) {
        List<Block> extended = new ArrayList<>(blocks);
        extended.add(new Block(name, rows, columns, size));
        return new ParameterSpec(extended);
    }

    /**
     * These blocks, followed by those of another spec under {@code prefix/}.
     *
     * @param prefix the name of the map that the other spec belongs to
     * @param other its blocks
     * @return the longer spec
     * @throws ArithmeticException if there are more than 2³¹ − 1 numbers in all
     */
    public ParameterSpec and(String prefix, ParameterSpec other) {
        List<Block> extended = new ArrayList<>(blocks);
        for (Block b : other.blocks) {
            extended.add(new Block(prefix + "/" + b.name, b.rows, b.columns, size + b.offset));
        }
        return new ParameterSpec(extended);
    }

    /** {@return the blocks, in the order in which they lie} */
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /**
     * The block of that name.
     *
     * @param name its whole path
     * @return the block
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public Block block(String name) {
        return blocks.stream()
                .filter(b -> b.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected one of " + blocks + "; found " + name));
    }

    /** {@return how many numbers there are in all: P} */
    public int size() {
        return size;
    }
}
