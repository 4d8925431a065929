package io.github.lrmfspark.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which slice of a flat parameter vector is which matrix: named blocks, one after another, each stored column by column. */
public final class ParameterSpec implements Serializable {
    private static final long serialVersionUID = 1;

    /** No parameters. */
    public static final ParameterSpec EMPTY = new ParameterSpec(List.of());

    /** One matrix [rows, columns] that begins at {@code offset}. */
    public record Block(String name, int rows, int columns, int offset) implements Serializable {
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

    /** The blocks of these specs, one spec after the other, each under its name and a stroke. */
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

    /** These blocks, followed by a matrix [rows, columns]. */
    public ParameterSpec and(String name, int rows, int columns) {
        List<Block> extended = new ArrayList<>(blocks);
        extended.add(new Block(name, rows, columns, size));
        return new ParameterSpec(extended);
    }

    /** These blocks, followed by those of another spec under {@code prefix/}. */
    public ParameterSpec and(String prefix, ParameterSpec other) {
        List<Block> extended = new ArrayList<>(blocks);
        for (Block b : other.blocks) {
            extended.add(new Block(prefix + "/" + b.name, b.rows, b.columns, size + b.offset));
        }
        return new ParameterSpec(extended);
    }

    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** The block of that name. */
    public Block block(String name) {
        return blocks.stream()
                .filter(b -> b.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected one of " + blocks + "; found " + name));
    }

    /** How many numbers there are in all: P. */
    public int size() {
        return size;
    }
}
